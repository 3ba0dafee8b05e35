#include "ui/export/tex_plots.h"

#include "core/figure/values/color_scale.h"
#include "core/figure/values/figure_text.h"
#include "ui/export/latex_text.h"
#include "ui/export/tikz_engine.h"
#include "ui/export/vector_text.h"
#include "ui/render/heat_map_layout.h"
#include "ui/theme/color_maps.h"
#include "ui/theme/qt_text.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr int colorBarCells = 64;

QString digits(double number)
{
    return QString::number(number, 'g', 9);
}

QString fontOf(double size)
{
    return QStringLiteral("font=\\fontsize{%1}{%2}\\selectfont").arg(lengthText(size), lengthText(1.2 * size));
}

// What all axes of the page have in common, and where this one's box lies.
QString axisOptions(const QRectF &box, const FigurePage &page)
{
    return QStringLiteral("at={(%1bp,%2bp)},anchor=north west,width=%3bp,height=%4bp,scale only axis,enlargelimits=false,"
                          "axis line style={line width=0.5bp},tick style={line width=0.5bp,black},"
                          "tick label style={%5},label style={%6},legend style={%5}")
        .arg(lengthText(box.left()), lengthText(-box.top()), lengthText(box.width()), lengthText(box.height()),
             fontOf(page.preset.tickSize), fontOf(page.preset.labelSize));
}

// Every label that has room, as "xtick={0,2},xticklabels={a,b}".
QString tickOptions(const core::FigureAxis &axis, char name, double spacing, const FigurePage &page)
{
    const int step = writtenStep(spacing * unitsPerPoint, page.style.map);
    QStringList places;
    QStringList labels;
    for (std::size_t index = 0; index < axis.labels.size(); index += static_cast<std::size_t>(step)) {
        places << QString::number(index);
        labels << '{' + latexText(qtText(axis.labels[index].text), page.family) + '}';
    }
    return QStringLiteral("%1tick={%2},%1ticklabels={%3}")
        .arg(QString(QLatin1Char(name)), places.join(','), labels.join(','));
}

QString cellTable(const core::HeatMapFigure &figure, const ColorTable &colors)
{
    const std::vector<std::uint8_t> indices = core::colorIndices(core::viewOf(figure.values), figure.scale);
    QString table;
    std::size_t cell = 0;
    for (Eigen::Index row = 0; row < figure.values.rows(); ++row) {
        for (Eigen::Index column = 0; column < figure.values.cols(); ++column, ++cell) {
            const QColor color(colors[indices[cell]]);
            table += QStringLiteral("%1 %2 rgb255=%3,%4,%5\n")
                         .arg(column)
                         .arg(row)
                         .arg(color.red())
                         .arg(color.green())
                         .arg(color.blue());
        }
    }
    return table;
}

// Twice, the first a little lower and to the right, so that no renderer shows the page between two cells.
QString matrixPlot(const QString &table, Eigen::Index columns)
{
    const QString plot = QStringLiteral("\\addplot[matrix plot*,mesh/cols=%1,mesh/color input=explicit,point meta=explicit "
                                        "symbolic%2] table[header=false,meta index=2] {\n%3};\n");
    return plot.arg(columns).arg(QStringLiteral(",shift={(0.25bp,-0.25bp)}"), table) +
           plot.arg(columns).arg(QString(), table);
}

