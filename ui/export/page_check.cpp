#include "ui/export/page_check.h"

#include "ui/export/color_vision.h"
#include "ui/export/drawn_facts.h"
#include "ui/export/readable_text.h"
#include "ui/render/bars_beside_rows.h"
#include "ui/render/curve_look.h"
#include "ui/render/head_lines_painter.h"
#include "ui/render/heat_map_layout.h"
#include "ui/theme/color_maps.h"
#include "ui/theme/qt_text.h"

#include <QObject>
#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>

namespace ui {
namespace {

constexpr double thinnestPrinted = 0.5;  // points
constexpr double rounding = 0.02;        // of lengths in points
constexpr double leastStep = 1;          // of lightness, between a ninth of a color map and the next
constexpr double leastContrast = 15;     // of lightness, between two curves

DrawnFacts factsOf(const PagePanel &panel, const FigurePage &page)
{
    FactsDevice device(page.size);
    QPainter painter(&device);
    paintPanel(painter, panel, page);
    painter.end();
    return device.facts();
}

QString pointsText(double points)
{
    return QString::number(points, 'f', 1);
}

class PanelRemarks
{
public:
    PanelRemarks(int panel, const FigurePage &page, std::vector<PageRemark> &remarks)
        : m_panel(panel), m_page(page), m_remarks(remarks)
    {
    }

    void addOfDrawing()
    {
        const DrawnFacts facts = factsOf(m_page.panels[static_cast<std::size_t>(m_panel)], m_page);
        if (facts.smallestText < m_page.preset.tickSize - rounding)
            add(QObject::tr("has text of %1 pt, where %2 has %3 pt and more.")
                    .arg(pointsText(facts.smallestText), venue(), pointsText(m_page.preset.tickSize)));
        if (facts.thinnestLine < thinnestPrinted - rounding)
            add(QObject::tr("has lines of %1 pt, which print too thin: 0.5 pt is the least.")
                    .arg(QString::number(facts.thinnestLine, 'f', 2)));
        const std::set<char32_t> &missing = m_page.panels[static_cast<std::size_t>(m_panel)].missing;
        if (!missing.empty())
            add(QObject::tr("has letters without a font: %1.").arg(missingNote(missing)));
        if (facts.hasImage)
            add(QObject::tr("has more than 128 cells along a side and is drawn in pixels, one for each cell."));
    }

    // Labels that were asked for and would lie on each other.
    void addOfLabels(const core::HeatMapFigure &figure, double beside = 0)
    {
        const PagePanel &panel = m_page.panels[static_cast<std::size_t>(m_panel)];
        const FigureStyle style = panelStyle(m_page.style, panel.slot.width());
        const LabelExtents extents = labelExtents(figure, style);
        const QSizeF size = panel.area.size() * unitsPerPoint - QSizeF(beside, 0);
        const QRectF cells = cellsWithin(size.toSize(), figure, extents, style);
        const double row = cells.height() / static_cast<double>(figure.values.rows());
        const double column = cells.width() / static_cast<double>(figure.values.cols());
        addOfHeight(figure, cells.height() / unitsPerPoint, panel.askedHeight);
        addOfSteps(figure.rows, writtenRows(figure, row, style), QObject::tr("rows"));
        addOfSteps(figure.columns, writtenColumns(figure, extents, column, style), QObject::tr("columns"));
    }

    void addOfLabels(const core::HeadStripFigure &figure)
    {
        const FigureStyle &style = m_page.style;
        addOfLabels(core::stripsTogether(figure),
                    widthBesideRows(core::headBars(figure).isSigned, style.bars) + style.bars.besideGap);
    }

    void addOfLabels(const core::HeadLinesFigure &figure)
    {
        const PagePanel &panel = m_page.panels[static_cast<std::size_t>(m_panel)];
        const HeadLinesFrame frame =
            layOutLines(figure, panel.area.size() * unitsPerPoint, panelStyle(m_page.style, panel.slot.width()));
        addOfSteps(figure.queries, writtenTokens(figure.queries, frame), QObject::tr("tokens"));
    }

