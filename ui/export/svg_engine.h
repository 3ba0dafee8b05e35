#pragma once

#include "ui/export/svg_device.h"
#include "ui/export/vector_engine.h"

#include <QXmlStreamWriter>

namespace ui {

// Writes what is painted as elements of an SVG file whose coordinates are points of the page.
class SvgEngine : public VectorEngine
{
public:
    explicit SvgEngine(const SvgDevice::Options &options) : m_options(options), m_writer(&m_file) {}

    const QByteArray &file() const { return m_file; }

    bool begin(QPaintDevice *device) override;
    bool end() override;

protected:
    void writeShape(const QPainterPath &path, const ShapePaint &paint) override;
    void writeText(const QString &text, const QFont &font, const QTransform &place, const QColor &color) override;
    void writeImage(const QRectF &target, const QImage &image) override;
    void writeClip(const QPainterPath &path) override;

private:
    void writeAttribute(const char *name, const QString &value);
    void writeFill(const QColor &color, double opacity);
    void writeStroke(const QPen &pen, double opacity);
    void writeClipReference();

    SvgDevice::Options m_options;
    QByteArray m_file;
    QXmlStreamWriter m_writer;
    bool m_isClipped = false;
    int m_clips = 0;
};

}  // namespace ui
