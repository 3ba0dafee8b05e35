#include "app/commands/run.h"

#include "app/commands/command_output.h"
#include "app/commands/mask_files.h"
#include "app/commands/provenance.h"
#include "core/base/message_text.h"
#include "core/importance/importance_run.h"
#include "core/model/mask/mask_text.h"
#include "core/model/model_outputs.h"
#include "core/model/trace_tensors.h"
#include "core/pipeline/analysis_pipeline.h"
#include "core/pipeline/importance_of_snapshot.h"
#include "core/text/word_spans.h"
#include "ui/session/written_files.h"

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <iomanip>
#include <ostream>

namespace app {

namespace {

using core::AnalysisSnapshot;
using core::Result;
using nlohmann::ordered_json;

using SnapshotPointer = std::shared_ptr<const AnalysisSnapshot>;
// The measures of one text, with a value for each of the spans.
struct Importances {
    std::vector<core::TokenSpan> spans;  // all tokens, or the words
    std::vector<std::pair<std::string_view, std::vector<double>>> values;
    std::vector<std::pair<std::string_view, std::string>> absences;  // why the other measures are not there
};

// What is printed where no measure is named.
constexpr std::array usualMeasures{core::ImportanceMeasure::AttentionReceived, core::ImportanceMeasure::AttentionFromFirst,
                                   core::ImportanceMeasure::Erasure};

// Erasure runs the model once per token or word; a text of many would take minutes, so it goes without.
constexpr std::size_t mostErased = 512;

std::vector<core::TokenSpan> spansOf(const core::TokenizedText &text, core::ImportanceUnit unit)
{
    if (unit == core::ImportanceUnit::Word)
        return core::wordSpans(text);
    std::vector<core::TokenSpan> spans(text.tokens.size());
    for (std::size_t token = 0; token < spans.size(); ++token)
        spans[token].first = static_cast<int>(token);
    return spans;
}

std::string absenceBeforehand(const AnalysisSnapshot &snapshot, core::ImportanceMeasure measure, std::size_t units)
{
    if (std::string absence = core::importanceAbsence(core::importancePass(snapshot), measure); !absence.empty())
        return absence;
    if (core::describe(measure).cost == core::ImportanceCost::Passes)
        return units > mostErased
                   ? fmt::format("erasure runs a pass for each of at most {} tokens or words, and there are {}", mostErased,
                                 units)
                   : "";
    return snapshot.request.kept.attention ? "" : "the attention maps do not fit into memory";
}

Result<Importances> everyImportance(const AnalysisSnapshot &snapshot, core::ImportanceUnit unit)
{
    Importances importances{.spans = spansOf(*snapshot.text, unit), .values = {}, .absences = {}};
    for (const core::ImportanceMeasure measure : usualMeasures) {
        const core::ImportanceDescription &description = core::describe(measure);
        if (std::string absence = absenceBeforehand(snapshot, description.measure, importances.spans.size());
            !absence.empty()) {
            importances.absences.emplace_back(description.id, std::move(absence));
            continue;
        }
        const auto importance =
            core::wordImportance(core::importancePass(snapshot), description.measure, {.unit = unit}, {});
        if (!importance)
            return importance.error();
        std::vector<double> values = core::importanceOf(*importance, importances.spans);
        const auto isUndefined = [](double value) { return std::isnan(value); };
        if (std::ranges::all_of(values, isUndefined))
            importances.absences.emplace_back(description.id, "the text leaves nothing to measure it on");
        else
            importances.values.emplace_back(description.id, std::move(values));
    }
    return importances;
}

// As it was typed.
std::string wordOf(const AnalysisSnapshot &snapshot, const core::TokenSpan &span)
{
    const std::vector<core::Token> &tokens = snapshot.text->tokens;
    const std::size_t begin = tokens[static_cast<std::size_t>(span.first)].begin;
    const std::size_t end = tokens[static_cast<std::size_t>(span.first + span.count) - 1].end;
    return snapshot.request.text.substr(begin, end - begin);
}

ordered_json pieces(const core::TokenizedText &text)
{
    ordered_json pieces = ordered_json::array();
    for (const core::Token &token : text.tokens)
        pieces.push_back(token.piece);
    return pieces;
}

// Bytes of the text that are not UTF-8 come out as U+FFFD.
std::string dumped(const ordered_json &json, int indent)
{
    return json.dump(indent, ' ', /*ensure_ascii=*/false, ordered_json::error_handler_t::replace);
}

// Class by class, or empty where the model does not classify.
std::vector<float> classLogits(const AnalysisSnapshot &snapshot)
{
    const core::Matrix &logits = snapshot.trace->logits;
    if (snapshot.model->config.task != core::ModelTask::Classification)
        return {};
    return {logits.data(), logits.data() + logits.size()};
}

// What the head answers. A regression has no probabilities and predicts no class; of several labels any number may hold.
void addOutputs(const AnalysisSnapshot &snapshot, ordered_json &json)
{
    const core::ModelConfig &config = snapshot.model->config;
    const bool isValue = !core::areProbabilities(config.outputs);
    json["logits"] = classLogits(snapshot);
    json["probabilities"] = isValue ? std::vector<double>() : snapshot.outputs;
    if (isValue)
        json["values"] = snapshot.outputs;
    const auto prediction = core::predictionName(config, snapshot.outputs);
    json["prediction"] = prediction ? ordered_json(*prediction) : ordered_json();
    if (config.outputs == core::OutputQuantity::Sigmoids) {
        json["predictions"] = ordered_json::array();
        for (const std::size_t label : core::likelyLabels(config, snapshot.outputs))
            json["predictions"].push_back(core::className(config, label));
    }
}

// What the masked pass is compared with: the same text under the model's own mask.
ordered_json unmaskedJson(const AnalysisSnapshot &unmasked)
{
    ordered_json json;
    addOutputs(unmasked, json);
    return json;
}

// Layers of heads: the Jensen-Shannon divergence of each from its unmasked attention, in bits.
ordered_json divergenceJson(const core::AttentionDivergence &divergence)
{
    ordered_json layers = ordered_json::array();
    for (auto layer = divergence.values.begin(); layer != divergence.values.end(); layer += divergence.heads)
        layers.push_back(std::vector<double>(layer, layer + divergence.heads));
    return layers;
}

// The output whose fall erasure measures; null where the model has none.
ordered_json targetJson(const AnalysisSnapshot &snapshot)
{
    const core::ModelConfig &config = snapshot.model->config;
    const auto followed = core::followedOutput(config, snapshot.outputs);
    if (!followed)
        return {};
    return {{"class", core::className(config, *followed)},
            {"quantity", core::areProbabilities(config.outputs) ? "probability" : "value"}};
}

// Values that are not defined come out as null.
void addImportances(const AnalysisSnapshot &snapshot, const Importances &importances, ordered_json &json)
{
    if (snapshot.request.importanceOptions.unit == core::ImportanceUnit::Word) {
        json["words"] = ordered_json::array();
        for (const core::TokenSpan &span : importances.spans)
            json["words"].push_back(wordOf(snapshot, span));
    }
    json["importance"] = ordered_json::object();
    for (const auto &[id, values] : importances.values)
        json["importance"][std::string(id)] = values;
    json["importance_absent"] = ordered_json::object();
    for (const auto &[id, absence] : importances.absences)
        json["importance_absent"][std::string(id)] = absence;
    json["importance_target"] = targetJson(snapshot);
}

ordered_json answerJson(const AnalysisSnapshot &snapshot, const Importances &importances)
{
    ordered_json json;
    json["model"] = snapshot.model->name;
    json["text"] = snapshot.request.text;
    json["tokens"] = pieces(*snapshot.text);
    json["ids"] = ordered_json::array();
    json["word_index"] = ordered_json::array();
    for (const core::Token &token : snapshot.text->tokens) {
        json["ids"].push_back(token.id.value);
        json["word_index"].push_back(token.word);
    }
    json["dropped_tokens"] = snapshot.text->droppedTokens;
    const core::ModelConfig &config = snapshot.model->config;
    const bool hasHead = config.task == core::ModelTask::Classification;
    json["output"] = hasHead ? ordered_json(core::idOf(config.outputs)) : ordered_json();
    addOutputs(snapshot, json);
    json["labels"] = ordered_json::array();
    for (std::size_t index = 0; index < config.labels.size(); ++index)
        json["labels"].push_back(core::className(config, index));
    addImportances(snapshot, importances, json);
    return json;
}

int tokensOf(const AnalysisSnapshot &snapshot)
{
    return static_cast<int>(snapshot.text->tokens.size());
}

// The keys outside of "timing" are older, and scripts read them.
void addTiming(const AnalysisSnapshot &snapshot, ordered_json &json)
{
    const ordered_json stages{{"tokenize", snapshot.milliseconds.tokenize},
                              {"forward", snapshot.milliseconds.forward},
                              {"analyze", snapshot.milliseconds.analyze}};
    json["milliseconds"] = snapshot.milliseconds.total();
    json["stage_milliseconds"] = stages;
    json["timing"] = {{"milliseconds", snapshot.milliseconds.total()}, {"stage_milliseconds", stages}};
}

// With a mask, everything is that of the pass under it.
ordered_json wholeJson(const AnalysisSnapshot &snapshot, const Importances &importances)
{
    ordered_json json = answerJson(snapshot.masked ? *snapshot.masked->answer : snapshot, importances);
    addTiming(snapshot, json);
    if (snapshot.masked) {
        json["mask"] = core::maskText(snapshot.request.mask);
        addMaskFiles(snapshot.request.mask, tokensOf(snapshot), json);
        json["unmasked"] = unmaskedJson(snapshot);
        json["divergence"] = divergenceJson(snapshot.masked->divergence);
    }
    return json;
}

void printOutputs(const AnalysisSnapshot &snapshot, std::ostream &out)
{
    const core::ModelConfig &config = snapshot.model->config;
    const bool isSoftmax = config.outputs == core::OutputQuantity::Softmax;
    for (std::size_t index = 0; index < snapshot.outputs.size(); ++index)
        out << std::fixed << std::setprecision(4) << snapshot.outputs[index] << "  "
            << core::nameText(isSoftmax ? core::className(config, index) : core::quantityName(config, index)) << '\n';
    if (!snapshot.outputs.empty())
        out << '\n';
}

void printImportances(const AnalysisSnapshot &snapshot, const Importances &importances, std::ostream &out)
{
    const bool isOfWords = snapshot.request.importanceOptions.unit == core::ImportanceUnit::Word;
    for (const auto &[id, values] : importances.values)
        out << std::setw(22) << id;
    out << (isOfWords ? "  word\n" : "  token\n") << std::fixed << std::setprecision(4);
    for (std::size_t index = 0; index < importances.spans.size(); ++index) {
        for (const auto &[id, values] : importances.values) {
            out << std::setw(22);
            if (std::isnan(values[index]))
                out << "-";
            else
                out << values[index];
        }
        const core::TokenSpan &span = importances.spans[index];
        const std::string &piece = snapshot.text->tokens[static_cast<std::size_t>(span.first)].piece;
        out << "  " << (isOfWords ? core::nameText(wordOf(snapshot, span)) : core::nameText(piece)) << '\n';
    }
    for (const auto &[id, absence] : importances.absences)
        out << "no " << id << ": " << absence << '\n';
}

void printTable(const AnalysisSnapshot &snapshot, const Importances &importances, std::ostream &out)
{
    if (const std::size_t dropped = snapshot.text->droppedTokens; dropped > 0)
        out << "The first " << snapshot.text->tokens.size() << " of " << snapshot.text->tokens.size() + dropped
            << " tokens: the model's limit.\n\n";
    if (!snapshot.request.kept.attention)
        out << "The attention maps do not fit into memory and are left out, with the measures that are read off them.\n\n";
    if (snapshot.mask.isActive()) {
        out << "Under the mask " << core::messageLine(core::maskText(snapshot.mask)) << '\n';
        printMaskFiles(snapshot.mask, tokensOf(snapshot), out);
        out << '\n';
    }
    printOutputs(snapshot, out);
    if (const auto followed = core::followedOutput(snapshot.model->config, snapshot.outputs))
        out << "erasure: fall of " << core::nameText(core::quantityName(snapshot.model->config, *followed)) << "\n\n";
    printImportances(snapshot, importances, out);
}

std::string traceFile(const AnalysisSnapshot &snapshot)
{
    const ordered_json request{{"model", snapshot.model->name},
                               {"text", snapshot.request.text},
                               {"masks_special_tokens", snapshot.request.masksSpecialTokens},
                               {"mask", core::maskText(snapshot.mask)}};
    return core::safetensorsBytes(core::traceTensors(*snapshot.trace, snapshot.model->config.task),
                                  {{"tokens", dumped(pieces(*snapshot.text), -1)}, {"request", dumped(request, -1)}});
}

// Whether a pass that keeps the maps over the tokens fits into memory.
bool canKeepMaps(const core::LoadedModel &model, const std::string &text)
{
    if (model.config.type == core::ModelType::Lama)
        return true;
    const std::size_t tokens = model.tokenizer->tokenize(text, model.tokenLimit()).tokens.size();
    return core::checkTraceBytes(tokens, core::estimateTraceBytes(model.config, tokens, {})).hasValue();
}

// Everything for a trace. Otherwise the maps, which the importances are read off, where there is room for them.
core::KeptTensors keptTensors(const CommandLine &line, const core::LoadedModel &model)
{
    if (!line.trace.empty())
        return core::KeptTensors::all();
    return canKeepMaps(model, *line.text) ? core::KeptTensors() : core::KeptTensors::none();
}

Result<SnapshotPointer> answerTo(const CommandLine &line)
{
    const auto models = std::make_shared<core::ModelStore>();
    const auto model = models->model(line.model);
    if (!model)
        return model.error();
    core::AnalysisRequest request;
    request.modelDirectory = line.model;
    request.text = *line.text;
    request.kept = keptTensors(line, **model);
    request.mask = line.mask;
    request.importanceOptions.unit = line.unit;
    return core::AnalysisPipeline(models).run(request, {});
}

Result<void> runAndPrint(const CommandLine &line, std::ostream &out)
{
    const Result<SnapshotPointer> snapshot = answerTo(line);
    if (!snapshot)
        return snapshot.error();
    const AnalysisSnapshot &shown = (*snapshot)->masked ? *(*snapshot)->masked->answer : **snapshot;
    const Result<Importances> importances = everyImportance(shown, line.unit);
    if (!importances)
        return importances.error();
    if (!line.trace.empty()) {
        if (Result<void> written = ui::writeFile(line.trace, traceFile(shown)); !written)
            return written;
    }
    if (line.wantsJson)
        out << answerText(provenanceJson(line.model, shown.model->name, &line.mask, std::nullopt),
                          wholeJson(**snapshot, *importances));
    else
        printTable(shown, *importances, out);
    return {};
}

}  // namespace

int runCommand(const CommandLine &line, std::ostream &out, std::ostream &errors)
{
    const Result<void> done = runAndPrint(line, out);
    if (done)
        return EXIT_SUCCESS;
    printError(done.error(), errors);
    return EXIT_FAILURE;
}

}  // namespace app
