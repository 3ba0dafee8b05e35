#include "core/recipe/option_json.h"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>

namespace core {
namespace {

using Json = nlohmann::json;
using OrderedJson = nlohmann::ordered_json;

constexpr int anyWhole = std::numeric_limits<int>::max();
constexpr std::array scales{"linear", "logarithmic"};
constexpr std::array nulls{"shuffled_tokens", "random_projections", "permuted_rows"};
constexpr std::array truncated{"head", "layer", "all"};           // behind the first of TruncatedHeads
constexpr std::array axes{"head-size", "heads", "width"};         // in the order of ComparisonAxis
constexpr std::array realized{"best-found", "truncation"};        // in the order of RealizedScores
constexpr std::array rowErrors{"divergence", "total-variation"};  // in the order of RowErrorMeasure
constexpr std::array sources{"head",        "diagonal", "band",
                             "permutation", "random",   "painted"};  // in the order of TargetSource

template <typename Value>
void takeGiven(const std::optional<Value> &read, Value &value)
{
    if (read)
        value = *read;
}

template <typename Enum, std::size_t count>
void takeName(JsonFields &fields, const char *name, const std::array<const char *, count> &names, Enum &value)
{
    const auto read = fields.text(name);
    if (!read)
        return;
    const auto found = std::ranges::find(names, *read);
    if (found != names.end()) {
        value = static_cast<Enum>(found - names.begin());
        return;
    }
    std::string list;
    for (const char *each : names)
        list += (list.empty() ? "" : ", ") + std::string("\"") + each + '"';
    fields.refuse(name, "one of " + list);
}

template <typename Enum, std::size_t count>
void addName(const char *name, const std::array<const char *, count> &names, Enum value, Enum usual, OrderedJson &json)
{
    if (value != usual)
        json[name] = names[static_cast<std::size_t>(value)];
}

// --- spectra ----------------------------------------------------------------------------------------------------------

void readScale(JsonFields &fields, SpectrumOptions &options)
{
    takeName(fields, "scale", scales, options.isLogarithmic);
}

void readNulls(JsonFields &fields, SpectrumOptions &options)
{
    const auto *json = fields.find("nulls");
    if (!json)
        return;
    const std::array shown{&options.showsShuffled, &options.showsDrawn, &options.showsPermuted};
    bool isKnown = json->is_array();
    for (const Json &each : isKnown ? *json : Json::array()) {
        const auto found = std::ranges::find_if(nulls, [&each](const char *name) { return each == name; });
        isKnown = isKnown && found != nulls.end();
        if (found != nulls.end())
            *shown[static_cast<std::size_t>(found - nulls.begin())] = true;
    }
    if (!isKnown)
        fields.refuse("nulls", R"(a list of "shuffled_tokens", "random_projections", "permuted_rows")");
}

bool isHead(const Json &json)
{
    const auto isIndex = [](const Json &number) {
        return number.is_number_integer() && number >= 0 && number <= std::numeric_limits<int>::max();
    };
    return json.is_array() && json.size() == 2 && std::ranges::all_of(json, isIndex);
}

void readBeside(JsonFields &fields, SpectrumOptions &options)
{
    const Json *json = fields.find("beside");
    if (!json)
        return;
    if (!json->is_array() || !std::ranges::all_of(*json, isHead))
        return fields.refuse("beside", "a list of heads, each as [layer, head]");
    for (const Json &head : *json)
        options.beside.push_back({{head[0].get<int>()}, {head[1].get<int>()}});
}

void readSpectrum(JsonFields &fields, PanelOptions &options)
{
    readScale(fields, options.spectrum);
    takeGiven(fields.flag("all_heads"), options.spectrum.showsAllHeads);
    takeGiven(fields.flag("centered"), options.spectrum.centersAttention);
    readNulls(fields, options.spectrum);
    readBeside(fields, options.spectrum);
    takeGiven(fields.whole("k", 0, anyWhole), options.markedRank);
}

void addScale(const SpectrumOptions &options, OrderedJson &json)
{
    addName("scale", scales, options.isLogarithmic, SpectrumOptions().isLogarithmic, json);
}

void addShare(const PanelOptions &options, OrderedJson &json)
{
    if (options.spectrum.centersAttention)
        json["centered"] = true;
    if (options.markedRank > 0)
        json["k"] = options.markedRank;
}

void addSpectrum(const PanelOptions &options, OrderedJson &json)
{
    addScale(options.spectrum, json);
    if (!options.spectrum.showsAllHeads)
        json["all_heads"] = false;
    const std::array shown{options.spectrum.showsShuffled, options.spectrum.showsDrawn, options.spectrum.showsPermuted};
    for (std::size_t null = 0; null < nulls.size(); ++null) {
        if (shown[null])
            json["nulls"].push_back(nulls[null]);
    }
    for (const HeadRef head : options.spectrum.beside)
        json["beside"].push_back({head.layer.value, head.head.value});
    addShare(options, json);
}

// --- truncation, comparison -------------------------------------------------------------------------------------------

void readTruncation(JsonFields &fields, PanelOptions &options)
{
    takeGiven(fields.whole("rank", 0, anyWhole), options.rank);
    int heads = static_cast<int>(options.truncated) - 1;
    takeName(fields, "truncated", truncated, heads);
    options.truncated = static_cast<TruncatedHeads>(heads + 1);
}

void addTruncation(const PanelOptions &options, OrderedJson &json)
{
    json["rank"] = options.rank;
    json["truncated"] = truncated[static_cast<std::size_t>(options.truncated) - 1];
}

void readComparison(JsonFields &fields, PanelOptions &options)
{
    takeName(fields, "axis", axes, options.axis);
    takeGiven(fields.whole("lengths", 0, anyWhole), options.lengthGroup);
    takeGiven(fields.flag("share_of_tokens"), options.isShareOfTokens);
}

void addComparison(const PanelOptions &options, OrderedJson &json)
{
    addName("axis", axes, options.axis, PanelOptions().axis, json);
    if (options.lengthGroup != 0)
        json["lengths"] = options.lengthGroup;
    if (options.isShareOfTokens)
        json["share_of_tokens"] = true;
}

// --- playground -------------------------------------------------------------------------------------------------------

void readRows(JsonFields &fields, PlaygroundOptions &options)
{
    const Json *json = fields.find("rows");
    if (!json)
        return;
    const auto isRow = [json](const Json &row) {
        return row.is_array() && row.size() == json->size() &&
               std::ranges::all_of(row, [](const Json &share) { return share.is_number(); });
    };
    constexpr auto most = static_cast<std::size_t>(PlaygroundOffer::mostTokens);
    if (!json->is_array() || json->empty() || json->size() > most || !std::ranges::all_of(*json, isRow))
        return fields.refuse("rows", "a list of at most " + std::to_string(most) + " rows of as many shares");
    options.painting = json->get<std::vector<std::vector<double>>>();
}

void readTarget(JsonFields &fields, PlaygroundOptions &options)
{
    const Json *json = fields.find("target");
    if (!json)
        return;
    JsonFields target(*json, fields.placeOf("target"));
    takeName(target, "source", sources, options.target.source);
    takeGiven(target.number("share", 0, 1), options.target.share);
    takeGiven(target.whole("width", 0, anyWhole), options.target.width);
    takeGiven(target.number("temperature", 0.01, 100), options.target.temperature);
    if (const auto seed = target.whole("seed", 0, anyWhole))
        options.target.seed = static_cast<unsigned>(*seed);
    readRows(target, options);
    if ((options.target.source == TargetSource::Painted) == options.painting.empty())
        target.refuse("rows", options.painting.empty() ? "the rows of the painted target" : R"(none without "painted")");
    if (const auto finished = target.finish(); !finished)
        fields.refuse(finished.error().message);
}

OrderedJson targetJson(const PlaygroundOptions &options)
{
    const TargetChoice &target = options.target;
    OrderedJson json{{"source", sources[static_cast<std::size_t>(target.source)]}};
    switch (target.source) {
    case TargetSource::Head: break;
    case TargetSource::Diagonal: json["share"] = target.share; break;
    case TargetSource::Band: json["width"] = target.width; break;
    case TargetSource::Permutation: json["seed"] = target.seed; break;
    case TargetSource::Random:
        json["temperature"] = target.temperature;
        json["seed"] = target.seed;
        break;
    case TargetSource::Painted: json["rows"] = options.painting; break;
    }
    return json;
}

bool showsTolerance(PanelKind kind)
{
    return kind == PanelKind::Playground;
}

bool isRealized(PanelKind kind)
{
    return kind == PanelKind::PlaygroundRealized || kind == PanelKind::PlaygroundDifference;
}

void readPlayground(JsonFields &fields, PanelKind kind, PlaygroundOptions &options)
{
    readTarget(fields, options);
    if (kind == PanelKind::PlaygroundTarget)
        return;
    if (const auto size = fields.whole("head_size", 1, PlaygroundOffer::mostTokens))
        options.headSize = *size;
    if (isRealized(kind))
        takeName(fields, "scores", realized, options.scores);
    if (kind != PanelKind::PlaygroundSpectrum)
        takeName(fields, "error", rowErrors, options.measure);
    if (showsTolerance(kind))
        takeGiven(fields.number("tolerance", 0, 1), options.tolerance);
}

void addPlayground(PanelKind kind, const PlaygroundOptions &options, OrderedJson &json)
{
    const PlaygroundOptions usual;
    if (options.target != usual.target)
        json["target"] = targetJson(options);
    if (kind == PanelKind::PlaygroundTarget)
        return;
    if (options.headSize)
        json["head_size"] = *options.headSize;
    if (isRealized(kind))
        addName("scores", realized, options.scores, usual.scores, json);
    if (kind != PanelKind::PlaygroundSpectrum)
        addName("error", rowErrors, options.measure, usual.measure, json);
    if (showsTolerance(kind) && options.tolerance != usual.tolerance)
        json["tolerance"] = options.tolerance;
}

}  // namespace

void readOptions(JsonFields &fields, PanelKind kind, PanelOptions &options)
{
    switch (kind) {
    case PanelKind::Spectrum: return readSpectrum(fields, options);
    case PanelKind::Cumulative:
        takeGiven(fields.flag("centered"), options.spectrum.centersAttention);
        return takeGiven(fields.whole("k", 0, anyWhole), options.markedRank);
    case PanelKind::WeightSpectrum: return readScale(fields, options.spectrum);
    case PanelKind::LayerHeadMap: return takeGiven(fields.number("tolerance", 0, 1), options.tolerance);
    case PanelKind::Truncation: return readTruncation(fields, options);
    case PanelKind::HeadSizes: return readComparison(fields, options);
    case PanelKind::HeldOut: return takeName(fields, "axis", axes, options.axis);
    case PanelKind::LamaContributions: return takeGiven(fields.text("class"), options.outputClass);
    case PanelKind::Playground:
    case PanelKind::PlaygroundTarget:
    case PanelKind::PlaygroundRealized:
    case PanelKind::PlaygroundDifference:
    case PanelKind::PlaygroundSpectrum: return readPlayground(fields, kind, options.playground);
    default: return;
    }
}

void addOptions(PanelKind kind, const PanelOptions &options, OrderedJson &json)
{
    switch (kind) {
    case PanelKind::Spectrum: return addSpectrum(options, json);
    case PanelKind::Cumulative: return addShare(options, json);
    case PanelKind::WeightSpectrum: return addScale(options.spectrum, json);
    case PanelKind::LayerHeadMap:
        if (options.tolerance != 0)
            json["tolerance"] = options.tolerance;
        return;
    case PanelKind::Truncation: return addTruncation(options, json);
    case PanelKind::HeadSizes: return addComparison(options, json);
    case PanelKind::HeldOut: return addName("axis", axes, options.axis, PanelOptions().axis, json);
    case PanelKind::LamaContributions:
        if (!options.outputClass.empty())
            json["class"] = options.outputClass;
        return;
    case PanelKind::Playground:
    case PanelKind::PlaygroundTarget:
    case PanelKind::PlaygroundRealized:
    case PanelKind::PlaygroundDifference:
    case PanelKind::PlaygroundSpectrum: return addPlayground(kind, options.playground, json);
    default: return;
    }
}

}  // namespace core
