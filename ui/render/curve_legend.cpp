#include "ui/render/curve_legend.h"

#include "ui/render/curve_frame.h"
#include "ui/render/curve_look.h"
#include "ui/render/point_marker.h"
#include "ui/theme/qt_text.h"
#include "ui/theme/symbol_text.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <vector>

namespace ui {
namespace {

constexpr double widestNames = 0.42;  // of the room, at the curves' ends
constexpr double strongerBand = 2;    // than the band itself, which is larger

struct LegendEntry {
    QString name;
    QPen pen;
    std::optional<core::PointMarker> marker;
    QColor inside;
    bool isBand = false;
};

std::vector<LegendEntry> entriesOf(const core::CurveFigure &figure, const FigureStyle &style)
{
    std::vector<LegendEntry> entries;
    int references = 0;
    for (const core::Curve &curve : figure.curves) {
        const QPen pen = penOf(curve, references, style);
        references += curve.role == core::CurveRole::Reference ? 1 : 0;
        const bool isMain = curve.role == core::CurveRole::Primary || curve.role == core::CurveRole::Secondary;
        if (curve.role == core::CurveRole::Crowd || curve.form != core::CurveForm::Line || curve.name.empty())
            continue;
        entries.push_back({.name = qtText(curve.name),
                           .pen = pen,
                           .marker = isMain ? std::optional(curve.marker) : std::nullopt,
                           .inside = curve.role == core::CurveRole::Primary ? style.theme.card : pen.color()});
    }
    for (const core::CurveBand &band : figure.bands) {
        if (!band.name.empty())
            entries.push_back({.name = qtText(band.name),
                               .pen = bandEdge(band, style),
                               .marker = std::nullopt,
                               .inside = bandColor(band, style),
                               .isBand = true});
    }
    std::ranges::stable_sort(entries, {}, [](const LegendEntry &entry) { return entry.isBand; });
    return entries;
}

// Where each entry begins, from the box's corner, and how tall all of them are.
struct LegendPlaces {
    std::vector<QPointF> corners;
    double height = 0;
};

LegendPlaces placesOf(const std::vector<LegendEntry> &entries, double width, const FigureStyle &style)
{
    const QFontMetricsF metrics(style.note);
    const double line = metrics.height();
    LegendPlaces places;
    QPointF next;
    for (const LegendEntry &entry : entries) {
        const double extent = style.curves.sample + style.curves.nameGap + metrics.horizontalAdvance(entry.name);
        if (next.x() > 0 && next.x() + extent > width)
            next = {0, next.y() + line};
        places.corners.push_back(next);
        next.rx() += extent + style.curves.sampleGap;
    }
    places.height = entries.empty() ? 0 : next.y() + line;
    return places;
}

void drawSample(QPainter &painter, const LegendEntry &entry, QPointF left, const FigureStyle &style)
{
    const double length = style.curves.sample;
    if (entry.isBand) {
        QColor color = entry.inside;
        color.setAlphaF(static_cast<float>(strongerBand) * color.alphaF());
        const QRectF box(left.x(), left.y() - length / 6, length, length / 3);
        painter.fillRect(box, color);
        painter.setPen(entry.pen);
        painter.drawLine(box.topLeft(), box.topRight());
        painter.drawLine(box.bottomLeft(), box.bottomRight());
        return;
    }
    painter.setPen(entry.pen);
    painter.drawLine(left, left + QPointF(length, 0));
    if (!entry.marker)
        return;
    painter.setPen(QPen(entry.pen.color(), style.curves.dotLine));
    painter.setBrush(entry.inside);
    drawMarker(painter, *entry.marker, left + QPointF(length / 2, 0), style.curves.dotRadius);
}

}  // namespace

bool namesStandAtEnds(const core::CurveFigure &figure, double width, const FigureStyle &style)
{
    if (figure.names == core::CurveNames::Nowhere)
        return false;
    if (!style.isOnPaper() || figure.names == core::CurveNames::AtEnds)
        return true;
    // Bands lie on each other where they end: samples tell them apart.
    const auto isNamed = [](const core::CurveBand &band) { return !band.name.empty(); };
    if (!figure.names && std::ranges::count_if(figure.bands, isNamed) > 1)
        return false;
    return !figure.names && widestEndLabel(figure, style.strongNote) + style.curves.endMargin <= widestNames * width;
}

double legendHeight(const core::CurveFigure &figure, double width, const FigureStyle &style)
{
    if (figure.names == core::CurveNames::Nowhere || namesStandAtEnds(figure, width, style))
        return 0;
    return namesHeight(figure, width, style);
}

double namesHeight(const core::CurveFigure &figure, double width, const FigureStyle &style)
{
    return placesOf(entriesOf(figure, style), width, style).height + style.curves.nameGap;
}

void drawCurveLegend(QPainter &painter, const core::CurveFigure &figure, const QRectF &box, const FigureStyle &style)
{
    const std::vector<LegendEntry> entries = entriesOf(figure, style);
    const LegendPlaces places = placesOf(entries, box.width(), style);
    const double line = QFontMetricsF(style.note).height();
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(style.note);
    for (std::size_t index = 0; index < entries.size(); ++index) {
        const QPointF corner = box.topLeft() + QPointF(0, style.curves.nameGap) + places.corners[index];
        drawSample(painter, entries[index], corner + QPointF(0, line / 2), style);
        painter.setPen(style.theme.text);
        drawSymbols(painter, {corner.x() + style.curves.sample + style.curves.nameGap, corner.y(), box.width(), line},
                    Qt::AlignLeft, entries[index].name);
    }
    painter.restore();
}

}  // namespace ui
