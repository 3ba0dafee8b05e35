#include "core/recipe/recipe_json.h"

#include "core/base/json.h"
#include "core/base/message_text.h"
#include "core/recipe/json_fields.h"
#include "core/recipe/venue_preset.h"

#include <limits>
#include <utility>

namespace core {
namespace {

using Json = nlohmann::json;
using OrderedJson = nlohmann::ordered_json;

constexpr JsonLimits recipeLimits{.bytes = std::size_t(16) << 20, .depth = 16};
constexpr std::size_t mostPanels = 64;
constexpr double widest = 2000;  // millimeters
constexpr double largest = std::numeric_limits<double>::max();

// --- reading ----------------------------------------------------------------------------------------------------------

std::string listOfKinds()
{
    std::string list;
    for (const PanelKindDescription &kind : panelKinds())
        list += (list.empty() ? "" : ", ") + std::string(kind.id);
    return list;
}

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

template <typename Enum>
void takeEnum(std::optional<std::size_t> index, Enum &value)
{
    if (index)
        value = static_cast<Enum>(*index);
}

std::optional<std::array<double, 2>> limitsOf(JsonFields &fields)
{
    const Json *json = fields.find("limits");
    if (!json)
        return std::nullopt;
    if (json->is_array() && json->size() == 2 && (*json)[0].is_number() && (*json)[1].is_number() && (*json)[0] < (*json)[1])
        return std::array{(*json)[0].get<double>(), (*json)[1].get<double>()};
    fields.refuse("limits", "two numbers, the lower one first");
    return std::nullopt;
}

PanelLook lookOf(JsonFields &fields)
{
    PanelLook look;
    look.height = fields.number("height", 5, widest);
    look.limits = limitsOf(fields);
    look.colorMap = fields.text("color_map");
    look.gamma = fields.number("gamma", 0.05, 20);
    return look;
}

Result<FigurePanel> panelOf(const Json &json, const std::string &place)
{
    JsonFields fields(json, place);
    FigurePanel panel;
    const auto id = fields.text("kind");
    const PanelKindDescription *kind = id ? panelKind(*id) : nullptr;
    if (!kind) {
        fields.refuse("kind", "one of " + listOfKinds());
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
    panel.look = lookOf(fields);
    if (const auto finished = fields.finish(); !finished)
        return finished.error();
    return panel;
}

Result<std::vector<FigurePanel>> panelsOf(JsonFields &fields)
{
    const Json *json = fields.find("panels");
    if (!json || !json->is_array() || json->empty() || json->size() > mostPanels) {
        fields.refuse("panels", "a list of 1 to " + std::to_string(mostPanels) + " objects");
        return fields.finish().error();
    }
    std::vector<FigurePanel> panels;
    for (const Json &each : *json) {
        const auto panel = panelOf(each, "panels[" + std::to_string(panels.size()) + ']');
        if (!panel)
            return panel.error();
        panels.push_back(*panel);
    }
    return panels;
}

Result<RecipeModel> modelOf(const Json &json, const std::string &place)
{
    if (json.is_string())
        return RecipeModel{json.get<std::string>(), {}};
    JsonFields fields(json, place);
    RecipeModel model;
    const auto path = fields.text("path");
    if (!path || path->empty())
        fields.refuse("path", "the path of a model");
    else
        model.path = *path;
    take(fields.text("sha256"), model.sha256);
    if (const auto finished = fields.finish(); !finished)
        return finished.error();
    return model;
}

Result<std::vector<RecipeModel>> modelsOf(const Json &json, const std::string &name)
{
    if (!json.is_array()) {
        const auto model = modelOf(json, name);
        return model ? Result(std::vector{*model}) : model.error();
    }
    std::vector<RecipeModel> models;
    for (const Json &each : json) {
        const auto model = modelOf(each, name + '[' + std::to_string(models.size()) + ']');
        if (!model)
            return model.error();
        models.push_back(*model);
    }
    return models;
}

Result<void> readModels(JsonFields &fields, FigureRecipe &recipe)
{
    const Json *one = fields.find("model");
    const Json *compared = fields.find("models");
    if (one && compared)
        fields.refuse("models", "either \"model\" or \"models\"");
    if (compared && !compared->is_array())
        fields.refuse("models", "a list of models");
    const Json *json = one ? one : compared;
    if (!json || json->is_null())
        return {};
    const auto models = modelsOf(*json, one ? "model" : "models");
    if (!models)
        return models.error();
    recipe.models = *models;
    recipe.comparesModels = compared != nullptr;
    return {};
}

void readTexts(JsonFields &fields, FigureRecipe &recipe)
{
    take(fields.texts("text"), recipe.texts);
    take(fields.texts("mask"), recipe.masks);
    for (std::string &mask : recipe.masks)
        mask = mask == "none" ? std::string() : mask;
    take(fields.text("sweep"), recipe.sweep);
    if (const Json *data = fields.find("data"); data && !data->is_null()) {
        if (data->is_string())
            recipe.data = data->get<std::string>();
        else
            fields.refuse("data", "the path of a file of texts or null");
    }
    if (const auto limit = fields.whole("limit", 0, std::numeric_limits<int>::max()))
        recipe.limit = static_cast<std::size_t>(*limit);
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
    take(fields.whole("dpi", 36, 2400), recipe.dotsPerInch);
    if (const auto form = fields.choice("text_as", {"letters", "outlines"}))
        recipe.textForm = static_cast<TextForm>(*form);
    take(fields.text("caption"), recipe.caption);
    if (const auto unit = fields.choice("unit", {"token", "word"}))
        recipe.display.mergesWords = *unit == 1;
    takeEnum(fields.choice("special_tokens", {"show", "hide", "mask", "renormalize"}), recipe.display.specialTokens);
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
    addLook(panel.look, json);
    return json;
}

OrderedJson modelsJson(const FigureRecipe &recipe)
{
    OrderedJson list = OrderedJson::array();
    for (const RecipeModel &model : recipe.models) {
        OrderedJson each{{"path", model.path.string()}};
        if (!model.sha256.empty())
            each["sha256"] = model.sha256;
        list.push_back(std::move(each));
    }
    return list.size() == 1 && !recipe.comparesModels ? list.front() : list;
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
    JsonFields fields(*json, "");
    FigureRecipe recipe;
    if (const auto version = fields.whole("recipe", 1, recipeVersion); !version)
        fields.refuse("recipe", "the version of the recipe, " + std::to_string(recipeVersion));
    fields.find("attnscope");  // the program that wrote it, which changes nothing
    if (const auto read = readModels(fields, recipe); !read)
        return read.error();
    readTexts(fields, recipe);
    readPage(fields, recipe);
    auto panels = panelsOf(fields);
    if (!panels)
        return panels.error();
    recipe.panels = *std::move(panels);
    if (const auto finished = fields.finish(); !finished)
        return finished.error();
    return recipe;
}

OrderedJson recipeJson(const FigureRecipe &recipe)
{
    OrderedJson json{{"recipe", recipe.version}};
    json[recipe.comparesModels ? "models" : "model"] = modelsJson(recipe);
    if (!recipe.texts.empty())
        json["text"] = textJson(recipe.texts);
    std::vector<std::string> masks = recipe.masks;
    for (std::string &mask : masks)
        mask = mask.empty() ? "none" : mask;
    json["mask"] = textJson(masks);
    if (!recipe.sweep.empty())
        json["sweep"] = recipe.sweep;
    json["data"] = recipe.data.empty() ? OrderedJson() : OrderedJson(recipe.data.string());
    if (recipe.limit != 0)
        json["limit"] = recipe.limit;
    if (recipe.seed != FigureRecipe().seed)
        json["seed"] = recipe.seed;
    if (recipe.display.mergesWords)
        json["unit"] = "word";
    constexpr std::array modes{"show", "hide", "mask", "renormalize"};
    if (recipe.display.specialTokens != SpecialTokenMode::Show)
        json["special_tokens"] = modes[static_cast<std::size_t>(recipe.display.specialTokens)];
    addPage(recipe, json);
    json["panels"] = OrderedJson::array();
    for (const FigurePanel &panel : recipe.panels)
        json["panels"].push_back(panelJson(panel));
    return json;
}

}  // namespace core
