#include "core/recipe/recipe_json.h"

#include "core/base/json.h"
#include "core/base/message_text.h"
#include "core/recipe/importance_json.h"
#include "core/recipe/json_fields.h"
#include "core/recipe/option_json.h"
#include "core/recipe/panel_limits.h"
#include "core/recipe/source_json.h"
#include "core/recipe/used_fields.h"
#include "core/recipe/venue_preset.h"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

namespace core {
namespace {

using Json = nlohmann::json;
using OrderedJson = nlohmann::ordered_json;

constexpr JsonLimits recipeLimits{.bytes = std::size_t(16) << 20, .depth = 16};
constexpr double widest = 2000;  // millimeters
constexpr double largest = std::numeric_limits<double>::max();

// --- reading ----------------------------------------------------------------------------------------------------------

std::string listOfPresets()
{
    std::string list;
    for (const VenuePreset &preset : venuePresets())
        list += (list.empty() ? "" : ", ") + std::string(preset.name);
    return list;
}

template <typename Value>
void take(const std::optional<Value> &read, Value &value)
{
    if (read)
        value = *read;
}

std::optional<std::array<double, 2>> limitsOf(JsonFields &fields)
{
    const Json *json = fields.find("limits");
    if (!json)
        return std::nullopt;
    const bool arePair = json->is_array() && json->size() == 2 && (*json)[0].is_number() && (*json)[1].is_number();
    if (arePair && areLimits((*json)[0].get<double>(), (*json)[1].get<double>()))
        return std::array{(*json)[0].get<double>(), (*json)[1].get<double>()};
    fields.refuse("limits", std::string("two numbers, ") + limitsWanted);
    return std::nullopt;
}

// "labels": {"angle": 45, "every": 2}
void readLabels(JsonFields &fields, PanelLook &look)
{
    const Json *json = fields.find("labels");
    if (!json)
        return;
    JsonFields labels(*json, fields.placeOf("labels"));
    look.labelAngle = labels.number("angle", 0, 90);
    look.labelEvery = labels.whole("every", 1, 1000);
    if (const auto finished = labels.finish(); !finished)
        fields.refuse(finished.error().message);
}

// As a list of places; all of them is what is shown anyway.
void readTokens(JsonFields &fields, PanelLook &look)
{
    const auto tokens = fields.numbers("tokens");
    if (!tokens || tokens->empty())
        return;
    IndexList sorted = *tokens;
    std::ranges::sort(sorted);
    if (std::ranges::adjacent_find(sorted) != sorted.end())
        fields.refuse("tokens", "each token once");
    look.tokens = tokens;
}

PanelLook lookOf(JsonFields &fields)
{
    PanelLook look;
    readLabels(fields, look);
    readTokens(fields, look);
    look.annotates = fields.flag("annotate").value_or(false);
    if (const auto place = fields.choice("legend", {"below", "end", "none"}))
        look.legend = static_cast<LegendPlace>(*place);
    look.height = fields.number("height", 5, widest);
    look.limits = limitsOf(fields);
    look.colorMap = fields.text("color_map");
    look.gamma = fields.number("gamma", 0.05, 20);
    return look;
}

Result<FigurePanel> readPanel(const Json &json, const std::string &place)
{
    JsonFields fields(json, place);
    FigurePanel panel;
    const auto id = fields.text("kind");
    const PanelKindDescription *kind = id ? panelKind(*id) : nullptr;
    if (!kind) {
        fields.refuse("kind", "one that \"attnscope figure --kinds\" lists");
        return fields.finish().error();
    }
    panel.kind = kind->kind;
    if (kind->hasHead) {
        take(fields.numbers("layer"), panel.layers);
        take(fields.numbers("head"), panel.heads);
    }
    if (kind->hasMeasure)
        take(fields.text("measure"), panel.measure);
    if (kind->hasMatrix)
        take(fields.text("matrix"), panel.matrix);
    if (kind->hasImportance)
        readImportance(fields, panel.importance);
    if (kind->hasWord) {
        take(fields.text("word"), panel.word);
        if (const auto grouping = fields.choice("by", {"prediction", "label"}))
            panel.grouping = static_cast<WordGrouping>(*grouping);
    }
    readOptions(fields, panel.kind, panel.options);
    panel.look = lookOf(fields);
    if (const auto read = readSources(fields, panel.sources); !read)
        return read.error();
    if (const auto finished = fields.finish(); !finished)
        return finished.error();
    return panel;
}

Result<std::vector<FigurePanel>> panelsOf(JsonFields &fields, std::size_t least)
{
    const Json *json = fields.find("panels");
    if (!json || !json->is_array() || json->size() < least || json->size() > mostPanels) {
        fields.refuse("panels", "a list of 1 to " + std::to_string(mostPanels) + " objects");
        return fields.finish().error();
    }
    std::vector<FigurePanel> panels;
    for (const Json &each : *json) {
        const auto panel = readPanel(each, "panels[" + std::to_string(panels.size()) + ']');
        if (!panel)
            return panel.error();
        panels.push_back(*panel);
    }
    return panels;
}

void readTexts(JsonFields &fields, FigureRecipe &recipe)
{
    take(fields.texts("text"), recipe.texts);
    take(readMasks(fields), recipe.masks);
    take(fields.text("sweep"), recipe.sweep);
    take(readData(fields), recipe.data);
    take(readLimit(fields), recipe.limit);
    if (const auto seed = fields.whole("seed", 0, std::numeric_limits<int>::max()))
        recipe.seed = static_cast<std::uint32_t>(*seed);
}

void readWidth(JsonFields &fields, FigureRecipe &recipe)
{
    const Json *json = fields.find("width");
    if (!json)
        return;
    if (*json == "column")
        recipe.width = PresetWidth::Column;
    else if (*json == "full")
        recipe.width = PresetWidth::Full;
    else if (json->is_number() && *json >= 10 && *json <= widest)
        recipe.width = json->get<double>();
    else
        fields.refuse("width", "\"column\", \"full\" or millimeters from 10 to 2000");
}

void readPage(JsonFields &fields, FigureRecipe &recipe)
{
    take(fields.text("preset"), recipe.preset);
    if (!venuePreset(recipe.preset))
        fields.refuse("preset", "one of " + listOfPresets());
    readWidth(fields, recipe);
    take(fields.whole("columns", 1, static_cast<int>(mostPanels)), recipe.columns);
    take(fields.flag("share_limits"), recipe.sharesLimits);
    take(fields.whole("dpi", 36, 2400), recipe.dotsPerInch);
    if (const auto form = fields.choice("text_as", {"letters", "outlines"}))
        recipe.textForm = static_cast<TextForm>(*form);
    take(fields.text("caption"), recipe.caption);
    if (const auto display = readDisplay(fields))
        recipe.display = *display;
}

Result<FigureRecipe> recipeWithPanels(const Json &json, std::size_t leastPanels)
{
    JsonFields fields(json, "");
    FigureRecipe recipe;
    if (const Json *version = fields.find("recipe"); !version || *version != recipeVersion)
        fields.refuse("recipe", std::to_string(recipeVersion) + ", the version of recipes that this program reads");
    fields.find("attnscope");  // the program that wrote it, which changes nothing
    if (const auto folder = fields.text("folder"))
        recipe.folder = *folder;
    const auto models = readModels(fields);
    if (!models)
        return models.error();
    recipe.models = models->models;
    recipe.comparesModels = models->areCompared;
    readTexts(fields, recipe);
    readPage(fields, recipe);
    auto panels = panelsOf(fields, leastPanels);
    if (!panels)
        return panels.error();
    recipe.panels = *std::move(panels);
    if (const auto finished = fields.finish(); !finished)
        return finished.error();
    return recipe;
}

// --- writing ----------------------------------------------------------------------------------------------------------

OrderedJson indexJson(const IndexList &indices)
{
    if (indices.empty())
        return "all";
    return indices.size() == 1 ? OrderedJson(indices.front()) : OrderedJson(indices);
}

OrderedJson textJson(const std::vector<std::string> &texts)
{
    return texts.size() == 1 ? OrderedJson(texts.front()) : OrderedJson(texts);
}

void addLook(const PanelLook &look, OrderedJson &json)
{
    const auto add = [&json](const char *name, const auto &value) {
        if (value)
            json[name] = *value;
    };
    add("height", look.height);
    add("limits", look.limits);
    add("color_map", look.colorMap);
    add("gamma", look.gamma);
    if (look.labelAngle)
        json["labels"]["angle"] = *look.labelAngle;
    if (look.labelEvery)
        json["labels"]["every"] = *look.labelEvery;
    add("tokens", look.tokens);
    if (look.annotates)
        json["annotate"] = true;
    constexpr std::array places{"below", "end", "none"};
    if (look.legend)
        json["legend"] = places[static_cast<std::size_t>(*look.legend)];
}

OrderedJson widthJson(const FigureWidth &width)
{
    if (const auto *millimeters = std::get_if<double>(&width))
        return *millimeters;
    return std::get<PresetWidth>(width) == PresetWidth::Column ? "column" : "full";
}

void addPage(const FigureRecipe &recipe, OrderedJson &json)
{
    const FigureRecipe usual;
    json["preset"] = recipe.preset;
    json["width"] = widthJson(recipe.width);
    if (recipe.columns != usual.columns)
        json["columns"] = recipe.columns;
    if (recipe.sharesLimits)
        json["share_limits"] = true;
    if (recipe.dotsPerInch != usual.dotsPerInch)
        json["dpi"] = recipe.dotsPerInch;
    if (recipe.textForm)
        json["text_as"] = *recipe.textForm == TextForm::Letters ? "letters" : "outlines";
    if (!recipe.caption.empty())
        json["caption"] = recipe.caption;
}

}  // namespace

Result<FigureRecipe> readRecipe(std::string_view text)
{
    const auto json = parseJson(text, recipeLimits);
    if (!json)
        return json.error();
    auto recipe = recipeWithPanels(*json, 1);
    if (!recipe)
        return recipe;
    const auto used = checkFieldsAreUsed(*recipe);
    return used ? std::move(recipe) : Result<FigureRecipe>(used.error());
}

Result<FigureRecipe> recipeOf(const Json &json)
{
    return recipeWithPanels(json, 0);
}

Result<FigurePanel> panelOf(const Json &json)
{
    return readPanel(json, {});
}

OrderedJson panelJson(const FigurePanel &panel)
{
    const PanelKindDescription &kind = describe(panel.kind);
    OrderedJson json{{"kind", kind.id}};
    if (kind.hasHead) {
        json["layer"] = indexJson(panel.layers);
        json["head"] = indexJson(panel.heads);
    }
    if (!panel.measure.empty())
        json["measure"] = panel.measure;
    if (!panel.matrix.empty())
        json["matrix"] = panel.matrix;
    if (kind.hasImportance)
        addImportance(panel.importance, json);
    if (kind.hasWord) {
        json["word"] = panel.word;
        json["by"] = panel.grouping == WordGrouping::Label ? "label" : "prediction";
    }
    addOptions(panel.kind, panel.options, json);
    addLook(panel.look, json);
    addSources(panel.sources, json);
    return json;
}

OrderedJson recipeJson(const FigureRecipe &recipe)
{
    OrderedJson json{{"recipe", recipe.version}};
    addModels({recipe.models, recipe.comparesModels}, json);
    if (!recipe.texts.empty())
        json["text"] = textJson(recipe.texts);
    json["mask"] = masksJson(recipe.masks);
    if (!recipe.sweep.empty())
        json["sweep"] = recipe.sweep;
    json["data"] = recipe.data.empty() ? OrderedJson() : OrderedJson(recipe.data.string());
    if (recipe.limit != 0)
        json["limit"] = recipe.limit;
    if (recipe.seed != FigureRecipe().seed)
        json["seed"] = recipe.seed;
    if (recipe.display != DisplayOptions())
        addDisplay(recipe.display, json);
    addPage(recipe, json);
    if (!recipe.folder.empty())
        json["folder"] = recipe.folder.string();
    json["panels"] = OrderedJson::array();
    for (const FigurePanel &panel : recipe.panels)
        json["panels"].push_back(panelJson(panel));
    return json;
}

}  // namespace core
