#include "ui/render/plot_painter.h"

#include <qcustomplot.h>

namespace ui {
namespace {

// Does with another painter what is done to it.
class RelayEngine : public QPaintEngine
{
public:
    explicit RelayEngine(QPainter &target) : QPaintEngine(AllFeatures), m_target(target), m_placed(target.transform()) {}

    bool begin(QPaintDevice *) override { return true; }
    bool end() override { return true; }
    Type type() const override { return User; }

    void updateState(const QPaintEngineState &state) override
    {
        m_target.setTransform(state.transform() * m_placed);
        const DirtyFlags changed = state.state();
        if (changed & DirtyPen)
            m_target.setPen(state.pen());
        if (changed & DirtyBrush)
            m_target.setBrush(state.brush());
        if (changed & DirtyFont)
            m_target.setFont(state.font());
        if (changed & DirtyOpacity)
            m_target.setOpacity(state.opacity());
        if (changed & DirtyHints) {
            m_target.setRenderHints(m_target.renderHints(), false);
            m_target.setRenderHints(state.renderHints());
        }
        if (changed & DirtyClipRegion)
            m_target.setClipRegion(state.clipRegion(), state.clipOperation());
        if (changed & DirtyClipPath)
            m_target.setClipPath(state.clipPath(), state.clipOperation());
        if (changed & DirtyClipEnabled)
            m_target.setClipping(state.isClipEnabled());
    }

    using QPaintEngine::drawEllipse;
    using QPaintEngine::drawLines;
    using QPaintEngine::drawPolygon;
    using QPaintEngine::drawRects;
    void drawEllipse(const QRectF &box) override { m_target.drawEllipse(box); }
    void drawLines(const QLineF *lines, int count) override { m_target.drawLines(lines, count); }
    void drawRects(const QRectF *rects, int count) override { m_target.drawRects(rects, count); }
    void drawPath(const QPainterPath &path) override { m_target.drawPath(path); }
    void drawTextItem(const QPointF &place, const QTextItem &item) override { m_target.drawTextItem(place, item); }
    void drawPixmap(const QRectF &to, const QPixmap &pixmap, const QRectF &from) override
    {
        m_target.drawPixmap(to, pixmap, from);
    }
    void drawImage(const QRectF &to, const QImage &image, const QRectF &from, Qt::ImageConversionFlags flags) override
    {
        m_target.drawImage(to, image, from, flags);
    }
    void drawPolygon(const QPointF *points, int count, PolygonDrawMode mode) override
    {
        if (mode == PolylineMode)
            m_target.drawPolyline(points, count);
        else
            m_target.drawPolygon(points, count, mode == OddEvenMode ? Qt::OddEvenFill : Qt::WindingFill);
    }

private:
    QPainter &m_target;
    QTransform m_placed;
};

// As large and as fine as the device that is painted on in the end.
class RelayDevice : public QPaintDevice
{
public:
    explicit RelayDevice(QPainter &target) : m_engine(target), m_device(*target.device()) {}

    QPaintEngine *paintEngine() const override { return &m_engine; }

protected:
    int metric(PaintDeviceMetric metric) const override
    {
        switch (metric) {
        case PdmWidth: return m_device.width();
        case PdmHeight: return m_device.height();
        case PdmWidthMM: return m_device.widthMM();
        case PdmHeightMM: return m_device.heightMM();
        case PdmNumColors: return m_device.colorCount();
        case PdmDepth: return m_device.depth();
        case PdmDpiX: return m_device.logicalDpiX();
        case PdmDpiY: return m_device.logicalDpiY();
        case PdmPhysicalDpiX: return m_device.physicalDpiX();
        case PdmPhysicalDpiY: return m_device.physicalDpiY();
        case PdmDevicePixelRatio: return m_device.devicePixelRatio();
        case PdmDevicePixelRatioScaled: return qRound(m_device.devicePixelRatioF() * devicePixelRatioFScale());
        }
        return 0;
    }

private:
    mutable RelayEngine m_engine;
    const QPaintDevice &m_device;
};

}  // namespace

void drawPlot(QPainter &painter, QCustomPlot &plot, const QSize &size)
{
    painter.save();
    RelayDevice device(painter);
    QCPPainter relay(&device);
    relay.setMode(QCPPainter::pmNoCaching);
    if (painter.paintEngine()->type() != QPaintEngine::Raster) {
        relay.setMode(QCPPainter::pmVectorized);
        relay.setMode(QCPPainter::pmNonCosmetic);
    }
    plot.toPainter(&relay, size.width(), size.height());
    relay.end();
    painter.restore();
}

}  // namespace ui