    void addOfLabels(const auto &) {}

    void operator()(const core::HeatMapFigure &figure)
    {
        if (figure.named.empty())
            addOfColors(figure.colorMap, figure.scale.isDiverging());
        addOfLabels(figure);
    }
    void operator()(const core::HeadStripFigure &figure)
    {
        if (figure.heads.named.empty())
            addOfColors(figure.heads.colorMap, figure.heads.scale.isDiverging());
        addOfLabels(figure);
    }
    void operator()(const core::HeadLinesFigure &figure) { addOfLabels(figure); }
    void operator()(const core::HeadGridFigure &figure) { addOfColors(figure.colorMap, false); }
    void operator()(const core::CurveFigure &figure) { addOfCurves(figure); }
    void operator()(const auto &) {}

private:
    void add(const QString &text) { m_remarks.push_back({m_panel, text}); }

    // Cells of a square map are at most somewhat taller than wide.
    void addOfHeight(const core::HeatMapFigure &figure, double drawn, double asked)
    {
        constexpr double pointsPerMillimeter = 72 / 25.4;
        if (figure.shape == core::CellShape::Square && drawn < asked - 1)
            add(QObject::tr("is %1 mm tall where %2 mm are asked for: its width leaves it no more with cells that stay "
                            "nearly square.")
                    .arg(pointsText(drawn / pointsPerMillimeter), pointsText(asked / pointsPerMillimeter)));
    }

    void addOfSteps(const core::FigureAxis &axis, int written, const QString &name)
    {
        if (axis.every > 0 && written > axis.every)
            add(QObject::tr("labels one in %1 of its %2 where one in %3 is asked for: these would lie on each other.")
                    .arg(written)
                    .arg(name)
                    .arg(axis.every));
    }

    QString venue() const { return qtText(std::string(m_page.preset.venue)); }

    void addOfColors(const std::string &name, bool isDiverging)
    {
        if (isDiverging) {
            add(QObject::tr("looks the same above and below zero in a greyscale print: say in the caption which is which."));
            return;
        }
        const ColorTable table = colorTable(qtText(name), m_page.style.theme);
        for (const auto &[vision, reader] :
             {std::pair(ColorVision::Greyscale, QObject::tr("in a greyscale print")),
              std::pair(ColorVision::Protanopia, QObject::tr("to readers without red cones (protanopia)")),
              std::pair(ColorVision::Deuteranopia, QObject::tr("to readers without green cones (deuteranopia)"))}) {
            if (!isMonotone(table, vision))
                add(QObject::tr("has colors whose order is lost %1.").arg(reader));
        }
    }

    static bool isMonotone(const ColorTable &table, ColorVision vision)
    {
        constexpr std::size_t samples = 10;
        std::array<double, samples> lightness{};
        for (std::size_t sample = 0; sample < samples; ++sample)
            lightness[sample] = lightnessOf(seenWith(vision, table[sample * (table.size() - 1) / (samples - 1)]));
        const double direction = lightness.back() > lightness.front() ? 1 : -1;
        for (std::size_t sample = 1; sample < samples; ++sample) {
            if (direction * (lightness[sample] - lightness[sample - 1]) < leastStep)
                return false;
        }
        return true;
    }

    void addOfCurves(const core::CurveFigure &figure)
    {
        for (std::size_t one = 0; one < figure.curves.size(); ++one) {
            for (std::size_t other = one + 1; other < figure.curves.size(); ++other) {
                if (lookAlike(figure, one, other)) {
                    add(QObject::tr("has two curves that a greyscale print cannot tell apart: %1 and %2.")
                            .arg(qtText(figure.curves[one].name), qtText(figure.curves[other].name)));
                    return;
                }
            }
        }
    }

