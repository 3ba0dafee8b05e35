#pragma once

#include <qcustomplot.h>

#include <functional>

namespace ui {

// A layer's content as a function, so that a figure is drawn by plain painters and QCustomPlot keeps the buffers.
class PaintedLayer : public QCPLayerable
{
public:
    using Paint = std::function<void(QPainter &)>;

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