QString colorBarOf(const core::HeatMapFigure &figure, const QRectF &box, const ColorTable &colors, const FigurePage &page)
{
    // Two rows of the same colors: pgfplots has no matrix of one.
    QString table;
    for (const int row : {0, 1}) {
        for (int cell = 0; cell < colorBarCells; ++cell) {
            const QColor color(colors[static_cast<std::size_t>(255 * cell / (colorBarCells - 1))]);
            table += QStringLiteral("%1 %2 rgb255=%3,%4,%5\n")
                         .arg(cell)
                         .arg(row)
                         .arg(color.red())
                         .arg(color.green())
                         .arg(color.blue());
        }
    }
    QStringList places;
    QStringList labels;
    for (const double share : {0.0, 0.5, 1.0}) {
        places << lengthText(share * (colorBarCells - 1));
        const double value = figure.scale.valueAt(share);
        labels << '{' +
                      latexText(qtText(figure.isWhole ? core::formatNumber(value, 0)
                                                      : core::formatNumber(value, core::decimalsOf(figure.scale))),
                                page.family) +
                      '}';
    }
    QString name = qtText(figure.valueName);
    if (!figure.scaleNote.empty())
        name += QStringLiteral(" · ") + qtText(figure.scaleNote);
    return QStringLiteral("\\begin{axis}[%1,xmin=-0.5,xmax=%2,ymin=-0.5,ymax=1.5,ytick=\\empty,xtick={%3},xticklabels={%4},"
                          "tick pos=bottom,xlabel={%5},axis on top]\n%6\\end{axis}\n")
        .arg(axisOptions(box, page), lengthText(colorBarCells - 0.5), places.join(','), labels.join(','),
             latexText(name, page.family), matrixPlot(table, colorBarCells));
}

QString mapOf(const core::HeatMapFigure &figure, const PagePanel &panel, const FigurePage &page)
{
    const QRectF units =
        cellsWithin(panel.area.size() * unitsPerPoint, figure, labelExtents(figure, page.style), page.style);
    const QRectF box(panel.area.topLeft() + units.topLeft() / unitsPerPoint, units.size() / unitsPerPoint);
    const ColorTable colors = colorTable(QString::fromStdString(figure.colorMap), page.style.theme);
    const auto rows = figure.values.rows();
    const auto columns = figure.values.cols();
    const QString map =
        QStringLiteral(
            "\\begin{axis}[%1,xmin=-0.5,xmax=%2,ymin=-0.5,ymax=%3,y dir=reverse,axis on top,tick pos=left,"
            "xticklabel pos=upper,x tick label style={rotate=60,anchor=west,inner sep=1pt},%4,%5,major tick length=0pt]\n"
            "%6\\end{axis}\n")
            .arg(axisOptions(box, page), lengthText(double(columns) - 0.5), lengthText(double(rows) - 0.5),
                 tickOptions(figure.columns, 'x', box.width() / double(columns), page),
                 tickOptions(figure.rows, 'y', box.height() / double(rows), page),
                 matrixPlot(cellTable(figure, colors), columns));
    const double gap = page.style.colorBar.gap / unitsPerPoint;
    const QRectF bar(box.left(), box.bottom() + gap, std::min(box.width(), page.style.colorBar.mostWidth / unitsPerPoint),
                     page.style.colorBar.colors / unitsPerPoint);
    return map + (figure.named.empty() ? colorBarOf(figure, bar, colors, page) : QString());
}

QString lineOptions(const core::Curve &curve, const FigureStyle &style)
{
    const Theme &theme = style.theme;
    const QColor color = curve.role == core::CurveRole::Primary     ? theme.accent
                         : curve.role == core::CurveRole::Secondary ? theme.secondAccent
                                                                    : theme.mutedText;
    const bool isDashed = curve.isDashed || curve.role == core::CurveRole::Reference;
    QString options =
        QStringLiteral("color=%1,line width=%2bp").arg(tikzColor(color), curve.role == core::CurveRole::Crowd ? "0.5" : "1");
    if (curve.form == core::CurveForm::Line)
        options += isDashed ? QStringLiteral(",dashed") : QString();
    else if (curve.form == core::CurveForm::Mark)
        options += QStringLiteral(",line width=1.6bp");
    else if (curve.form == core::CurveForm::Interval)
        options += QStringLiteral(",mark=*,mark size=1.5bp,mark indices=2");
    else
        options += QStringLiteral(",only marks,mark=%1,mark size=1.5bp")
                       .arg(curve.marker == core::PointMarker::Diamond ? QStringLiteral("diamond*") : QStringLiteral("*"));
    return options;
}

