#include "ui/export/tex_plots.h"

#include "ui/export/latex_text.h"
#include "ui/export/tikz_engine.h"
#include "ui/export/vector_text.h"
#include "ui/render/curve_legend.h"
#include "ui/render/curve_look.h"
#include "ui/render/paper_bars.h"
#include "ui/render/placed_curves.h"
#include "ui/render/point_marker.h"

#include <array>
#include <cmath>

namespace ui {
namespace {

constexpr double insideShare = 0.55;

QString digits(double number)
{
    return QString::number(number, 'g', 9);
}

// A length in units of the page's style.
QString pointsOf(double units)
{
    return lengthText(units / unitsPerPoint);
}

// A plot's box in points of the page.
QRectF onPage(const QRectF &box, const PagePanel &panel)
{
    return {panel.area.topLeft() + box.topLeft() / unitsPerPoint, box.size() / unitsPerPoint};
}

// What all axes have in common, and where this one's box lies.
QString axisOptions(const QRectF &box)
{
    return QStringLiteral("at={(%1bp,%2bp)},anchor=north west,width=%3bp,height=%4bp,scale only axis,enlargelimits=false,"
                          "axis line style={draw=none},major tick length=0pt,minor tick length=0pt,scaled ticks=false,clip "
                          "mode=individual,unbounded coords=jump")
        .arg(lengthText(box.left()), lengthText(-box.top()), lengthText(box.width()), lengthText(box.height()));
}

QString lineOptions(const QPen &pen)
{
    QString options = QStringLiteral("draw=%1,line width=%2bp").arg(tikzColor(pen.color()), pointsOf(pen.widthF()));
    if (pen.style() == Qt::SolidLine)
        return options;
    QString pattern;
    const QList<qreal> dashes = pen.dashPattern();
    for (qsizetype dash = 0; dash < dashes.size(); ++dash)
        pattern +=
            QStringLiteral("%1 %2bp ")
                .arg(dash % 2 == 0 ? QStringLiteral("on") : QStringLiteral("off"), pointsOf(dashes[dash] * pen.widthF()));
    return options + QStringLiteral(",dash pattern=") + pattern.trimmed();
}

QString markOptions(core::PointMarker marker, double radius, const QPen &line, const QColor &inside, double share = 1)
{
    const bool isDiamond = marker == core::PointMarker::Diamond;
    return QStringLiteral(",mark=%1,mark size=%2bp,mark options={solid,draw=%3,fill=%4,line width=%5bp%6}")
        .arg(isDiamond ? QStringLiteral("diamond*") : QStringLiteral("*"),
             pointsOf(isDiamond ? diamondGrowth * radius : radius), tikzColor(line.color()), tikzColor(inside),
             pointsOf(line.widthF()), share < 1 ? QStringLiteral(",fill opacity=") + lengthText(share) : QString());
}

// Where a point is, the line leaves off at one that has no place.
QString coordinatesOf(const std::vector<double> &x, const std::vector<double> &y, const core::CurveFigure &figure)
{
    const auto hasPlace = [](double value, const core::CurveAxis &axis) {
        return std::isfinite(value) && (axis.scale == core::AxisScale::Linear || value > 0);
    };
    QString points;
    for (std::size_t point = 0; point < x.size(); ++point) {
        if (hasPlace(x[point], figure.x) && hasPlace(y[point], figure.y))
            points += QStringLiteral("(%1,%2) ").arg(digits(x[point]), digits(y[point]));
        else
            points += QStringLiteral("(nan,nan) ");
    }
    return points;
}

QString plotOf(const QString &options, const QString &coordinates)
{
    return QStringLiteral("\\addplot[%1] coordinates {%2};\n").arg(options, coordinates);
}

// The numbers at an axis that is laid out, as "xtick={...},xticklabels={...}".
QString tickOptions(const PlacedAxis &axis, char name, const FigurePage &page)
{
    QStringList places;
    QStringList labels;
    for (qsizetype tick = 0; tick < axis.numbers.size(); ++tick) {
        places << digits(axis.places[static_cast<std::size_t>(tick)]);
        labels << '{' + latexText(axis.numbers[tick], page.family) + '}';
    }
    const double gap = name == 'x' ? page.style.curves.xNumberGap : page.style.curves.yNumberGap;
    const double size = page.preset.tickSize;
    const bool isLogarithmic = axis.range.scale == core::AxisScale::Logarithmic;
    return QStringLiteral(
               "%1mode=%2,%1min=%3,%1max=%4,%1tick={%5},%1ticklabels={%6},%1ticklabel style={text=%7,inner sep=0pt,"
               "%8shift=-%9bp,font=\\fontsize{%10}{%11}\\selectfont}")
        .arg(QString(QLatin1Char(name)), isLogarithmic ? QStringLiteral("log") : QStringLiteral("linear"),
             digits(axis.range.low), digits(axis.range.high), places.join(','), labels.join(','),
             tikzColor(page.style.theme.mutedText))
        .arg(QString(QLatin1Char(name == 'x' ? 'y' : 'x')), pointsOf(gap), lengthText(size), lengthText(1.2 * size));
}

QString bandsOf(const core::CurveFigure &figure, const FigureStyle &style)
{
    QString plots;
    for (const core::CurveBand &band : figure.bands) {
        const std::vector<double> back(band.x.rbegin(), band.x.rend());
        const std::vector<double> high(band.high.rbegin(), band.high.rend());
        const QColor color = bandColor(band, style);
        plots += QStringLiteral("\\addplot[draw=none,fill=%1,fill opacity=%2] coordinates {%3} -- cycle;\n")
                     .arg(tikzColor(color), lengthText(color.alphaF()),
                          coordinatesOf(band.x, band.low, figure) + coordinatesOf(back, high, figure));
        const QPen edge = bandEdge(band, style);
        for (const std::vector<double> *side : {&band.low, &band.high}) {
            if (edge.style() != Qt::NoPen)
                plots += plotOf(lineOptions(edge) + ",no marks", coordinatesOf(band.x, *side, figure));
        }
    }
    return plots;
}

// From end to end, a bar across each, and the estimate between them.
QString intervalOf(const core::Curve &curve, const QPen &pen, const core::CurveFigure &figure, const FigureStyle &style)
{
    const QPen solid(pen.color(), style.curves.markLine / 2);
    const QString ends = QStringLiteral("only marks,mark=|,mark size=%1bp,mark options={solid,%2}")
                             .arg(pointsOf(style.curves.halfBar), lineOptions(solid));
    return plotOf(lineOptions(pen), coordinatesOf(curve.x, curve.y, figure)) +
           plotOf(ends, coordinatesOf({curve.x[0], curve.x[2]}, {curve.y[0], curve.y[2]}, figure)) +
           plotOf(QStringLiteral("only marks") +
                      markOptions(curve.marker, style.curves.dotRadius + style.curves.estimateGrowth, solid, pen.color()),
                  coordinatesOf({curve.x[1]}, {curve.y[1]}, figure));
}

// With dots where its points leave room for them: hollow on primary curves, filled on secondary ones.
QString lineOf(const core::Curve &curve, const QPen &pen, const core::CurveFigure &figure, const PlacedCurves &placed,
               const FigureStyle &style)
{
    const bool isMain = curve.role == core::CurveRole::Primary || curve.role == core::CurveRole::Secondary;
    const bool isRoomy = placed.plot.width() >= style.curves.roomyPoints * static_cast<double>(curve.x.size());
    const QColor inside = curve.role == core::CurveRole::Primary ? style.theme.card : pen.color();
    const QString marks = isMain && isRoomy ? markOptions(curve.marker, style.curves.dotRadius,
                                                          QPen(pen.color(), style.curves.dotLine), inside)
                                            : QStringLiteral(",no marks");
    return plotOf(lineOptions(pen) + ",line join=round" + marks, coordinatesOf(curve.x, curve.y, figure));
}

QString graphsOf(const core::CurveFigure &figure, const PlacedCurves &placed, const FigureStyle &style)
{
    QString plots = bandsOf(figure, style);
    int references = 0;
    using enum core::CurveRole;
    for (const core::CurveRole role : {Crowd, Reference, Secondary, Primary}) {
        for (const core::Curve &curve : figure.curves) {
            if (curve.role != role || curve.form == core::CurveForm::Mark)
                continue;
            const QPen pen = penOf(curve, references, style);
            references += role == Reference ? 1 : 0;
            if (curve.form == core::CurveForm::Interval)
                plots += intervalOf(curve, pen, figure, style);
            else if (curve.form == core::CurveForm::Points)
                plots += plotOf(QStringLiteral("only marks") + markOptions(curve.marker, style.curves.dotRadius,
                                                                           QPen(pen.color(), style.curves.thinLine),
                                                                           pen.color(), insideShare),
                                coordinatesOf(curve.x, curve.y, figure));
            else
                plots += lineOf(curve, pen, figure, placed, style);
        }
    }
    for (const core::Curve &curve : figure.curves) {
        if (curve.form == core::CurveForm::Mark)
            plots += plotOf(lineOptions(markPen(curve, style)) + ",no marks", coordinatesOf(curve.x, curve.y, figure));
    }
    return plots;
}

QString boundsOf(const core::CurveFigure &figure, const PlacedCurves &placed, const FigureStyle &style)
{
    QString lines;
    for (const core::BoundLine &bound : figure.bounds) {
        const bool isX = bound.axis == core::BoundLine::Axis::X;
        const core::AxisRange &own = isX ? placed.x.range : placed.y.range;
        const core::AxisRange &across = isX ? placed.y.range : placed.x.range;
        if (bound.at < own.low || bound.at > own.high)
            continue;
        const auto end = [&](double value) {
            return isX ? QStringLiteral("axis cs:%1,%2").arg(digits(bound.at), digits(value))
                       : QStringLiteral("axis cs:%2,%1").arg(digits(bound.at), digits(value));
        };
        lines += QStringLiteral("\\draw[%1] (%2) -- (%3);\n")
                     .arg(lineOptions(boundPen(style)), end(across.low), end(across.high));
    }
    return lines;
}

QString curvesOf(const core::CurveFigure &figure, const PagePanel &panel, const FigurePage &page)
{
    const PlacedCurves placed =
        placeCurves(figure, panel.area.size() * unitsPerPoint, panelStyle(page.style, panel.slot.width()));
    const QString grid = QStringLiteral("ymajorgrids,grid style={%1}")
                             .arg(lineOptions(QPen(page.style.theme.hairline, page.style.hairlineWidth)));
    const QStringList options{axisOptions(onPage(placed.plot, panel)), tickOptions(placed.x, 'x', page),
                              tickOptions(placed.y, 'y', page), grid};
    return "\\begin{axis}[" + options.join(',') + "]\n" + graphsOf(figure, placed, page.style) +
           boundsOf(figure, placed, page.style) + "\\end{axis}\n";
}

QString barOptions(const QColor &color)
{
    return QStringLiteral("draw=none,fill=") + tikzColor(color);
}

QString valuesOf(const core::BarFigure &figure, bool isUpward, bool (*isTaken)(double))
{
    QString points;
    for (std::size_t bar = 0; bar < figure.bars.size(); ++bar) {
        const double value = figure.bars[bar].value;
        if (std::isfinite(value) && isTaken(value))
            points += isUpward ? QStringLiteral("(%1,%2) ").arg(bar).arg(digits(value))
                               : QStringLiteral("(%2,%1) ").arg(bar).arg(digits(value));
    }
    return points;
}

// Bars that grow to the right, one below the other, or upward, side by side. Their labels and numbers are the page's.
QString barsOf(const core::BarFigure &figure, const PagePanel &panel, const FigurePage &page)
{
    const bool isUpward = figure.direction == core::BarDirection::Upward;
    const QRectF room(QPointF(), panel.area.size() * unitsPerPoint);
    const BarAxis axis = barAxis(figure, room, page.style);
    const QRectF box = onPage(axis.box, panel);
    const QString along = isUpward ? QStringLiteral("x") : QStringLiteral("y");
    const QString across = isUpward ? QStringLiteral("y") : QStringLiteral("x");
    const QStringList options{axisOptions(box),
                              isUpward ? QStringLiteral("ybar") : QStringLiteral("xbar,y dir=reverse"),
                              QStringLiteral("bar width=%1bp,bar shift=0pt").arg(pointsOf(axis.thickness)),
                              QStringLiteral("xtick=\\empty,ytick=\\empty"),
                              along + "min=-0.5," + along + "max=" + digits(static_cast<double>(figure.bars.size()) - 0.5),
                              across + "min=" + digits(axis.low) + ',' + across + "max=" + digits(axis.high)};
    const Theme &theme = page.style.theme;
    QString plots;
    const auto add = [&](const QColor &color, bool (*isTaken)(double)) {
        if (const QString values = valuesOf(figure, isUpward, isTaken); !values.isEmpty())
            plots += plotOf(barOptions(color), values);
    };
    add(axis.color, [](double value) { return value >= 0; });
    add(figure.isSigned && isUpward ? theme.secondAccent : axis.color, [](double value) { return value < 0; });
    return "\\begin{axis}[" + options.join(',') + "]\n" + plots + "\\end{axis}\n";
}

}  // namespace

QString pgfplotsOf(const PagePanel &panel, const FigurePage &page)
{
    if (const auto *curves = std::get_if<core::CurveFigure>(&panel.figure); curves && !curves->isEmpty())
        return curvesOf(*curves, panel, page);
    if (const auto *bars = std::get_if<core::BarFigure>(&panel.figure); bars && !bars->isEmpty())
        return barsOf(*bars, panel, page);
    return {};
}

FigureStyle styleBesidePgfplots(FigureStyle style)
{
    style.curves.writesNumbers = false;
    style.curves.writesLegend = false;
    return style;
}

void paintLegendBesidePgfplots(QPainter &painter, const PagePanel &panel, const FigureStyle &style)
{
    const auto *figure = std::get_if<core::CurveFigure>(&panel.figure);
    const QSizeF size = panel.area.size() * unitsPerPoint;
    const double height = figure ? legendHeight(*figure, size.width(), style) : 0;
    if (height == 0)
        return;
    painter.save();
    painter.scale(1 / unitsPerPoint, 1 / unitsPerPoint);
    painter.translate(panel.area.topLeft() * unitsPerPoint);
    drawCurveLegend(painter, *figure, {0, size.height() - height, size.width(), height}, style);
    painter.restore();
}

}  // namespace ui
