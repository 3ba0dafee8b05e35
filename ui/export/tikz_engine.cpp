#include "ui/export/tikz_engine.h"

#include "ui/export/latex_text.h"
#include "ui/export/page_metric.h"
#include "ui/export/vector_text.h"

#include <QFontInfo>
#include <QImage>
#include <QtMath>

#include <cmath>

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

// The runs of one color along each row of an image, as rectangles.
QString cellsText(const QRectF &target, const QImage &image)
{
    QString text;
    const double width = target.width() / image.width();
    const double height = target.height() / image.height();
    for (int row = 0; row < image.height(); ++row) {
        for (int column = 0, end = 0; column < image.width(); column = end) {
            const QColor color = image.pixelColor(column, row);
            for (end = column + 1; end < image.width() && image.pixelColor(end, row) == color;)
                ++end;
            text += QStringLiteral("\\fill[fill=%1] %2 rectangle %3;\n")
                        .arg(tikzColor(color), coordinate({target.left() + column * width, target.top() + row * height}),
                             coordinate({target.left() + end * width, target.top() + (row + 1) * height}));
        }
    }
    return text;
}

}  // namespace

QString tikzColor(const QColor &color)
{
    return QStringLiteral("{rgb,255:red,%1;green,%2;blue,%3}").arg(color.red()).arg(color.green()).arg(color.blue());
}

bool TikzEngine::begin(QPaintDevice *)
{
    m_commands.clear();
    m_isClipped = false;
    return true;
}

bool TikzEngine::end()
{
    writeClip({});
    return true;
}

void TikzEngine::writeClip(const QPainterPath &path)
{
    if (m_isClipped)
        m_commands += QStringLiteral("\\end{scope}\n");
    m_isClipped = !path.isEmpty();
    if (m_isClipped)
        m_commands += QStringLiteral("\\begin{scope}\\clip %1;\n").arg(pagePath(path));
}

void TikzEngine::writeShape(const QPainterPath &path, const ShapePaint &paint)
{
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
    const double size = QFontInfo(font).pixelSize() * std::sqrt(std::abs(place.determinant()));
    const double angle = qRadiansToDegrees(std::atan2(-place.m12(), place.m11()));
    const QString series = font.weight() > QFont::Medium ? QStringLiteral("\\bfseries") : QString();
    m_commands +=
        QStringLiteral("\\node[anchor=base west,inner sep=0pt,rotate=%1,text=%2,font=\\fontsize{%3}{%4}\\selectfont%5] "
                       "at %6 {%7};\n")
            .arg(lengthText(angle), tikzColor(color), lengthText(size), lengthText(1.2 * size), series,
                 coordinate({place.dx(), place.dy()}), latexText(text, font));
}

void TikzEngine::writeImage(const QRectF &target, const QImage &image)
{
    m_commands += cellsText(target, image.convertToFormat(QImage::Format_RGB32));
}

int TikzDevice::metric(PaintDeviceMetric metric) const
{
    const auto known = pageMetric(metric, m_size);
    return known ? *known : QPaintDevice::metric(metric);
}

}  // namespace ui
