#include "app/commands/run.h"

#include "app/commands/command_output.h"
#include "app/commands/mask_files.h"
#include "app/commands/provenance.h"
#include "app/commands/run_importance.h"
#include "core/base/message_text.h"
#include "core/importance/piece_guesses.h"
#include "core/model/mask/mask_text.h"
#include "core/model/model_outputs.h"
#include "core/model/trace_tensors.h"
#include "core/pipeline/analysis_pipeline.h"
#include "ui/session/written_files.h"

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include <iomanip>
#include <ostream>

namespace app {

namespace {

using core::AnalysisSnapshot;
using core::Result;
using nlohmann::ordered_json;

using SnapshotPointer = std::shared_ptr<const AnalysisSnapshot>;
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

// Of a masked language model: what it puts in place of each [MASK].
struct MaskGuess {
    int position = 0;
    std::vector<core::PieceGuess> pieces;
};

std::vector<MaskGuess> guessesOf(const AnalysisSnapshot &snapshot)
{
    constexpr std::size_t piecesEach = 5;
    std::vector<MaskGuess> guesses;
    for (const int position : core::guessedPositions(*snapshot.model, *snapshot.text))
        guesses.push_back({position, core::pieceGuesses(*snapshot.model, *snapshot.trace, position, piecesEach)});
    return guesses;
}

void addGuesses(const std::vector<MaskGuess> &guesses, ordered_json &json)
{
    json["guesses"] = ordered_json::array();
    for (const MaskGuess &guess : guesses) {
        ordered_json pieces = ordered_json::array();
        for (const core::PieceGuess &piece : guess.pieces)
            pieces.push_back({{"piece", piece.piece}, {"probability", piece.probability}});
        json["guesses"].push_back({{"position", guess.position}, {"pieces", pieces}});
    }
}

bool guessesWords(const AnalysisSnapshot &snapshot)
{
    return core::predictsPieces(snapshot.model->config.task);
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
    if (guessesWords(snapshot))
        addGuesses(guessesOf(snapshot), json);
    addImportances(snapshot, importances, json);
    if (!config.remarks.empty())
        json["remarks"] = config.remarks;
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

void printGuesses(const std::vector<MaskGuess> &guesses, bool areNext, std::ostream &out)
{
    for (const MaskGuess &guess : guesses) {
        out << (areNext ? std::string("next piece:") : fmt::format("guesses at {}:", guess.position)) << std::fixed
            << std::setprecision(4);
        for (const core::PieceGuess &piece : guess.pieces)
            out << "  " << core::nameText(piece.shown) << ' ' << piece.probability;
        out << '\n';
    }
    if (!guesses.empty())
        out << '\n';
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
    if (guessesWords(snapshot))
        printGuesses(guessesOf(snapshot), snapshot.model->config.task == core::ModelTask::CausalLanguageModel, out);
    printImportances(snapshot, importances, out);
    for (const std::string &remark : snapshot.model->config.remarks)
        out << core::onOneLine(remark) << '\n';
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
core::KeptTensors keptTensors(const CommandLine &line, const core::LoadedModel &model, const std::string &text)
{
    if (!line.trace.empty())
        return core::KeptTensors::all();
    return canKeepMaps(model, text) ? core::KeptTensors() : core::KeptTensors::none();
}

Result<SnapshotPointer> answerTo(const CommandLine &line)
{
    const auto models = std::make_shared<core::ModelStore>();
    const auto model = models->model(line.model);
    if (!model)
        return model.error();
    core::AnalysisRequest request;
    request.modelDirectory = line.model;
    request.text = line.text.value_or((*model)->onlyText.value_or(""));
    if (const auto checked = core::checkText(**model, request.text); !checked)
        return checked.error();
    request.kept = keptTensors(line, **model, request.text);
    request.mask = line.mask;
    request.importanceOptions = line.importanceOptions;
    return core::AnalysisPipeline(models).run(request, {});
}

Result<void> runAndPrint(const CommandLine &line, std::ostream &out)
{
    const Result<SnapshotPointer> snapshot = answerTo(line);
    if (!snapshot)
        return snapshot.error();
    const AnalysisSnapshot &shown = (*snapshot)->masked ? *(*snapshot)->masked->answer : **snapshot;
    const Result<Importances> importances = importancesOf(shown, line);
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
