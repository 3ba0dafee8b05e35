#include "app/commands/info.h"

#include "app/commands/command_json.h"
#include "app/commands/command_output.h"
#include "app/commands/diagnosis.h"
#include "app/commands/provenance.h"
#include "core/base/message_text.h"
#include "core/format/family/model_family.h"
#include "core/format/mechanism/attention_mechanism.h"
#include "core/format/model_folder.h"
#include "core/format/model_paths.h"
#include "core/model/loaded_model.h"

#include <fmt/core.h>

#include <algorithm>
#include <cctype>
#include <iomanip>
#include <optional>
#include <ostream>
#include <sstream>
#include <string>
#include <vector>

namespace app {

namespace {

using core::ModelConfig;
using core::ModelTask;
using core::ModelType;
using nlohmann::ordered_json;

std::string_view typeName(const ModelConfig &config)
{
    if (config.type == ModelType::Lama)
        return "lama";
    return core::hasFamily(config) ? core::familyOf(config).id : "attention maps";
}

std::string_view classifierName(core::OutputQuantity outputs)
{
    switch (outputs) {
    case core::OutputQuantity::Softmax: return "classification";
    case core::OutputQuantity::Sigmoids: return "multi-label classification";
    case core::OutputQuantity::BinarySigmoid: return "binary classification";
    case core::OutputQuantity::Values: return "regression";
    }
    return "";
}

std::string_view taskName(const ModelConfig &config)
{
    switch (config.task) {
    case ModelTask::Classification: return classifierName(config.outputs);
    case ModelTask::MaskedLanguageModel: return "masked language model";
    case ModelTask::CausalLanguageModel: return "causal language model";
    case ModelTask::EncoderOnly: return "encoder only";
    }
    return "";
}

std::string_view outputText(core::OutputQuantity outputs)
{
    switch (outputs) {
    case core::OutputQuantity::Softmax: return "softmax over classes";
    case core::OutputQuantity::Sigmoids: return "one sigmoid for each label";
    case core::OutputQuantity::BinarySigmoid: return "one sigmoid";
    case core::OutputQuantity::Values: return "values";
    }
    return "";
}

// One line of the answer, and one key of its JSON: the name with "_" for blanks.
struct Fact {
    std::string name;
    ordered_json value;
    std::string remark{};  // for whoever reads the line
};

// As many as can be read, each at a length that can; the JSON has them all.
std::string joined(const ordered_json &words)
{
    constexpr std::size_t most = 20;
    std::string text;
    for (std::size_t word = 0; word < std::min(words.size(), most); ++word)
        text += (text.empty() ? "" : ", ") + core::nameText(words[word].get<std::string>());
    if (words.size() > most)
        text += fmt::format(" and {} more", words.size() - most);
    return text.empty() ? "none" : text;
}

std::string valueText(const ordered_json &value)
{
    if (value.is_array())
        return joined(value);
    if (value.is_boolean())
        return value.get<bool>() ? "yes" : "no";
    return value.is_string() ? core::onOneLine(value.get<std::string>()) : value.dump();
}

void addSettings(const core::AttentionConfig &attention, std::vector<Fact> &facts)
{
    const auto settings = core::mechanismOf(attention).settings;
    if (!settings)
        return;
    for (const core::MechanismSetting &setting : settings(attention)) {
        if (!setting.name.empty())
            facts.push_back({std::string(setting.name),
                             std::visit([](const auto &value) { return ordered_json(value); }, setting.value),
                             setting.remark.empty() ? std::string() : "; " + std::string(setting.remark)});
    }
}

void addEncoder(const ModelConfig &config, std::vector<Fact> &facts)
{
    facts.push_back({"attention", core::idOf(config.attention.kind)});
    addSettings(config.attention, facts);
    facts.push_back({"attention mask", core::idOf(config.attention.trainedMask)});
    facts.push_back({"layers", config.layers});
    facts.push_back({"heads", config.heads});
    facts.push_back({"head size", config.headSize});
    facts.push_back({"hidden size", config.hiddenSize});
    facts.push_back({"intermediate size", config.intermediateSize});
}

void addLama(const ModelConfig &config, std::vector<Fact> &facts)
{
    facts.push_back({"heads", config.heads});
    facts.push_back({"GRU size", config.hiddenSize, " per direction"});
    facts.push_back({"embedding size", config.embeddingSize});
    facts.push_back({"context", config.context == core::LamaContext::Learned ? "learned" : "mean"});
    facts.push_back({"token MLP", config.hasTokenMlp});
    facts.push_back({"classifier hidden size", config.classifierHiddenSize});
}

void addStoredMaps(const ModelConfig &config, std::vector<Fact> &facts)
{
    facts.push_back({"layers", config.layers});
    facts.push_back({"heads", config.heads});
    facts.push_back({"tokens", config.maxPositions});
}

// How much a kind of attention saves, which depends on whether the output projection counts as part of it.
void addAttentionParameters(const core::LoadedModel &model, std::vector<Fact> &facts)
{
    const core::ParameterCounts standard = core::countStandardParameters(model.config);
    facts.push_back({"attention without output", model.parameters.attentionWithoutOutput()});
    facts.push_back({"standard attention", standard.attention});
    facts.push_back({"standard without output", standard.attentionWithoutOutput()});
}

void addWeights(const core::LoadedModel &model, const std::string &weights, std::vector<Fact> &facts)
{
    facts.push_back({"labels", model.config.labels});
    facts.push_back({"parameters", model.parameters.total});
    facts.push_back({"attention parameters", model.parameters.attention});
    if (model.config.type != ModelType::Lama)
        addAttentionParameters(model, facts);
    facts.push_back({"tokenizer", model.tokenizer->description()});
    facts.push_back({"vocabulary size", model.config.vocabularySize});
    facts.push_back({"token limit", model.tokenLimit()});
    facts.push_back({"weights", weights});
    facts.push_back({"checkpoint", "fits"});
    facts.push_back({"unused tensors", model.unusedTensors});
}

// The file, and of a training checkpoint which dictionary in it: pytorch_model.bin, "state_dict".
std::string weightsText(const std::filesystem::path &model)
{
    const auto paths = core::modelPaths(model);
    const auto checkpoint = paths ? core::Checkpoint::open(paths->weights) : core::Result<core::Checkpoint>(paths.error());
    if (!checkpoint)
        return {};
    const std::string file = core::nameText(paths->weights.filename().string());
    return checkpoint->part().empty() ? file : file + ", " + core::quotedText(checkpoint->part());
}

std::vector<Fact> factsOf(const core::LoadedModel &model, const std::filesystem::path &opened)
{
    const ModelConfig &config = model.config;
    std::vector<Fact> facts{{"name", core::nameText(model.name)}, {"type", typeName(config)}, {"task", taskName(config)}};
    if (config.type == ModelType::Lama)
        addLama(config, facts);
    else if (config.type == ModelType::StoredMaps)
        addStoredMaps(config, facts);
    else
        addEncoder(config, facts);
    if (config.task == ModelTask::Classification)
        facts.push_back({"output", outputText(config.outputs)});
    if (config.type != ModelType::StoredMaps)
        addWeights(model, weightsText(opened), facts);
    if (!config.remarks.empty())
        facts.push_back({"remarks", config.remarks});
    return facts;
}

// Sentences, which are not cut as names are.
void printRemarks(const ModelConfig &config, int valueColumn, std::ostream &out)
{
    for (std::size_t index = 0; index < config.remarks.size(); ++index)
        out << std::left << std::setw(valueColumn) << (index == 0 ? "remarks" : "") << core::onOneLine(config.remarks[index])
            << '\n';
}

void printFacts(const core::LoadedModel &model, const std::filesystem::path &opened, std::ostream &out)
{
    constexpr int valueColumn = 26;
    for (const Fact &fact : factsOf(model, opened)) {
        if (fact.name != "remarks")
            out << std::left << std::setw(valueColumn) << fact.name << valueText(fact.value) << core::onOneLine(fact.remark)
                << '\n';
    }
    printRemarks(model.config, valueColumn, out);
    std::istringstream training(model.config.training.empty() ? std::string() : "training\n" + model.config.training);
    for (std::string line; std::getline(training, line);)
        out << core::messageLine(line) << '\n';
}

std::string keyOf(std::string name)
{
    std::ranges::replace(name, ' ', '_');
    std::ranges::transform(name, name.begin(), [](char letter) { return static_cast<char>(std::tolower(letter)); });
    return name;
}

ordered_json factsJson(const core::LoadedModel &model, const std::filesystem::path &opened)
{
    ordered_json json;
    for (const Fact &fact : factsOf(model, opened))
        json[keyOf(fact.name)] = fact.value;
    json["name"] = model.name;
    const ordered_json training = ordered_json::parse(model.config.training, nullptr, /*allow_exceptions=*/false);
    json["training"] = training.is_discarded() ? ordered_json() : training;
    return json;
}

// How a checkpoint does not fit, where that is what is wrong with it: the error names only the first few faults.
std::optional<core::ModelFolder> misfit(const std::filesystem::path &folder)
{
    auto opened = core::openModelFolder(folder);
    if (!opened || opened->report.fits())
        return std::nullopt;
    return *std::move(opened);
}

ordered_json misfitJson(const core::ModelFolder &folder)
{
    const core::CheckpointReport &report = folder.report;
    ordered_json json{{"type", typeName(folder.config)},
                      {"task", taskName(folder.config)},
                      {"checkpoint", "does not fit"},
                      {"missing_tensors", report.missing},
                      {"ambiguous_tensors", report.ambiguous},
                      {"ill_shaped_tensors", ordered_json::array()},
                      {"unreadable_tensors", ordered_json::array()},
                      {"not_finite_tensors", ordered_json::array()},
                      {"contradicting_tensors", report.contradicting},
                      {"unused_tensors", report.unused},
                      {"advice", report.advice.empty() ? ordered_json() : ordered_json(report.advice)}};
    for (const core::IllShapedTensor &tensor : report.illShaped)
        json["ill_shaped_tensors"].push_back(
            {{"name", tensor.name}, {"expected", tensor.expected}, {"found", tensor.found}});
    for (const core::UnreadableTensor &tensor : report.unreadable)
        json["unreadable_tensors"].push_back({{"name", tensor.name}, {"dtype", core::describe(tensor.dtype).name}});
    for (const core::NonFiniteTensor &tensor : report.nonFinite)
        json["not_finite_tensors"].push_back({{"name", tensor.name}, {"found", core::nonFiniteText(tensor.found)}});
    return json;
}

// With every tensor and head behind it; of a checkpoint that does not fit with its tensors.
int answerCheck(const core::Result<std::shared_ptr<const core::LoadedModel>> &model, const CommandLine &line,
                std::ostream &out, std::ostream &errors)
{
    const core::Result<core::DiagnosisPointer> diagnosis =
        diagnosisOf({.path = line.model, .model = model ? *model : nullptr}, errors);
    if (!diagnosis) {
        printError(model ? diagnosis.error() : model.error(), errors);
        return EXIT_FAILURE;
    }
    const ordered_json provenance = provenanceJson(line.model, (*diagnosis)->name, nullptr, std::nullopt);
    if (!line.csv.empty()) {
        if (const auto written = writeTable(line.csv, core::tensorsCsv((*diagnosis)->tensors), provenance); !written) {
            printError(written.error(), errors);
            return EXIT_FAILURE;
        }
    }
    if (line.wantsJson) {
        ordered_json facts = ordered_json::object();
        if (model)
            facts = factsJson(**model, line.model);
        else if (const auto folder = misfit(line.model))
            facts = misfitJson(*folder);
        out << answerText(withProvenance(provenance, facts), diagnosisJson(**diagnosis));
    } else {
        for (const std::string &remark : (*diagnosis)->config.remarks)
            out << core::onOneLine(remark) << '\n';
        printDiagnosis(**diagnosis, out);
    }
    if (!model)
        printError(model.error(), errors);
    return model ? EXIT_SUCCESS : EXIT_FAILURE;
}

void printMisfit(const core::ModelFolder &folder, const CommandLine &line, std::ostream &out)
{
    if (line.wantsJson) {
        const std::string name = core::modelName(folder.directory, line.model);
        out << jsonText(withProvenance(provenanceJson(line.model, name, nullptr, std::nullopt), misfitJson(folder)));
        return;
    }
    for (const std::string &fault : core::faults(folder.report))
        out << core::messageLine(fault) << '\n';
}

}  // namespace

int infoCommand(const CommandLine &line, std::ostream &out, std::ostream &errors)
{
    const auto model = core::loadModel(line.model);
    if (line.checksTensors)
        return answerCheck(model, line, out, errors);
    if (!model) {
        if (const auto folder = misfit(line.model))
            printMisfit(*folder, line, out);
        printError(model.error(), errors);
        return EXIT_FAILURE;
    }
    if (line.wantsJson)
        out << jsonText(withProvenance(provenanceJson(line.model, (*model)->name, nullptr, std::nullopt),
                                       factsJson(**model, line.model)));
    else
        printFacts(**model, line.model, out);
    return EXIT_SUCCESS;
}

}  // namespace app