QString pointsOf(const std::vector<double> &x, const std::vector<double> &y, const core::CurveFigure &figure)
{
    const auto hasPlace = [](double value, const core::CurveAxis &axis) {
        return std::isfinite(value) && (axis.scale == core::AxisScale::Linear || value > 0);
    };
    QString points;
    for (std::size_t point = 0; point < x.size(); ++point) {
        if (hasPlace(x[point], figure.x) && hasPlace(y[point], figure.y))
            points += QStringLiteral("(%1,%2) ").arg(digits(x[point]), digits(y[point]));
        else
            points += QStringLiteral("(nan,nan) ");  // the line leaves off
    }
    return points;
}

QString axisRange(const core::AxisRange &range, char name)
{
    return QStringLiteral("%1min=%2,%1max=%3").arg(QString(QLatin1Char(name)), digits(range.low), digits(range.high));
}

QString ownTicks(const core::CurveAxis &axis, char name, const FigurePage &page)
{
    if (axis.ticks.empty())
        return {};
    QStringList places;
    QStringList labels;
    for (const core::AxisTick &tick : axis.ticks) {
        places << digits(tick.value);
        labels << '{' + latexText(qtText(tick.label), page.family) + '}';
    }
    return QStringLiteral(",%1tick={%2},%1ticklabels={%3}")
        .arg(QString(QLatin1Char(name)), places.join(','), labels.join(','));
}

QString curvesOf(const core::CurveFigure &figure, const PagePanel &panel, const FigurePage &page)
{
    const double text = page.preset.labelSize;
    const QRectF box = panel.area.adjusted(4.5 * text, 0.5 * text, -0.5 * text, -3.2 * text);
    QString plots;
    for (const core::CurveBand &band : figure.bands) {
        QString outline = pointsOf(band.x, band.low, figure);
        std::vector<double> x(band.x.rbegin(), band.x.rend());
        std::vector<double> high(band.high.rbegin(), band.high.rend());
        outline += pointsOf(x, high, figure);
        plots += QStringLiteral("\\addplot[draw=none,fill=%1,forget plot] coordinates {%2} -- cycle;\n")
                     .arg(tikzColor(mixed(page.style.theme.card, page.style.theme.mutedText, 0.25)), outline);
    }
    for (const core::Curve &curve : figure.curves) {
        const bool isNamed =
            curve.role != core::CurveRole::Crowd && curve.form == core::CurveForm::Line && !curve.name.empty();
        plots += QStringLiteral("\\addplot[%1%2] coordinates {%3};\n")
                     .arg(lineOptions(curve, page.style), isNamed ? QString() : QStringLiteral(",forget plot"),
                          pointsOf(curve.x, curve.y, figure));
        if (isNamed)
            plots += QStringLiteral("\\addlegendentry{%1}\n").arg(latexText(qtText(curve.name), page.family));
    }
    for (const core::BoundLine &bound : figure.bounds) {
        const bool isX = bound.axis == core::BoundLine::Axis::X;
        plots += QStringLiteral("\\draw[draw=%1,line width=0.5bp,densely dotted] (%2) -- (%3);\n")
                     .arg(tikzColor(page.style.theme.mutedText),
                          isX ? QStringLiteral("axis cs:%1,%2").arg(digits(bound.at), digits(core::yRange(figure).low))
                              : QStringLiteral("axis cs:%2,%1").arg(digits(bound.at), digits(core::xRange(figure).low)),
                          isX ? QStringLiteral("axis cs:%1,%2").arg(digits(bound.at), digits(core::yRange(figure).high))
                              : QStringLiteral("axis cs:%2,%1").arg(digits(bound.at), digits(core::xRange(figure).high)));
    }
    const auto mode = [](const core::CurveAxis &axis, char name) {
        return axis.scale == core::AxisScale::Logarithmic ? QStringLiteral(",%1mode=log").arg(QLatin1Char(name)) : QString();
    };
    return QStringLiteral("\\begin{axis}[%1%2%3,%4,%5,xlabel={%6},ylabel={%7},axis lines=left,axis line style={-},"
                          "legend style={draw=none,fill=none},legend cell align=left,unbounded coords=jump%8%9]\n")
               .arg(axisOptions(box, page), mode(figure.x, 'x'), mode(figure.y, 'y'), axisRange(core::xRange(figure), 'x'),
                    axisRange(core::yRange(figure), 'y'), latexText(qtText(figure.x.name), page.family),
                    latexText(qtText(figure.y.name), page.family), ownTicks(figure.x, 'x', page),
                    ownTicks(figure.y, 'y', page)) +
           plots + QStringLiteral("\\end{axis}\n");
}

