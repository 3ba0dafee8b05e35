#include "app/commands/figure_kinds.h"

#include "core/recipe/option_fields.h"

#include <algorithm>
#include <ostream>
#include <string>

namespace app {
namespace {

constexpr std::size_t nameColumn = 24;

void printRow(std::ostream &out, const std::string &name, std::string_view text)
{
    out << name << std::string(std::max<std::size_t>(nameColumn, name.size() + 2) - name.size(), ' ') << text << '\n';
}

void printField(std::ostream &out, std::string_view name, std::string_view meaning)
{
    printRow(out, "    " + std::string(name), meaning);
}

// The choices where nothing else says what a field may be.
std::string meaningOf(const core::OptionField &field)
{
    if (!field.meaning.empty())
        return std::string(field.meaning);
    std::string choices;
    for (const std::string_view choice : field.choices)
        choices += (choices.empty() ? "" : ", ") + std::string(choice);
    return choices;
}

std::string_view neededBy(core::PanelSource source)
{
    switch (source) {
    case core::PanelSource::MaskedText: return "a mask";
    case core::PanelSource::LabeledTexts: return "a file of labeled texts, and a mask or a sweep";
    case core::PanelSource::Texts:
    case core::PanelSource::TextMeans: return "a file of texts";
    case core::PanelSource::WordTexts: return "a file of texts, and a word";
    case core::PanelSource::Models: return "several models";
    default: return {};
    }
}

}  // namespace

void printKinds(std::ostream &out)
{
    for (const core::PanelKindDescription &kind : core::panelKinds())
        out << kind.id << '\n';
}

void describeKinds(std::ostream &out)
{
    for (const core::PanelKindDescription &kind : core::panelKinds()) {
        const std::string_view needed = neededBy(kind.source);
        printRow(out, std::string(kind.id),
                 std::string(kind.title) + (needed.empty() ? "" : "; needs " + std::string(needed)));
        if (kind.hasHead)
            printField(out, "layer, head", "numbers from 0, a list of them or \"all\"");
        for (const core::OptionField &field : core::panelFields(kind.kind))
            printField(out, field.name, meaningOf(field));
    }
    out << "\nEvery panel may have height, limits, color_map, gamma, labels, tokens, annotate and legend where its picture "
           "has such,\n"
           "and model, text, mask, sweep, data, limit, unit and special_tokens of its own.\n";
}

}  // namespace app
