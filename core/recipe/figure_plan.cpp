#include "core/recipe/figure_plan.h"

#include "core/base/input_file.h"
#include "core/base/message_text.h"
#include "core/recipe/index_text.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <string_view>
#include <utility>

namespace core {
namespace {

constexpr std::size_t mostFigures = 100000;

struct Varied {
    std::string_view name;  // between braces in the file's name
    std::vector<int> numbers;
};

// Those of the figure's panels that name layers, or heads: the same for all that name several.
Result<IndexList> variedOf(const FigureRecipe &recipe, IndexList FigurePanel::*list, const char *field, int count)
{
    IndexList varied;
    for (std::size_t index = 0; index < recipe.panels.size(); ++index) {
        const FigurePanel &panel = recipe.panels[index];
        IndexList numbers = panel.*list;
        if (numbers.empty()) {
            numbers.resize(static_cast<std::size_t>(count));
            std::iota(numbers.begin(), numbers.end(), 0);
        }
        const std::string place = "panels[" + std::to_string(index) + "]." + field;
        if (const auto absent = std::ranges::find_if(numbers, [count](int number) { return number >= count; });
            absent != numbers.end() && describe(panel.kind).hasHead && panel.sources.models.empty())
            return badInput(place + ": " + noSuchIndex(*absent, count));
        if (numbers.size() == 1)
            continue;
        if (!varied.empty() && varied != numbers)
            return badInput(place + ": expected one " + field + ", or the same ones as in the panels before");
        varied = std::move(numbers);
    }
    return varied;
}

void choose(FigureRecipe &recipe, IndexList FigurePanel::*list, int number)
{
    for (FigurePanel &panel : recipe.panels) {
        if ((panel.*list).size() != 1)
            panel.*list = {number};
    }
}

std::vector<int> numbersUpTo(std::size_t count)
{
    std::vector<int> numbers(count);
    std::iota(numbers.begin(), numbers.end(), 0);
    return numbers;
}

std::string padded(int number, int largest)
{
    std::string text = std::to_string(number);
    return std::string(std::to_string(largest).size() - text.size(), '0') + text;
}

// The file's name with each of the numbers in its braces.
std::string named(std::string pattern, std::span<const Varied> varied, std::span<const int> chosen)
{
    for (std::size_t index = 0; index < varied.size(); ++index) {
        const std::string braces = '{' + std::string(varied[index].name) + '}';
        const int largest = varied[index].numbers.empty() ? chosen[index] : std::ranges::max(varied[index].numbers);
        for (std::size_t at = pattern.find(braces); at != std::string::npos; at = pattern.find(braces))
            pattern.replace(at, braces.size(), padded(chosen[index], largest));
    }
    return pattern;
}

Result<void> checkPattern(const std::string &pattern, std::span<const Varied> varied)
{
    if (auto known = checkPlaceholders(pattern); !known)
        return known;
    std::size_t figures = 1;
    for (const Varied &each : varied) {
        figures *= std::max<std::size_t>(1, each.numbers.size());
        const std::string braces = '{' + std::string(each.name) + '}';
        if (each.numbers.size() > 1 && pattern.find(braces) == std::string::npos)
            return badInput("the recipe makes a figure of each " + std::string(each.name) + ": expected " + braces +
                            " in the name of the file");
    }
    if (figures > mostFigures)
        return badInput("the recipe makes " + std::to_string(figures) + " figures, expected at most " +
                        std::to_string(mostFigures));
    return {};
}

// The figures of one model.
Result<void> addFigures(const FigureRecipe &whole, std::size_t model, const LayerHeadCount &count,
                        const std::string &pattern, std::vector<PlannedFigure> &figures)
{
    FigureRecipe recipe = whole;
    if (!whole.comparesModels && !whole.models.empty())
        recipe.models = {whole.models[model]};
    const auto layers = variedOf(whole, &FigurePanel::layers, "layer", count.layers);
    if (!layers)
        return layers.error();
    const auto heads = variedOf(whole, &FigurePanel::heads, "head", count.heads);
    if (!heads)
        return heads.error();
    const std::array varied{Varied{"model", numbersUpTo(whole.comparesModels ? 1 : whole.models.size())},
                            Varied{"text", numbersUpTo(whole.texts.size())}, Varied{"mask", numbersUpTo(whole.masks.size())},
                            Varied{"layer", *layers}, Varied{"head", *heads}};
    if (const auto checked = checkPattern(pattern, varied); !checked)
        return checked;
    const auto orFirst = [](const std::vector<int> &numbers, int first) {
        return numbers.empty() ? std::vector{first} : numbers;
    };
    const FigurePanel &panel = whole.panels.front();
    for (const int text : orFirst(varied[1].numbers, 0)) {
        for (const int mask : orFirst(varied[2].numbers, 0)) {
            for (const int layer : orFirst(*layers, panel.layers.empty() ? 0 : panel.layers.front())) {
                for (const int head : orFirst(*heads, panel.heads.empty() ? 0 : panel.heads.front())) {
                    PlannedFigure figure{recipe, {}};
                    if (!whole.texts.empty())
                        figure.recipe.texts = {whole.texts[static_cast<std::size_t>(text)]};
                    figure.recipe.masks = {whole.masks[static_cast<std::size_t>(mask)]};
                    choose(figure.recipe, &FigurePanel::layers, layer);
                    choose(figure.recipe, &FigurePanel::heads, head);
                    figure.file = named(pattern, varied, std::array{static_cast<int>(model), text, mask, layer, head});
                    figures.push_back(std::move(figure));
                }
            }
        }
    }
    return {};
}

}  // namespace

Result<void> checkPlaceholders(const std::string &pattern)
{
    constexpr std::array<std::string_view, 5> known{"model", "text", "mask", "layer", "head"};
    for (std::size_t open = pattern.find('{'); open != std::string::npos; open = pattern.find('{', open + 1)) {
        const std::size_t close = pattern.find('}', open);
        if (close == std::string::npos)
            break;
        const std::string name = pattern.substr(open + 1, close - open - 1);
        if (std::ranges::find(known, name) == known.end())
            return badInput("-o: " + quotedText('{' + name + '}') +
                            " stands for nothing, expected {model}, {text}, {mask}, {layer} or {head}");
    }
    return {};
}

Result<std::vector<PlannedFigure>> planFigures(const FigureRecipe &recipe, const std::filesystem::path &file,
                                               const std::function<Result<LayerHeadCount>(const RecipeModel &)> &countOf)
{
    std::vector<PlannedFigure> figures;
    const std::size_t models = recipe.comparesModels ? 1 : std::max<std::size_t>(1, recipe.models.size());
    for (std::size_t model = 0; model < models; ++model) {
        const auto count = recipe.models.empty() ? Result(LayerHeadCount()) : countOf(recipe.models[model]);
        if (!count)
            return count.error();
        if (const auto added = addFigures(recipe, model, *count, file.string(), figures); !added)
            return added.error();
    }
    std::vector<std::filesystem::path> files;
    std::ranges::transform(figures, std::back_inserter(files), &PlannedFigure::file);
    std::ranges::sort(files);
    if (const auto twice = std::ranges::adjacent_find(files); twice != files.end())
        return badInput(pathText(*twice) + ": two figures would be written there");
    return figures;
}

}  // namespace core
