#include "core/recipe/used_fields.h"

#include <algorithm>
#include <string_view>
#include <type_traits>

namespace core {
namespace {

// What the panels of a figure, or one of them, read besides the model and the text.
struct Readers {
    bool masks = false;
    bool pass = false;  // of the model on the text, which special tokens' masking changes
    bool sweep = false;
    bool data = false;
    bool models = false;  // several
    bool units = false;

    bool operator==(const Readers &) const = default;
};

bool takesMeans(std::string_view mask)
{
    return mask.find("ablate:mean") != std::string_view::npos;
}

Readers readersOf(const PanelKindDescription &kind)
{
    const PanelSource source = kind.source;
    const bool isOfLabels = source == PanelSource::LabeledTexts;
    const bool isOfFile =
        source == PanelSource::Texts || source == PanelSource::TextMeans || source == PanelSource::WordTexts;
    const bool isOfModels = source == PanelSource::Models;
    const bool hasPass =
        !isOfModels && !isOfFile && kind.kind != PanelKind::WeightMap;  // weights know neither text nor mask
    return {.masks = hasPass && source != PanelSource::TruncatedText,
            .pass = hasPass,
            .sweep = isOfLabels,
            .data = isOfLabels || isOfFile || isOfModels,
            .models = isOfModels,
            .units = kind.hasUnits};
}

Readers together(const Readers &left, const Readers &right)
{
    return {left.masks || right.masks, left.pass || right.pass,     left.sweep || right.sweep,
            left.data || right.data,   left.models || right.models, left.units || right.units};
}

// Masked as keys, special tokens change every pass.
void clearDisplay(DisplayOptions &display, const Readers &readers)
{
    if (readers.units)
        return;
    const bool changesPass = display.specialTokens == SpecialTokenMode::Mask && readers.pass;
    display = {.mergesWords = false, .specialTokens = changesPass ? SpecialTokenMode::Mask : DisplayOptions().specialTokens};
}

// That it reads none is what a panel may say of anything.
void clearSources(PanelSources &sources, Readers readers, bool hasMeans)
{
    readers.data = readers.data || (readers.masks && hasMeans);
    const auto clear = [](bool isRead, auto &source) {
        if (!isRead && source && *source != std::remove_reference_t<decltype(*source)>())
            source.reset();
    };
    clear(readers.masks, sources.mask);
    clear(readers.sweep, sources.sweep);
    clear(readers.data, sources.data);
    clear(readers.data, sources.limit);
    if (sources.display)
        clearDisplay(*sources.display, readers);
}

// "panels[1].sweep: a figure of ..."
Error unused(std::string_view field, const std::string &place, const FigurePanel &panel)
{
    return badInput(place + std::string(field) + ": \"" + std::string(describe(panel.kind).id) +
                    "\" does not use it, expected none");
}

bool comparesFiguresModels(const FigurePanel &panel)
{
    return panel.sources.models.empty() && readersOf(describe(panel.kind)).models;
}

}  // namespace

FigureRecipe withoutUnusedFields(FigureRecipe recipe)
{
    const FigureRecipe usual;
    Readers readers;
    bool hasMeans = std::ranges::any_of(recipe.masks, takesMeans);
    for (FigurePanel &panel : recipe.panels) {
        const Readers own = readersOf(describe(panel.kind));
        readers = together(readers, own);
        const bool hasOwnMeans = panel.sources.mask ? takesMeans(*panel.sources.mask) : hasMeans;
        clearSources(panel.sources, own, hasOwnMeans);
        hasMeans = hasMeans || hasOwnMeans;
    }
    if (!readers.masks)
        recipe.masks = usual.masks;
    if (!readers.sweep) {
        recipe.sweep.clear();
        recipe.seed = usual.seed;
    }
    if (!readers.data && !(readers.masks && hasMeans)) {
        recipe.data.clear();
        recipe.limit = 0;
    }
    clearDisplay(recipe.display, readers);
    if (recipe.comparesModels && !std::ranges::any_of(recipe.panels, comparesFiguresModels)) {
        recipe.comparesModels = false;
        recipe.models.resize(std::min<std::size_t>(1, recipe.models.size()));
    }
    return recipe;
}

std::vector<OptionField> sourceFields(PanelKind kind)
{
    const PanelKindDescription &description = describe(kind);
    const Readers readers = readersOf(description);
    std::vector<OptionField> fields;
    if (isOfText(description.source))
        fields.push_back({"text", "in place of the figure's"});
    if (readers.masks)
        fields.push_back({"mask", "in place of the figure's, as on the command line"});
    if (readers.sweep)
        fields.push_back({"sweep", "of masks, as on the command line"});
    if (readers.data) {
        fields.push_back({"data", "path of the file of texts"});
        fields.push_back({"limit", "so many of its texts; 0 is all", FieldForm::Whole});
    }
    if (readers.units) {
        fields.push_back({"unit", R"("token" or "word")", FieldForm::Choice, {"token", "word"}});
        fields.push_back({"special_tokens", {}, FieldForm::Choice, {"show", "hide", "mask", "renormalize"}});
    } else if (readers.pass) {
        fields.push_back({"special_tokens", {}, FieldForm::Choice, {"show", "mask"}});
    }
    return fields;
}

Result<void> checkFieldsAreUsed(const FigureRecipe &recipe)
{
    const FigureRecipe used = withoutUnusedFields(recipe);
    const FigurePanel &first = recipe.panels.front();
    const auto check = [](bool isUsed, const char *field, const std::string &place,
                          const FigurePanel &panel) -> Result<void> {
        return isUsed ? Result<void>() : Result<void>(unused(field, place, panel));
    };
    const bool comparesModels =
        std::ranges::any_of(recipe.panels, [](const FigurePanel &panel) { return readersOf(describe(panel.kind)).models; });
    for (const Result<void> &checked :
         {check(used.masks == recipe.masks, "mask", {}, first), check(used.sweep == recipe.sweep, "sweep", {}, first),
          check(used.seed == recipe.seed, "seed", {}, first), check(used.data == recipe.data, "data", {}, first),
          check(used.limit == recipe.limit, "limit", {}, first),
          check(used.display.mergesWords == recipe.display.mergesWords, "unit", {}, first),
          check(used.display == recipe.display, "special_tokens", {}, first),
          check(!recipe.comparesModels || comparesModels, "models", {}, first)}) {
        if (!checked)
            return checked;
    }
    for (std::size_t panel = 0; panel < recipe.panels.size(); ++panel) {
        const PanelSources &own = recipe.panels[panel].sources;
        const PanelSources &left = used.panels[panel].sources;
        const std::string place = "panels[" + std::to_string(panel) + "].";
        for (const Result<void> &checked : {check(left.mask == own.mask, "mask", place, recipe.panels[panel]),
                                            check(left.sweep == own.sweep, "sweep", place, recipe.panels[panel]),
                                            check(left.data == own.data, "data", place, recipe.panels[panel]),
                                            check(left.limit == own.limit, "limit", place, recipe.panels[panel]),
                                            check(left.display == own.display, "unit", place, recipe.panels[panel])}) {
            if (!checked)
                return checked;
        }
    }
    if (recipe.sharesLimits && recipe.panels.size() < 2)
        return badInput("share_limits: expected at least two panels");
    return {};
}

}  // namespace core
