#include "ui/plot/plot_legend.h"

#include "ui/render/curve_legend.h"
#include "ui/theme/qt_text.h"

#include <QPainter>

#include <cmath>

namespace ui {

PlotLegend::PlotLegend(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Minimum);
}

void PlotLegend::setFigure(const core::CurveFigure &figure)
{
    m_figure = figure;
    QStringList names;
    for (const core::Curve &curve : figure.curves)
        names << qtText(curve.name);
    for (const core::CurveBand &band : figure.bands)
        names << qtText(band.name);
    setAccessibleName(names.join(QStringLiteral(", ")));
    updateGeometry();
    update();
}

int PlotLegend::heightForWidth(int width) const
{
    return static_cast<int>(std::ceil(namesHeight(m_figure, width, figureStyleOf(*this))));
}

void PlotLegend::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    drawCurveLegend(painter, m_figure, rect(), figureStyleOf(*this));
}

}  // namespace ui
