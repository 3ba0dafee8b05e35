#include "core/recipe/source_json.h"

#include "core/base/message_text.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <limits>

namespace core {
namespace {

using Json = nlohmann::json;
using OrderedJson = nlohmann::ordered_json;

constexpr std::array modes{"show", "hide", "mask", "renormalize"};  // of special tokens, in the order of SpecialTokenMode

// SHA-256, as sha256sum prints it.
std::optional<std::string> hashOf(const Json &json)
{
    constexpr std::size_t digits = 64;
    if (!json.is_string() || json.get_ref<const std::string &>().size() != digits)
        return std::nullopt;
    auto hash = json.get<std::string>();
    if (!std::ranges::all_of(hash, [](unsigned char digit) { return std::isxdigit(digit) != 0; }))
        return std::nullopt;
    std::ranges::transform(hash, hash.begin(), [](unsigned char digit) { return static_cast<char>(std::tolower(digit)); });
    return hash;
}

void readHash(JsonFields &fields, const char *name, std::string &hash)
{
    const Json *json = fields.find(name);
    if (!json)
        return;
    if (const auto read = hashOf(*json))
        hash = *read;
    else
        fields.refuse(name, "a SHA-256 of 64 hexadecimal digits");
}

// "files": {"config.json": "9f86d0..."}
void readFileHashes(JsonFields &fields, RecipeModel &model)
{
    const Json *json = fields.find("files");
    if (!json)
        return;
    if (!json->is_object())
        return fields.refuse("files", "an object with the SHA-256 of each file by its name");
    for (const auto &[name, value] : json->items()) {
        if (const auto hash = hashOf(value))
            model.files[name] = *hash;
        else
            fields.refuse(fields.placeOf("files") + '.' + nameText(name) + ": expected a SHA-256 of 64 hexadecimal digits");
    }
}

Result<RecipeModel> modelOf(const Json &json, const std::string &place)
{
    if (json.is_string()) {
        const auto path = json.get<std::string>();
        return path.empty() ? Result<RecipeModel>(badInput(place + ": expected the path of a model"))
                            : RecipeModel{path, {}};
    }
    JsonFields fields(json, place);
    RecipeModel model;
    const auto path = fields.text("path");
    if (!path || path->empty())
        fields.refuse("path", "the path of a model");
    else
        model.path = *path;
    readHash(fields, "sha256", model.sha256);
    readFileHashes(fields, model);
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

OrderedJson modelJson(const RecipeModel &model)
{
    OrderedJson json{{"path", model.path.string()}};
    if (!model.sha256.empty())
        json["sha256"] = model.sha256;
    for (const auto &[name, hash] : model.files)
        json["files"][name] = hash;
    return json;
}

OrderedJson maskJson(const std::string &mask)
{
    return mask.empty() ? OrderedJson() : OrderedJson(mask);
}

std::optional<std::string> maskOf(const Json &json)
{
    if (json.is_null())
        return std::string();
    return json.is_string() ? std::optional(json.get<std::string>()) : std::nullopt;
}

}  // namespace

Result<RecipeModels> readModels(JsonFields &fields)
{
    const Json *one = fields.find("model");
    const Json *compared = fields.find("models");
    if (one && compared)
        fields.refuse("models", "either \"model\" or \"models\"");
    if (compared && !compared->is_array())
        fields.refuse("models", "a list of models");
    const Json *json = one ? one : compared;
    if (!json || json->is_null())
        return RecipeModels();
    const auto models = modelsOf(*json, fields.placeOf(one ? "model" : "models"));
    if (!models)
        return models.error();
    return RecipeModels{*models, compared != nullptr};
}

std::optional<std::vector<std::string>> readMasks(JsonFields &fields)
{
    const Json *json = fields.find("mask");
    if (!json)
        return std::nullopt;
    std::vector<std::string> masks;
    const bool isList = json->is_array();
    for (const Json &each : isList ? *json : Json::array({*json})) {
        const auto mask = maskOf(each);
        if (!mask) {
            fields.refuse("mask", "a mask such as \"diagonal\", null or a list of them");
            return std::nullopt;
        }
        masks.push_back(*mask);
    }
    if (masks.empty())
        fields.refuse("mask", "a mask such as \"diagonal\", null or a list of them");
    return masks.empty() ? std::nullopt : std::optional(masks);
}

OrderedJson masksJson(const std::vector<std::string> &masks)
{
    if (masks.size() == 1)
        return maskJson(masks.front());
    OrderedJson list = OrderedJson::array();
    for (const std::string &mask : masks)
        list.push_back(maskJson(mask));
    return list;
}

std::optional<std::filesystem::path> readData(JsonFields &fields)
{
    const Json *data = fields.find("data");
    if (!data || data->is_null())
        return std::nullopt;
    if (data->is_string())
        return data->get<std::string>();
    fields.refuse("data", "the path of a file of texts or null");
    return std::nullopt;
}

std::optional<std::size_t> readLimit(JsonFields &fields)
{
    const auto limit = fields.whole("limit", 0, std::numeric_limits<int>::max());
    return limit ? std::optional(static_cast<std::size_t>(*limit)) : std::nullopt;
}

std::optional<DisplayOptions> readDisplay(JsonFields &fields)
{
    const auto unit = fields.choice("unit", {"token", "word"});
    const auto mode = fields.choice("special_tokens", {modes[0], modes[1], modes[2], modes[3]});
    if (!unit && !mode)
        return std::nullopt;
    return DisplayOptions{.mergesWords = unit == std::size_t(1),
                          .specialTokens = static_cast<SpecialTokenMode>(mode.value_or(0))};
}

Result<void> readSources(JsonFields &fields, PanelSources &sources)
{
    const auto models = readModels(fields);
    if (!models)
        return models.error();
    sources.models = models->models;
    sources.comparesModels = models->areCompared;
    sources.text = fields.text("text");
    if (const auto masks = readMasks(fields); masks && masks->size() == 1)
        sources.mask = masks->front();
    else if (masks)
        fields.refuse("mask", "one mask");
    sources.sweep = fields.text("sweep");
    sources.data = readData(fields);
    if (const Json *data = fields.find("data"); data && data->is_null())
        sources.data = std::filesystem::path();
    sources.limit = readLimit(fields);
    sources.display = readDisplay(fields);
    return {};
}

void addModels(const RecipeModels &models, OrderedJson &json)
{
    OrderedJson list = OrderedJson::array();
    for (const RecipeModel &model : models.models)
        list.push_back(modelJson(model));
    json[models.areCompared ? "models" : "model"] = list.size() == 1 && !models.areCompared ? list.front() : list;
}

void addDisplay(const DisplayOptions &display, OrderedJson &json)
{
    json["unit"] = display.mergesWords ? "word" : "token";
    json["special_tokens"] = modes[static_cast<std::size_t>(display.specialTokens)];
}

void addSources(const PanelSources &sources, OrderedJson &json)
{
    if (!sources.models.empty())
        addModels({sources.models, sources.comparesModels}, json);
    if (sources.text)
        json["text"] = *sources.text;
    if (sources.mask)
        json["mask"] = maskJson(*sources.mask);
    if (sources.sweep)
        json["sweep"] = *sources.sweep;
    if (sources.data)
        json["data"] = sources.data->empty() ? OrderedJson() : OrderedJson(sources.data->string());
    if (sources.limit)
        json["limit"] = *sources.limit;
    if (sources.display)
        addDisplay(*sources.display, json);
}

}  // namespace core
