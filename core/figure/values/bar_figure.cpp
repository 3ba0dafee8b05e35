#include "core/figure/values/bar_figure.h"

#include "core/figure/values/figure_text.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

namespace core {

double Bar::shareOf(double size) const
{
    return full > 0 ? std::clamp(size / full, -1.0, 1.0) : 0;
}

void shareRoom(std::vector<Bar> &bars)
{
    double largest = 0;
    for (const Bar &bar : bars)
        largest = std::max(largest, std::abs(bar.value));
    for (Bar &bar : bars)
        bar.full = largest;
}

std::string printFigure(const BarFigure &figure)
{
    if (figure.isEmpty())
        return figure.absence + '\n';
    std::vector<std::vector<std::string>> lines;
    for (const Bar &bar : figure.bars)
        lines.push_back({bar.label, bar.number.empty() ? formatBriefly(bar.value) : bar.number,
                         bar.reference ? "was " + formatBriefly(*bar.reference) : ""});
    return fmt::format("{}{}\n{}", figure.title, figure.valueName.empty() ? "" : ": " + figure.valueName, printTable(lines));
}

}  // namespace core
