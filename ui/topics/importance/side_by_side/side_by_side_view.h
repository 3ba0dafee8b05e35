#pragma once

#include "ui/topics/importance/side_by_side/side_by_side_painter.h"
#include "ui/views/view_sources.h"
#include "ui/widgets/item_area.h"

namespace ui {

// The words of two answers in one table, with the measures of both. A click on a row selects its word on both sides; arrow keys move the
// selection, Esc lets go.
class SideBySideView : public ItemArea
{
    Q_OBJECT

public:
    SideBySideView(const ViewSources &first, const ViewSources &second, QWidget *parent = nullptr);

    // With the units that its rows are made of.
    void setFigure(core::SideBySideFigure figure, const core::DisplayUnits &first, const core::DisplayUnits &second);
    const core::SideBySideFigure &figure() const { return m_figure; }
    QRect rectOf(int row) const override;

    QSize minimumSizeHint() const override { return {320, 96}; }

protected:
    bool viewportEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void layOut();
    void showSelection();
    std::optional<int> rowOf(bool isHovered) const;
    void lockRow(std::optional<int> row);
    std::optional<int> itemAt(QPointF picturePosition) const override;
    QString toolTipOf(int row) const override;
    void hover(std::optional<int> row) override;
    void press(int row) override;
    void restyle() override;

    ViewSources m_first;
    ViewSources m_second;
    core::DisplayUnits m_firstUnits;
    core::DisplayUnits m_secondUnits;
    core::SideBySideFigure m_figure;
    SideBySideLayout m_layout;
    SideBySideHighlights m_highlights;
};

}  // namespace ui
