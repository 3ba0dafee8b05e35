#pragma once

#include "ui/export/vector_engine.h"

#include <QPaintDevice>
#include <QSizeF>
#include <QString>

namespace ui {

// Writes what is painted as TikZ commands in points of the page, from its top down, with text in the document's own font.
class TikzEngine : public VectorEngine
{
public:
    const QString &commands() const { return m_commands; }

    bool begin(QPaintDevice *device) override;
    bool end() override;

protected:
    void writeShape(const QPainterPath &path, const ShapePaint &paint) override;
    void writeText(const QString &text, const QFont &font, const QTransform &place, const QColor &color) override;
    void writeImage(const QRectF &target, const QImage &image) override;
    void writeClip(const QPainterPath &path) override;

private:
    QString m_commands;
    bool m_isClipped = false;
};

class TikzDevice : public QPaintDevice
{
public:
    explicit TikzDevice(QSizeF points) : m_size(points) {}

    QPaintEngine *paintEngine() const override { return &m_engine; }
    // Once the painter has ended.
    const QString &commands() const { return m_engine.commands(); }

protected:
    int metric(PaintDeviceMetric metric) const override;

private:
    QSizeF m_size;
    mutable TikzEngine m_engine;
};

// As TikZ reads a color: "{rgb,255:red,12;green,34;blue,56}".
QString tikzColor(const QColor &color);

}  // namespace ui
