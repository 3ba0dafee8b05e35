#pragma once

#include "ui/render/reading_painter.h"
#include "ui/views/view_sources.h"
#include "ui/widgets/item_area.h"

namespace ui {

// The whole text as running text, colored by the chosen measure. Hovering a word hovers it everywhere, a click selects it; the arrow keys
// move the selection, Esc lets go.
class ReadingView : public ItemArea
{
    Q_OBJECT

public:
    explicit ReadingView(const ViewSources &sources, QWidget *parent = nullptr);

    const core::TokenStripFigure &figure() const { return m_figure; }
    QRect rectOf(int word) const override;

signals:
    void figureChanged();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void refresh();
    void layOut();
    void showSelection();
    bool showsKeys() const;
    void lock(std::optional<int> word);
    void lockBeside(int words, int lines);
    std::optional<int> itemAt(QPointF picturePosition) const override;
    QString toolTipOf(int word) const override;
    void hover(std::optional<int> word) override;
    void press(int word) override;
    void restyle() override;

    ViewSources m_sources;
    core::DisplayUnits m_units;
    core::TokenStripFigure m_figure;
    std::vector<bool> m_glued;  // of each word: it follows the one before without a space
    ReadingLayout m_layout;
    TokenStripHighlights m_highlights;
};

}  // namespace ui
