#include "app/commands/run.h"

#include "app/commands/command_output.h"
#include "app/commands/mask_files.h"
#include "core/base/message_text.h"
#include "core/model/mask_text.h"
#include "core/model/trace_tensors.h"
#include "core/pipeline/analysis_pipeline.h"
#include "core/pipeline/class_probabilities.h"
#include "core/pipeline/importance_run.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <iomanip>
#include <ostream>

namespace app {

namespace {

using core::AnalysisSnapshot;
using core::Result;
using nlohmann::ordered_json;

using SnapshotPointer = std::shared_ptr<const AnalysisSnapshot>;
using Importances = std::vector<std::pair<std::string_view, core::WordImportance>>;

// Erasure runs the model once per token; a text of many words would take minutes, so it goes without.
constexpr std::size_t mostErasedTokens = 512;

// Whether the measure says anything about this pass: erasure says nothing of a model without classes.
bool isDefined(const core::WordImportance &importance)
{
    return std::ranges::any_of(importance.values, [](double value) { return !std::isnan(value); });
}

// Every measure that is defined, with 0 for the tokens that it leaves out, as erasure does with [CLS] and [SEP].
Result<Importances> everyImportance(const AnalysisSnapshot &snapshot)
{
    Importances importances;
    for (const core::ImportanceDescription &description : core::importanceDescriptions()) {
        if (description.measure == core::ImportanceMeasure::Erasure && snapshot.text->tokens.size() > mostErasedTokens)
            continue;
        auto importance = core::wordImportance(snapshot, description.measure, {});
        if (!importance)
            return importance.error();
        if (!isDefined(*importance))
            continue;
        std::ranges::replace_if(
            importance->values, [](double value) { return std::isnan(value); }, 0.0);
        importances.emplace_back(description.id, *std::move(importance));
    }
    return importances;
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

// What the masked pass is compared with: the same text under the model's own mask.
ordered_json unmaskedJson(const AnalysisSnapshot &unmasked)
{
    const auto predicted = core::predictedClass(unmasked.probabilities);
    return {{"logits", classLogits(unmasked)},
            {"probabilities", unmasked.probabilities},
            {"prediction", predicted ? ordered_json(core::className(unmasked.model->config, *predicted)) : ordered_json()}};
}

// Layers of heads: the Jensen-Shannon divergence of each from its unmasked attention, in bits.
ordered_json divergenceJson(const core::AttentionDivergence &divergence)
{
    ordered_json layers = ordered_json::array();
    for (auto layer = divergence.values.begin(); layer != divergence.values.end(); layer += divergence.heads)
        layers.push_back(std::vector<double>(layer, layer + divergence.heads));
    return layers;
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
    json["logits"] = classLogits(snapshot);
    json["probabilities"] = snapshot.probabilities;
    json["labels"] = ordered_json::array();
    for (std::size_t index = 0; index < snapshot.model->config.labels.size(); ++index)
        json["labels"].push_back(core::className(snapshot.model->config, index));
    const auto predicted = core::predictedClass(snapshot.probabilities);
    json["prediction"] = predicted ? ordered_json(core::className(snapshot.model->config, *predicted)) : ordered_json();
    json["importance"] = ordered_json::object();
    for (const auto &[id, importance] : importances)
        json["importance"][std::string(id)] = importance.values;
    return json;
}

int tokensOf(const AnalysisSnapshot &snapshot)
{
    return static_cast<int>(snapshot.text->tokens.size());
}

// With a mask, everything is that of the pass under it.
ordered_json wholeJson(const AnalysisSnapshot &snapshot, const Importances &importances)
{
    ordered_json json = answerJson(snapshot.masked ? *snapshot.masked->answer : snapshot, importances);
    json["milliseconds"] = snapshot.milliseconds.total();
    json["stage_milliseconds"] = {{"tokenize", snapshot.milliseconds.tokenize},
                                  {"forward", snapshot.milliseconds.forward},
                                  {"analyze", snapshot.milliseconds.analyze}};
    if (snapshot.masked) {
        json["mask"] = core::maskText(snapshot.request.mask);
        addMaskFiles(snapshot.request.mask, tokensOf(snapshot), json);
        json["unmasked"] = unmaskedJson(snapshot);
        json["divergence"] = divergenceJson(snapshot.masked->divergence);
    }
    return json;
}

void printTable(const AnalysisSnapshot &snapshot, const Importances &importances, std::ostream &out)
{
    if (const std::size_t dropped = snapshot.text->droppedTokens; dropped > 0)
        out << "The first " << snapshot.text->tokens.size() << " of " << snapshot.text->tokens.size() + dropped
            << " tokens: the model's limit.\n\n";
    if (!snapshot.request.kept.attention)
        out << "The attention maps do not fit into memory and are left out, with the measures that are read off them.\n\n";
    if (snapshot.mask.isActive()) {
        out << "Under the mask " << core::onOneLine(core::maskText(snapshot.mask)) << '\n';
        printMaskFiles(snapshot.mask, tokensOf(snapshot), out);
        out << '\n';
    }
    for (std::size_t index = 0; index < snapshot.probabilities.size(); ++index)
        out << std::fixed << std::setprecision(4) << snapshot.probabilities[index] << "  "
            << core::onOneLine(core::className(snapshot.model->config, index)) << '\n';
    if (!snapshot.probabilities.empty())
        out << '\n';
    for (const auto &[id, importance] : importances)
        out << std::setw(22) << id;
    out << "  token\n" << std::fixed << std::setprecision(4);
    for (std::size_t position = 0; position < snapshot.text->tokens.size(); ++position) {
        for (const auto &[id, importance] : importances)
            out << std::setw(22) << importance.values[position];
        out << "  " << snapshot.text->tokens[position].piece << '\n';
    }
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
    return core::AnalysisPipeline(models).run(request, {});
}

Result<void> runAndPrint(const CommandLine &line, std::ostream &out)
{
    const Result<SnapshotPointer> snapshot = answerTo(line);
    if (!snapshot)
        return snapshot.error();
    const AnalysisSnapshot &shown = (*snapshot)->masked ? *(*snapshot)->masked->answer : **snapshot;
    const Result<Importances> importances = everyImportance(shown);
    if (!importances)
        return importances.error();
    if (!line.trace.empty()) {
        if (Result<void> written = writeFile(line.trace, traceFile(shown)); !written)
            return written;
    }
    if (line.wantsJson)
        out << dumped(wholeJson(**snapshot, *importances), 2) << '\n';
    else
        printTable(shown, *importances, out);
    return {};
}

}  // namespace

int runRun(const CommandLine &line, std::ostream &out, std::ostream &errors)
{
    const Result<void> done = runAndPrint(line, out);
    if (done)
        return EXIT_SUCCESS;
    printError(done.error(), errors);
    return EXIT_FAILURE;
}

}  // namespace app
