#pragma once

#include "ui/export/vector_engine.h"

#include <QPaintDevice>
#include <QSizeF>

class QPainter;

namespace ui {

// Hands what is painted on to a painter whose unit is a point, with letters as shapes, so that the file needs no font.
class OutlineEngine : public VectorEngine
{
public:
    explicit OutlineEngine(QPainter &painter) : m_painter(painter) {}

    bool begin(QPaintDevice *device) override;
    bool end() override;

protected:
    void writeShape(const QPainterPath &path, const ShapePaint &paint) override;
    void writeText(const QString &text, const QFont &font, const QTransform &place, const QColor &color) override;
    void writeImage(const QRectF &target, const QImage &image) override;
    void writeClip(const QPainterPath &path) override;

private:
    QPainter &m_painter;
};

class OutlineDevice : public QPaintDevice
{
public:
    OutlineDevice(QPainter &painter, QSizeF points) : m_size(points), m_engine(painter) {}

    QPaintEngine *paintEngine() const override { return &m_engine; }

protected:
    int metric(PaintDeviceMetric metric) const override;

private:
    QSizeF m_size;
    mutable OutlineEngine m_engine;
};

}  // namespace ui
