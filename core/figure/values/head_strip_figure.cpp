#include "core/figure/values/head_strip_figure.h"

#include "core/figure/values/figure_text.h"

namespace core {

const LamaTrace *stripTrace(const AnalysisSnapshot &snapshot, const DisplayUnits &units)
{
    const LamaTrace *trace = snapshot.trace ? std::get_if<LamaTrace>(&snapshot.trace->network) : nullptr;
    const bool fits = trace && units.size() > 0 && trace->attention.cols() == units.tokenCount();
    return fits ? trace : nullptr;
}

HeadStripFigure withoutStrips(std::string absence)
{
    HeadStripFigure figure;
    figure.absence = std::move(absence);
    return figure;
}

HeadStripFigure withoutStrips(const AnalysisSnapshot &snapshot)
{
    return withoutStrips(isLama(snapshot) ? "Type a sentence to see what every head makes of its words." : "");
}

std::vector<AxisLabel> headLabels(int heads)
{
    std::vector<AxisLabel> labels;
    for (int head = 0; head < heads; ++head)
        labels.push_back({std::to_string(head), false});
    return labels;
}

HeatMapFigure stripsTogether(const HeadStripFigure &figure)
{
    HeatMapFigure both = figure.heads;
    both.shape = CellShape::Strips;
    both.values.resize(figure.heads.values.rows() + figure.together.values.rows(), figure.heads.values.cols());
    both.values << figure.heads.values, figure.together.values;
    both.rows.labels.insert(both.rows.labels.end(), figure.together.rows.labels.begin(), figure.together.rows.labels.end());
    return both;
}

BarFigure headBars(const HeadStripFigure &figure)
{
    BarFigure bars{.title = figure.numbersName,
                   .explanation = figure.numbersExplanation,
                   .absence = figure.absence,
                   .valueName = figure.numbersName,
                   .direction = BarDirection::Rightward,
                   .isSigned = true,
                   .bars = {}};
    for (const double number : figure.headNumbers)
        bars.bars.push_back({.label = {}, .value = number, .number = formatNumber(number, 2)});
    shareRoom(bars.bars);
    return bars;
}

std::string printFigure(const HeadStripFigure &figure)
{
    if (figure.isEmpty())
        return figure.absence + '\n';
    std::string text = printFigure(figure.heads) + printFigure(figure.together) + figure.numbersName;
    for (const double number : figure.headNumbers)
        text += ' ' + formatNumber(number, 2);
    return text + '\n' + (figure.note.empty() ? "" : figure.note + '\n');
}

}  // namespace core
