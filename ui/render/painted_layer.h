#pragma once

#include <qcustomplot.h>

#include <functional>

namespace ui {

// What QCustomPlot has no plottable or item for, as a function that paints it in one of the plot's layers. It may paint beside
// the axes, too.
class PaintedLayer : public QCPLayerable
{
public:
    using Paint = std::function<void(QCPPainter &)>;

    PaintedLayer(QCustomPlot *plot, const QString &layer, Paint paint) : QCPLayerable(plot, layer), m_paint(std::move(paint))
    {
    }

protected:
    void applyDefaultAntialiasingHint(QCPPainter *painter) const override { painter->setAntialiasing(false); }
    void draw(QCPPainter *painter) override { m_paint(*painter); }

private:
    Paint m_paint;
};

}  // namespace ui
