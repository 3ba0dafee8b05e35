#pragma once

#include "ui/render/word_measures_painter.h"
#include "ui/session/importance_desk.h"
#include "ui/views/view_sources.h"
#include "ui/widgets/item_area.h"

namespace ui {

// Every word of the sentence with a bar for each chosen measure. A click on a word selects it everywhere, one on a measure's name sorts
// by it, as does its number on the keyboard; arrow keys move the selection, and to
// the side the columns where they have no room, Esc lets go.
class WordMeasuresView : public ItemArea
{
    Q_OBJECT

public:
    WordMeasuresView(const ViewSources &sources, ImportanceDesk &desk, QWidget *parent = nullptr);

    const core::WordMeasuresFigure &figure() const { return m_figure; }
    const WordMeasuresLayout &pictureLayout() const { return m_layout; }

    QSize minimumSizeHint() const override { return {260, 120}; }

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    bool viewportEvent(QEvent *event) override;

private:
    void refresh();
    void layOut();
    void showSelection();
    void tellShown();
    void sortBy(int column);
    std::optional<int> columnAt(QPointF viewportPosition) const;
    std::optional<int> rowOf(std::optional<int> unit) const;
    bool showsKeys() const;
    void lockRow(std::optional<int> row);
    std::optional<int> itemAt(QPointF picturePosition) const override;
    QRect rectOf(int row) const override;
    QString toolTipOf(int row) const override;
    void hover(std::optional<int> row) override;
    void press(int row) override;
    void restyle() override;

    ViewSources m_sources;
    ImportanceDesk &m_desk;
    core::DisplayUnits m_units;
    core::WordMeasuresFigure m_figure;
    WordMeasuresLayout m_layout;
    WordMeasuresHighlights m_highlights;
};

}  // namespace ui
