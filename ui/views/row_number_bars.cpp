#include "ui/views/row_number_bars.h"

#include "ui/render/bars_beside_rows.h"
#include "ui/theme/plain_text.h"

#include <QPainter>

namespace ui {

RowNumberBars::RowNumberBars(const HeatMapPlot &plot, QWidget *parent, Kind kind)
    : QWidget(parent), m_plot(plot), m_kind(kind)
{
    setObjectName(QStringLiteral("rowNumbers"));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
    connect(&plot, &HeatMapPlot::drawn, this, qOverload<>(&QWidget::update));
}

QSize RowNumberBars::sizeHint() const
{
    return {static_cast<int>(widthBesideRows(m_kind == Kind::Signed, BarSizes())), 100};
}

void RowNumberBars::setFigure(core::BarFigure figure)
{
    m_figure = std::move(figure);
    setAccessibleName(QString::fromStdString(m_figure.valueName));
    setToolTip(plainToolTip(QString::fromStdString(m_figure.explanation)));
    update();
}

void RowNumberBars::setSelectedRow(int row)
{
    m_selectedRow = row;
    update();
}

QRectF RowNumberBars::barOf(std::size_t row) const
{
    return barBesideRow(static_cast<int>(row), {rect(), m_plot.frame()}, m_figure, BarSizes());
}

void RowNumberBars::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    drawBarsBesideRows(painter, m_figure, {rect(), m_plot.frame()}, m_selectedRow, figureStyleOf(*this));
}

}  // namespace ui
