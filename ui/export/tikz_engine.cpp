#include "ui/export/tikz_engine.h"

#include "ui/export/latex_text.h"
#include "ui/export/page_metric.h"
#include "ui/export/vector_text.h"

#include <QFontInfo>
#include <QFontMetricsF>
#include <QImage>
#include <QtMath>

#include <algorithm>
#include <cmath>
#include <optional>

namespace ui {
namespace {

QString coordinate(QPointF point)
{
    return QStringLiteral("(%1,%2)").arg(lengthText(point.x()), lengthText(point.y()));
}

QString pagePath(const QPainterPath &path)
{
    QString text;
    for (int index = 0; index < path.elementCount(); ++index) {
        const QPainterPath::Element element = path.elementAt(index);
        switch (element.type) {
        case QPainterPath::MoveToElement: text += coordinate(element); break;
        case QPainterPath::LineToElement: text += QStringLiteral("--") + coordinate(element); break;
        case QPainterPath::CurveToElement:
            text +=
                QStringLiteral(" .. controls %1 and %2 .. %3")
                    .arg(coordinate(element), coordinate(path.elementAt(index + 1)), coordinate(path.elementAt(index + 2)));
            index += 2;
            break;
        case QPainterPath::CurveToDataElement: break;
        }
    }
    return text;
}

QString shareText(int channel)
{
    return QString::number(channel / 255.0, 'g', 3);  // exact to a quarter of a level
}

// A rectangle that is filled, opaque and without an outline.
std::optional<QRectF> filledRectangle(const QPainterPath &path, const ShapePaint &paint)
{
    const bool isPlain = paint.stroke.style() == Qt::NoPen && paint.fill.style() == Qt::SolidPattern &&
                         paint.fill.color().alphaF() * paint.opacity >= 1;
    if (!isPlain || path.elementCount() != 5)
        return std::nullopt;
    const QRectF box = path.boundingRect();
    for (int index = 0; index < path.elementCount(); ++index) {
        const QPainterPath::Element element = path.elementAt(index);
        const bool isCorner =
            (element.x == box.left() || element.x == box.right()) && (element.y == box.top() || element.y == box.bottom());
        if (element.type == QPainterPath::CurveToElement || !isCorner)
            return std::nullopt;
    }
    return box;
}

// In PDF's own coordinates, which run up.
QString rectangleText(const QRectF &box, const QColor &color)
{
    return QStringLiteral("\\attnscopecell %1 %2 %3 rg %4 %5 %6 %7 re;\n")
        .arg(shareText(color.red()), shareText(color.green()), shareText(color.blue()), lengthText(box.left()),
             lengthText(-box.bottom()), lengthText(box.width()), lengthText(box.height()));
}

bool isNear(double left, double right, double rounding = 0.06)
{
    return std::abs(left - right) < rounding;  // points
}

}  // namespace

QString tikzColor(const QColor &color)
{
    return QStringLiteral("{rgb,255:red,%1;green,%2;blue,%3}").arg(color.red()).arg(color.green()).arg(color.blue());
}

bool TikzEngine::begin(QPaintDevice *)
{
    m_commands.clear();
    m_texts.clear();
    m_isClipped = false;
    return true;
}

bool TikzEngine::end()
{
    writeClip({});
    writeTexts();
    return true;
}

void TikzEngine::writeClip(const QPainterPath &path)
{
    if (m_content == TikzContent::Texts)
        return;
    if (m_isClipped)
        m_commands += QStringLiteral("\\end{scope}\n");
    m_isClipped = !path.isEmpty();
    if (m_isClipped)
        m_commands += QStringLiteral("\\begin{scope}\\clip %1;\n").arg(pagePath(path));
}

void TikzEngine::writeShape(const QPainterPath &path, const ShapePaint &paint)
{
    if (m_content == TikzContent::Texts)
        return;
    if (const auto box = filledRectangle(path, paint)) {
        m_commands += rectangleText(*box, paint.fill.color());
        return;
    }
    QStringList options;
    if (paint.fill.style() != Qt::NoBrush) {
        options << QStringLiteral("fill=") + tikzColor(paint.fill.color());
        if (const double share = paint.fill.color().alphaF() * paint.opacity; share < 1)
            options << QStringLiteral("fill opacity=") + lengthText(share);
        if (path.fillRule() == Qt::OddEvenFill)
            options << QStringLiteral("even odd rule");
    }
    if (paint.stroke.style() != Qt::NoPen) {
        options << QStringLiteral("draw=") + tikzColor(paint.stroke.color())
                << QStringLiteral("line width=%1bp").arg(lengthText(paint.stroke.widthF()));
        if (const double share = paint.stroke.color().alphaF() * paint.opacity; share < 1)
            options << QStringLiteral("draw opacity=") + lengthText(share);
        if (paint.stroke.style() != Qt::SolidLine) {
            QString pattern;
            const QStringList dashes = dashesOf(paint.stroke);
            for (qsizetype index = 0; index + 1 < dashes.size(); index += 2)
                pattern += QStringLiteral("on %1bp off %2bp ").arg(dashes[index], dashes[index + 1]);
            options << QStringLiteral("dash pattern=") + pattern.trimmed();
        }
        if (paint.stroke.joinStyle() == Qt::RoundJoin)
            options << QStringLiteral("line join=round");
    }
    m_commands += QStringLiteral("\\path[%1] %2;\n").arg(options.join(','), pagePath(path));
}

void TikzEngine::writeText(const QString &text, const QFont &font, const QTransform &place, const QColor &color)
{
    const double scale = std::sqrt(std::abs(place.determinant()));
    Text written{.text = text,
                 .font = font,
                 .size = QFontInfo(font).pixelSize() * scale,
                 .angle = qRadiansToDegrees(std::atan2(-place.m12(), place.m11())),
                 .color = color,
                 .start = {place.dx(), place.dy()},
                 .width = QFontMetricsF(font).horizontalAdvance(text) * scale};
    // A text of several scripts comes in parts, a kerning apart.
    constexpr double kerning = 0.8;
    if (!m_texts.empty()) {
        Text &last = m_texts.back();
        if (last.angle == 0 && written.angle == 0 && isNear(last.start.y(), written.start.y()) &&
            isNear(last.start.x() + last.width, written.start.x(), kerning)) {
            last.text += text;
            last.width = written.start.x() + written.width - last.start.x();
            return;
        }
        if (isBelow(last, written)) {
            last.text += belowMark + text;
            last.width = written.start.x() + written.width - last.start.x();
            return;
        }
    }
    m_texts.push_back(std::move(written));
}

// A letter right behind a text and a little below its line.
bool TikzEngine::isBelow(const Text &line, const Text &written)
{
    return written.text.size() == 1 && line.angle == 0 && written.angle == 0 && written.size < line.size &&
           isNear(line.start.x() + line.width, written.start.x()) && written.start.y() > line.start.y() &&
           written.start.y() < line.start.y() + line.size / 2;
}

// The document's font makes texts wider or narrower than the page's: those that begin or end at one edge do so again, and others
// keep their middle.
TikzEngine::Alignment TikzEngine::alignmentOf(const Text &text) const
{
    constexpr double edge = 1.5;  // points
    constexpr int column = 3;     // texts below each other
    if (text.angle != 0 || text.start.x() < edge)
        return Alignment::Start;
    const auto endOf = [](const Text &each) { return each.start.x() + each.width; };
    if (endOf(text) > m_page.width() - edge)
        return Alignment::End;
    int starts = 0;
    int ends = 0;
    for (const Text &other : m_texts) {
        if (other.angle != 0)
            continue;
        starts += isNear(other.start.x(), text.start.x()) ? 1 : 0;
        ends += isNear(endOf(other), endOf(text)) ? 1 : 0;
    }
    if (std::max(starts, ends) < column || starts == ends)
        return Alignment::Center;
    return starts > ends ? Alignment::Start : Alignment::End;
}

void TikzEngine::writeTexts()
{
    for (const Text &text : m_texts) {
        const Alignment alignment = alignmentOf(text);
        const bool isCentered = alignment == Alignment::Center;
        const double shift = isCentered ? text.width / 2 : alignment == Alignment::End ? text.width : 0;
        const QString series = text.font.weight() > QFont::Medium ? QStringLiteral("\\bfseries") : QString();
        m_commands +=
            QStringLiteral("\\node[anchor=%1,inner sep=0pt,rotate=%2,text=%3,font=\\fontsize{%4}{%5}\\selectfont%6] "
                           "at %7 {%8};\n")
                .arg(isCentered                      ? QStringLiteral("base")
                     : alignment == Alignment::Start ? QStringLiteral("base west")
                                                     : QStringLiteral("base east"),
                     lengthText(text.angle), tikzColor(text.color), lengthText(text.size), lengthText(1.2 * text.size),
                     series, coordinate(text.start + QPointF(shift, 0)), latexText(text.text, text.font));
    }
    m_texts.clear();
}

void TikzEngine::writeImage(const QRectF &target, const QImage &image)
{
    if (m_content == TikzContent::Texts)
        return;
    m_images.images.push_back(image);
    m_commands += QStringLiteral("\\node[anchor=north west,inner sep=0pt] at %1 "
                                 "{\\includegraphics[width=%2bp,height=%3bp]{\\attnscopefolder %4}};\n")
                      .arg(coordinate(target.topLeft()), lengthText(target.width()), lengthText(target.height()),
                           m_images.nameOf(m_images.images.size() - 1));
}

QString tikzPrologue()
{
    return QStringLiteral("\\providecommand\\attnscopefolder{}%\n\\makeatletter\n\\def\\attnscopecell#1;{\\pgfsys@invoke{#1 "
                          "f}}%\n\\makeatother\n");
}

int TikzDevice::metric(PaintDeviceMetric metric) const
{
    const auto known = pageMetric(metric, m_size);
    return known ? *known : QPaintDevice::metric(metric);
}

}  // namespace ui
