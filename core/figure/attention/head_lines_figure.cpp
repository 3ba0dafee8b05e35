#include "core/figure/attention/head_lines_figure.h"

#include "core/figure/values/attention_figure.h"
#include "core/figure/values/figure_text.h"

#include <fmt/core.h>

#include <algorithm>

namespace core {
namespace {

constexpr float smallestWeight = 0.01F;  // a line thinner than this share of its query would not be seen

std::vector<AttentionLine> linesOf(const Matrix &values)
{
    std::vector<AttentionLine> lines;
    for (int query = 0; query < values.rows(); ++query)
        for (int key = 0; key < values.cols(); ++key)
            if (values(query, key) >= smallestWeight)
                lines.push_back({query, key, values(query, key)});
    return lines;
}

bool isWeaker(const AttentionLine &left, const AttentionLine &right)
{
    return left.weight < right.weight;
}

void keepStrongest(std::vector<AttentionLine> &lines)
{
    std::stable_sort(lines.begin(), lines.end(), isWeaker);
    if (lines.size() > mostLines)
        lines.erase(lines.begin(), lines.end() - mostLines);
}

}  // namespace

std::string headLinesExplanation(const AnalysisSnapshot &snapshot, const DisplayUnits &units)
{
    return fmt::format(
        "Each line joins a query token (left) to a key token (right); its width and strength are the attention {}.{}",
        attentionFormula(snapshot), unitExplanation(units, attentionSteps));
}

HeadLinesFigure headLinesFigure(const AnalysisSnapshot &snapshot, HeadRef head, const DisplayUnits &units)
{
    const auto map = tokenMap(snapshot, head);
    if (!map || map->cols() != units.tokenCount() || units.size() == 0)
        return {};
    HeadLinesFigure figure{
        .title = headName(snapshot, head),
        .explanation = headLinesExplanation(snapshot, units),
        .queries = unitAxis("query token", units),
        .keys = unitAxis("key token", units),
        .lines = linesOf(attentionBetweenUnits(*map, units)),
        .largest = 1,
        .threshold = smallestWeight,
        .scaleNote = joinedNotes(withoutKeyNote(snapshot, head), scaleNote(1, units, attentionSteps)),
    };
    const bool isCut = figure.lines.size() > mostLines;
    keepStrongest(figure.lines);
    if (!figure.lines.empty()) {
        figure.largest = figure.lines.back().weight;
        figure.threshold = isCut ? figure.lines.front().weight : smallestWeight;
    }
    return figure;
}

std::string printFigure(const HeadLinesFigure &figure)
{
    std::string text = fmt::format("{}: lines from {}\n", figure.title, formatNumber(figure.threshold, 3));
    for (const AttentionLine &line : figure.lines)
        text += fmt::format("{} -> {} {}\n", figure.queries.labels[static_cast<std::size_t>(line.query)].text,
                            figure.keys.labels[static_cast<std::size_t>(line.key)].text, formatNumber(line.weight, 2));
    return text;
}

}  // namespace core
