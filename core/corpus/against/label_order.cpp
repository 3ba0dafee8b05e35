#include "core/corpus/against/label_order.h"

#include "core/base/counted.h"
#include "core/base/message_text.h"

#include <fmt/core.h>

#include <algorithm>
#include <numeric>
#include <string>

namespace core {
namespace {

// "\"negative\", \"positive\"", as far as a line goes.
std::string listed(const std::vector<std::string> &names)
{
    constexpr std::size_t most = 6;
    std::string text;
    for (const std::string &name : std::span(names).first(std::min(most, names.size())))
        text += (text.empty() ? "" : ", ") + quotedText(name);
    return names.size() > most ? text + ", …" : text;
}

bool standsTwice(std::vector<std::string> names)
{
    std::ranges::sort(names);
    return std::ranges::adjacent_find(names) != names.end();
}

}  // namespace

Result<std::vector<std::size_t>> sameOutputs(const LoadedModel &first, const LoadedModel &second)
{
    const std::vector<std::string> &names = first.config.labels;
    const std::vector<std::string> &others = second.config.labels;
    if (first.config.outputs != second.config.outputs)
        return badInput(fmt::format("{} and {} have heads of different kinds, so that their answers cannot be compared",
                                    first.name, second.name));
    std::vector<std::size_t> outputs(names.size());
    std::iota(outputs.begin(), outputs.end(), std::size_t{0});
    if (first.config.outputs == OutputQuantity::Values || names == others)
        return outputs;
    std::vector<std::string> sorted = names;
    std::vector<std::string> othersSorted = others;
    std::ranges::sort(sorted);
    std::ranges::sort(othersSorted);
    if (sorted != othersSorted)
        return badInput(fmt::format("{} has the labels {} and {} the labels {}, expected the same names in any order",
                                    first.name, listed(names), second.name, listed(others)));
    if (standsTwice(names))
        return badInput(fmt::format("{} and {} have labels of one name in different places, which cannot be told apart",
                                    first.name, second.name));
    std::ranges::transform(names, outputs.begin(), [&others](const std::string &name) {
        return static_cast<std::size_t>(std::ranges::find(others, name) - others.begin());
    });
    return outputs;
}

void orderLike(std::span<const std::size_t> outputs, std::vector<TextLogits> &answers)
{
    for (TextLogits &answer : answers) {
        if (answer.logits.size() != outputs.size())  // a text without a word has none
            continue;
        const std::vector<double> logits = answer.logits;
        std::ranges::transform(outputs, answer.logits.begin(), [&logits](std::size_t output) { return logits[output]; });
    }
}

}  // namespace core
