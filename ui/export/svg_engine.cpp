#include "ui/export/svg_engine.h"

#include "ui/export/vector_text.h"

#include <QBuffer>
#include <QFontInfo>
#include <QImage>

#include <algorithm>

namespace ui {
namespace {

QString pointText(QPointF point)
{
    return lengthText(point.x()) + ' ' + lengthText(point.y());
}

QString pathText(const QPainterPath &path)
{
    QString text;
    for (int index = 0; index < path.elementCount(); ++index) {
        const QPainterPath::Element element = path.elementAt(index);
        switch (element.type) {
        case QPainterPath::MoveToElement: text += 'M' + pointText(element); break;
        case QPainterPath::LineToElement: text += 'L' + pointText(element); break;
        case QPainterPath::CurveToElement:
            text += 'C' + pointText(element) + ' ' + pointText(path.elementAt(index + 1)) + ' ' +
                    pointText(path.elementAt(index + 2));
            index += 2;
            break;
        case QPainterPath::CurveToDataElement: break;
        }
    }
    return text;
}

}  // namespace

void SvgEngine::writeAttribute(const char *name, const QString &value)
{
    m_writer.writeAttribute(QLatin1String(name), value);
}

bool SvgEngine::begin(QPaintDevice *)
{
    const QString width = lengthText(m_options.size.width());
    const QString height = lengthText(m_options.size.height());
    m_file.clear();
    m_writer.setAutoFormatting(true);
    m_writer.setAutoFormattingIndent(1);
    m_writer.writeStartDocument();
    m_writer.writeStartElement(QStringLiteral("svg"));
    m_writer.writeDefaultNamespace(QStringLiteral("http://www.w3.org/2000/svg"));
    m_writer.writeNamespace(QStringLiteral("http://www.w3.org/1999/xlink"), QStringLiteral("xlink"));
    writeAttribute("version", QStringLiteral("1.1"));
    writeAttribute("width", width + "pt");
    writeAttribute("height", height + "pt");
    writeAttribute("viewBox", QStringLiteral("0 0 %1 %2").arg(width, height));
    m_writer.writeTextElement(QStringLiteral("title"), m_options.title);
    m_writer.writeTextElement(QStringLiteral("desc"), m_options.description);
    return true;
}

bool SvgEngine::end()
{
    m_writer.writeEndDocument();
    return true;
}

void SvgEngine::writeClip(const QPainterPath &path)
{
    m_isClipped = !path.isEmpty();
    if (!m_isClipped)
        return;
    ++m_clips;
    m_writer.writeStartElement(QStringLiteral("clipPath"));
    writeAttribute("id", QStringLiteral("clip%1").arg(m_clips));
    m_writer.writeEmptyElement(QStringLiteral("path"));
    writeAttribute("d", pathText(path));
    m_writer.writeEndElement();
}

void SvgEngine::writeClipReference()
{
    if (m_isClipped)
        writeAttribute("clip-path", QStringLiteral("url(#clip%1)").arg(m_clips));
}

void SvgEngine::writeFill(const QColor &color, double opacity)
{
    writeAttribute("fill", color.name());
    if (const double share = color.alphaF() * opacity; share < 1)
        writeAttribute("fill-opacity", lengthText(share));
}

void SvgEngine::writeStroke(const QPen &pen, double opacity)
{
    if (pen.style() == Qt::NoPen)
        return;
    writeAttribute("stroke", pen.color().name());
    writeAttribute("stroke-width", lengthText(pen.widthF()));
    if (const double share = pen.color().alphaF() * opacity; share < 1)
        writeAttribute("stroke-opacity", lengthText(share));
    if (pen.capStyle() != Qt::FlatCap)
        writeAttribute("stroke-linecap",
                       pen.capStyle() == Qt::RoundCap ? QStringLiteral("round") : QStringLiteral("square"));
    if (pen.joinStyle() == Qt::RoundJoin)
        writeAttribute("stroke-linejoin", QStringLiteral("round"));
    if (pen.style() != Qt::SolidLine)
        writeAttribute("stroke-dasharray", dashesOf(pen).join(' '));
}

void SvgEngine::writeShape(const QPainterPath &path, const ShapePaint &paint)
{
    m_writer.writeEmptyElement(QStringLiteral("path"));
    writeAttribute("d", pathText(path));
    if (paint.fill.style() == Qt::NoBrush)
        writeAttribute("fill", QStringLiteral("none"));
    else
        writeFill(paint.fill.color(), paint.opacity);
    writeStroke(paint.stroke, paint.opacity);
    if (path.fillRule() == Qt::OddEvenFill && paint.fill.style() != Qt::NoBrush)
        writeAttribute("fill-rule", QStringLiteral("evenodd"));
    if (!paint.isAntialiased)
        writeAttribute("shape-rendering", QStringLiteral("crispEdges"));
    writeClipReference();
}

void SvgEngine::writeText(const QString &text, const QFont &font, const QTransform &place, const QColor &color)
{
    if (m_options.outlinesText) {
        writeShape(place.map(outlineOf(text, font)), {.fill = color, .stroke = QPen(Qt::NoPen)});
        return;
    }
    m_writer.writeStartElement(QStringLiteral("text"));
    QStringList matrix;
    for (const double number : {place.m11(), place.m12(), place.m21(), place.m22(), place.dx(), place.dy()})
        matrix << lengthText(number);
    writeAttribute("transform", QStringLiteral("matrix(%1)").arg(matrix.join(' ')));
    writeAttribute("font-family", QStringLiteral("'%1', %2").arg(QFontInfo(font).family(), m_options.genericFamily));
    writeAttribute("font-size", QString::number(QFontInfo(font).pixelSize()));
    if (font.weight() != QFont::Normal)
        writeAttribute("font-weight", QString::number(font.weight()));
    if (font.italic())
        writeAttribute("font-style", QStringLiteral("italic"));
    writeFill(color, 1);
    m_writer.writeCharacters(text);
    m_writer.writeEndElement();
}

void SvgEngine::writeImage(const QRectF &target, const QImage &image)
{
    m_writer.writeEmptyElement(QStringLiteral("image"));
    writeAttribute("x", lengthText(target.x()));
    writeAttribute("y", lengthText(target.y()));
    writeAttribute("width", lengthText(target.width()));
    writeAttribute("height", lengthText(target.height()));
    writeAttribute("preserveAspectRatio", QStringLiteral("none"));
    writeAttribute("style", QStringLiteral("image-rendering:pixelated"));
    writeAttribute("xlink:href", QStringLiteral("data:image/png;base64,") + QString::fromLatin1(pngOf(image).toBase64()));
    writeClipReference();
}

}  // namespace ui