    // Whether points are told apart by where they are, as one axis names places and they share none.
    static bool standApart(const core::CurveFigure &figure, const core::Curve &first, const core::Curve &second)
    {
        const auto areApart = [](const core::CurveAxis &axis, const std::vector<double> &one,
                                 const std::vector<double> &other) {
            const bool isNamed = std::ranges::any_of(axis.ticks, [](const auto &tick) { return !tick.label.empty(); });
            if (!isNamed || one.empty() || other.empty())
                return false;
            const auto [oneLow, oneHigh] = std::ranges::minmax(one);
            const auto [otherLow, otherHigh] = std::ranges::minmax(other);
            return oneHigh < otherLow || otherHigh < oneLow;
        };
        return first.form != core::CurveForm::Line && second.form != core::CurveForm::Line &&
               (areApart(figure.x, first.x, second.x) || areApart(figure.y, first.y, second.y));
    }

    // By lightness, dashes and markers; names at their ends tell lines apart, too, but not where these cross.
    bool lookAlike(const core::CurveFigure &figure, std::size_t one, std::size_t other) const
    {
        const core::Curve &first = figure.curves[one];
        const core::Curve &second = figure.curves[other];
        if (first.role == core::CurveRole::Crowd || second.role == core::CurveRole::Crowd || first.name.empty() ||
            second.name.empty() || first.form != second.form || first.marker != second.marker ||
            standApart(figure, first, second))
            return false;
        const QPen firstPen = penOf(first, referencesBefore(figure, one), m_page.style);
        const QPen secondPen = penOf(second, referencesBefore(figure, other), m_page.style);
        const double contrast = std::abs(lightnessOf(firstPen.color().rgb()) - lightnessOf(secondPen.color().rgb()));
        return firstPen.dashPattern() == secondPen.dashPattern() && firstPen.style() == secondPen.style() &&
               contrast < leastContrast;
    }

    static int referencesBefore(const core::CurveFigure &figure, std::size_t curve)
    {
        int references = 0;
        for (std::size_t index = 0; index < curve; ++index)
            references += figure.curves[index].role == core::CurveRole::Reference ? 1 : 0;
        return references;
    }

    int m_panel;
    const FigurePage &m_page;
    std::vector<PageRemark> &m_remarks;
};

// Of two maps of the same measure with colors of other values.
bool differInLimits(const core::Figure &one, const core::Figure &other)
{
    const auto *first = std::get_if<core::HeatMapFigure>(&one);
    const auto *second = std::get_if<core::HeatMapFigure>(&other);
    return first && second && first->valueName == second->valueName && first->named.empty() && first->scale != second->scale;
}

void addOfLimits(const FigurePage &page, std::vector<PageRemark> &remarks)
{
    for (std::size_t panel = 1; panel < page.panels.size(); ++panel) {
        for (std::size_t before = 0; before < panel; ++before) {
            if (differInLimits(page.panels[before].figure, page.panels[panel].figure)) {
                remarks.push_back(
                    {static_cast<int>(panel), QObject::tr("shows the same measure as %1 with colors of other limits.")
                                                  .arg(page.panels[before].letter)});
                break;
            }
        }
    }
}

}  // namespace

std::vector<PageRemark> labelRemarks(const FigurePage &page)
{
    std::vector<PageRemark> remarks;
    for (std::size_t panel = 0; panel < page.panels.size(); ++panel) {
        PanelRemarks ofPanel(static_cast<int>(panel), page, remarks);
        std::visit([&ofPanel](const auto &figure) { ofPanel.addOfLabels(figure); }, page.panels[panel].figure);
    }
    return remarks;
}

std::vector<PageRemark> remarksOn(const FigurePage &page)
{
    std::vector<PageRemark> remarks;
    for (std::size_t panel = 0; panel < page.panels.size(); ++panel) {
        PanelRemarks ofPanel(static_cast<int>(panel), page, remarks);
        ofPanel.addOfDrawing();
        std::visit(ofPanel, page.panels[panel].figure);
    }
    addOfLimits(page, remarks);
    return remarks;
}

}  // namespace ui
