#pragma once

#include "ui/export/vector_engine.h"

#include <QByteArray>
#include <QImage>
#include <QPaintDevice>
#include <QSizeF>
#include <QString>

#include <vector>

namespace ui {

// What goes into a TeX file: all that is painted, or its texts alone where pgfplots draws the rest.
enum class TikzContent { All, Texts };

// Images that are too large to be paths. They become files beside the TeX file, named "STEM-1.png", "STEM-2.png".
struct TikzImages {
    QString stem;
    std::vector<QImage> images;

    QString nameOf(std::size_t image) const { return QStringLiteral("%1-%2.png").arg(stem).arg(image + 1); }
};

// Writes what is painted as TikZ commands in points of the page, from its top down, with text in the document's own font. Filled
// rectangles, as cells are, become one short command of PDF each, so that pdfTeX has memory for a map of 128 x 128.
class TikzEngine : public VectorEngine
{
public:
    TikzEngine(QSizeF page, TikzImages &images) : m_page(page), m_images(images) {}

    const QString &commands() const { return m_commands; }
    void setContent(TikzContent content) { m_content = content; }

    bool begin(QPaintDevice *device) override;
    bool end() override;

protected:
    void writeShape(const QPainterPath &path, const ShapePaint &paint) override;
    void writeText(const QString &text, const QFont &font, const QTransform &place, const QColor &color) override;
    void writeImage(const QRectF &target, const QImage &image) override;
    void writeClip(const QPainterPath &path) override;

private:
    struct Text {
        QString text;
        QFont font;
        double size = 0;  // in points
        double angle = 0;
        QColor color;
        QPointF start;     // of the baseline
        double width = 0;  // in the page's font
    };
    enum class Alignment { Start, Center, End };

    static bool isBelow(const Text &line, const Text &written);
    Alignment alignmentOf(const Text &text) const;
    void writeTexts();

    QSizeF m_page;
    TikzContent m_content = TikzContent::All;
    TikzImages &m_images;
    QString m_commands;
    std::vector<Text> m_texts;
    bool m_isClipped = false;
};

class TikzDevice : public QPaintDevice
{
public:
    TikzDevice(QSizeF points, TikzImages &images) : m_size(points), m_engine(points, images) {}

    QPaintEngine *paintEngine() const override { return &m_engine; }
    // Once the painter has ended.
    const QString &commands() const { return m_engine.commands(); }
    // Of what is painted from now on.
    void setContent(TikzContent content) { m_engine.setContent(content); }

protected:
    int metric(PaintDeviceMetric metric) const override;

private:
    QSizeF m_size;
    mutable TikzEngine m_engine;
};

// Defines what the engine's commands for filled rectangles need, within the picture's group.
QString tikzPrologue();

// As TikZ reads a color: "{rgb,255:red,12;green,34;blue,56}".
QString tikzColor(const QColor &color);

}  // namespace ui
