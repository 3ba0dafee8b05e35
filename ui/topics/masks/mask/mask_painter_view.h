#pragma once

#include "core/model/mask/paint_mask.h"
#include "ui/plot/heat_map_plot.h"
#include "ui/views/view_sources.h"

#include <QWidget>

#include <optional>

class QToolButton;

namespace ui {

class ChoiceMenu;

// The mask over all pairs of tokens, to be painted on: with the mouse, or with space and backspace where the arrow keys have moved
// to. What is painted becomes the mask.
class MaskPainterView : public QWidget
{
    Q_OBJECT

public:
    explicit MaskPainterView(const ViewSources &sources, QWidget *parent = nullptr);

    HeatMapPlot *plot() const { return m_plot; }

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    QWidget *createTools();
    QToolButton *createSwitch(const char *objectName, const QString &text, const QString &toolTip,
                              bool core::MaskBrush::*part);
    void beginStroke();
    void paint(const CellIndex &cell, bool isErasing);
    void paintAtCursor(bool isErasing);
    void moveCursor(int rows, int columns);
    core::PairMask pairs() const;
    void setPairs(core::PairMask pairs);
    void refresh();
    void showSelection();

    ViewSources m_sources;
    core::HeadRef m_head;
    core::MaskBrush m_brush;
    int m_stroke = 0;       // counts them: each is one step of undo
    core::PairMask m_base;  // when the stroke began
    std::optional<core::MaskCell> m_strokeStart;
    std::optional<core::MaskCell> m_strokeEnd;  // so far
    std::optional<CellIndex> m_cursor;          // of the keyboard
    HeatMapPlot *m_plot = nullptr;
    ChoiceMenu *m_shape = nullptr;
    ChoiceMenu *m_action = nullptr;
};

}  // namespace ui
