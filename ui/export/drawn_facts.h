#pragma once

#include "ui/export/vector_engine.h"

#include <QPaintDevice>
#include <QPointF>
#include <QSizeF>

#include <limits>

namespace ui {

// What a picture turns out to be made of. Lengths are points.
struct DrawnFacts {
    double smallestText = std::numeric_limits<double>::infinity();
    double thinnestLine = std::numeric_limits<double>::infinity();
    bool hasImage = false;
};

// Draws nothing and remembers what it was asked to draw.
class FactsEngine : public VectorEngine
{
public:
    bool begin(QPaintDevice *device) override;
    bool end() override;

    const DrawnFacts &facts() const { return m_facts; }

protected:
    void writeShape(const QPainterPath &path, const ShapePaint &paint) override;
    void writeText(const QString &text, const QFont &font, const QTransform &place, const QColor &color) override;
    void writeImage(const QRectF &target, const QImage &image) override;
    void writeClip(const QPainterPath &path) override;

private:
    DrawnFacts m_facts;
    QPointF m_end;  // of the last text's baseline
};

class FactsDevice : public QPaintDevice
{
public:
    explicit FactsDevice(QSizeF points) : m_size(points) {}

    QPaintEngine *paintEngine() const override { return &m_engine; }
    const DrawnFacts &facts() const { return m_engine.facts(); }

protected:
    int metric(PaintDeviceMetric metric) const override;

private:
    QSizeF m_size;
    mutable FactsEngine m_engine;
};

}  // namespace ui
