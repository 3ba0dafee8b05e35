#pragma once

#include "core/figure/values/bar_figure.h"
#include "ui/plot/heat_map_plot.h"

#include <QWidget>

namespace ui {

// A number and its bar beside each of the first rows of a plot, as drawBarsBesideRows paints them.
class RowNumberBars : public QWidget
{
    Q_OBJECT

public:
    enum class Kind { Signed, Amounts };

    explicit RowNumberBars(const HeatMapPlot &plot, QWidget *parent = nullptr, Kind kind = Kind::Signed);

    void setFigure(core::BarFigure figure);
    void setSelectedRow(int row);

    // In this widget's coordinates, for the plot's visible range.
    QRectF barOf(std::size_t row) const;

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const HeatMapPlot &m_plot;
    Kind m_kind;  // of the figures to come
    core::BarFigure m_figure;
    int m_selectedRow = -1;
};

}  // namespace ui