QString barsOf(const core::BarFigure &figure, const PagePanel &panel, const FigurePage &page)
{
    const bool isUpward = figure.direction == core::BarDirection::Upward;
    const double text = page.preset.labelSize;
    QStringList places;
    QStringList labels;
    QString points;
    double longest = 0;
    const QFontMetricsF metrics(fontOfSize(page.style.body, page.preset.tickSize * unitsPerPoint));
    for (std::size_t bar = 0; bar < figure.bars.size(); ++bar) {
        const QString label = qtText(figure.bars[bar].label);
        longest = std::max(longest, metrics.horizontalAdvance(label) / unitsPerPoint);
        if (!label.isEmpty()) {
            places << QString::number(bar);
            labels << '{' + latexText(label, page.family) + '}';
        }
        points += isUpward ? QStringLiteral("(%1,%2) ").arg(bar).arg(digits(figure.bars[bar].value))
                           : QStringLiteral("(%2,%1) ").arg(bar).arg(digits(figure.bars[bar].value));
    }
    const QRectF box = isUpward ? panel.area.adjusted(4.5 * text, 0.5 * text, -0.5 * text, -2.2 * text)
                                : panel.area.adjusted(longest + text, 0.5 * text, -0.5 * text, -3.2 * text);
    const double step = (isUpward ? box.width() : box.height()) / std::max<double>(1, double(figure.bars.size()));
    const QString along = isUpward ? QStringLiteral("x") : QStringLiteral("y");
    const QString across = isUpward ? QStringLiteral("y") : QStringLiteral("x");
    const QStringList options{axisOptions(box, page),
                              isUpward ? QStringLiteral("ybar") : QStringLiteral("xbar,y dir=reverse"),
                              QStringLiteral("bar width=%1bp").arg(lengthText(0.6 * step)),
                              along + "tick={" + places.join(',') + '}',
                              along + "ticklabels={" + labels.join(',') + '}',
                              across + "label={" + latexText(qtText(figure.valueName), page.family) + '}',
                              along + "min=-0.6," + along +
                                  "max=" + lengthText(static_cast<double>(figure.bars.size()) - 0.4),
                              figure.isSigned ? QStringLiteral("clip=true") : across + "min=0",
                              "major " + along + " tick style={draw=none}",
                              QStringLiteral("axis lines=left,axis line style={-}")};
    return "\\begin{axis}[" + options.join(',') + "]\n\\addplot[draw=none,fill=" + tikzColor(page.style.theme.accent) +
           "] coordinates {" + points + "};\n\\end{axis}\n";
}

}  // namespace

QString pgfplotsOf(const PagePanel &panel, const FigurePage &page)
{
    // Of a single row or column pgfplots makes a line.
    if (const auto *map = std::get_if<core::HeatMapFigure>(&panel.figure);
        map && map->values.rows() > 1 && map->values.cols() > 1)
        return mapOf(*map, panel, page);
    if (const auto *curves = std::get_if<core::CurveFigure>(&panel.figure))
        return curvesOf(*curves, panel, page);
    if (const auto *bars = std::get_if<core::BarFigure>(&panel.figure))
        return barsOf(*bars, panel, page);
    return {};
}

}  // namespace ui
