#include "app/commands/info.h"

#include "app/commands/command_output.h"
#include "core/base/message_text.h"
#include "core/format/family_name.h"
#include "core/format/model_folder.h"
#include "core/model/loaded_model.h"

#include <iomanip>
#include <ostream>
#include <sstream>
#include <type_traits>

namespace app {

namespace {

using core::ModelConfig;
using core::ModelTask;
using core::ModelType;

std::string_view typeName(ModelType type)
{
    switch (type) {
    case ModelType::Bert: return "bert";
    case ModelType::CompactBert: return "compact_bert";
    case ModelType::Lama: return "lama";
    }
    return "";
}

std::string_view taskName(ModelTask task)
{
    switch (task) {
    case ModelTask::Classification: return "classification";
    case ModelTask::MaskedLanguageModel: return "masked language model";
    case ModelTask::EncoderOnly: return "encoder only";
    }
    return "";
}

std::string_view outputText(core::OutputQuantity outputs)
{
    switch (outputs) {
    case core::OutputQuantity::Softmax: return "softmax over classes";
    case core::OutputQuantity::Sigmoids: return "independent sigmoids, one a label";
    case core::OutputQuantity::BinarySigmoid: return "one sigmoid";
    case core::OutputQuantity::Values: return "regression";
    }
    return "";
}

// Each at a length that can be read.
std::string joined(const std::vector<std::string> &words)
{
    std::string text;
    for (const std::string &word : words)
        text += (text.empty() ? "" : ", ") + core::nameText(word);
    return text.empty() ? "none" : text;
}

template <typename Number>
requires std::is_arithmetic_v<Number>
void printLine(std::ostream &out, std::string_view name, Number number)
{
    out << std::left << std::setw(26) << name << number << '\n';
}

void printLine(std::ostream &out, std::string_view name, std::string_view value)
{
    out << std::left << std::setw(26) << name << core::onOneLine(value) << '\n';
}

// Text of several lines.
void printLines(std::ostream &out, const std::string &text)
{
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);)
        out << core::messageLine(line) << '\n';
}

void printEncoder(const ModelConfig &config, std::ostream &out)
{
    printLine(out, "attention", core::idOf(config.attention.kind));
    if (config.attention.kind == core::AttentionKind::Linformer) {
        printLine(out, "projected length", config.attention.projectedLength);
        printLine(out, "projection sharing", core::idOf(config.attention.sharing));
    }
    if (config.attention.kind == core::AttentionKind::Linear)
        printLine(out, "variant", std::string(core::idOf(config.attention.variant)) + "; " + core::familyCaution(config));
    printLine(out, "attention mask", core::idOf(config.attention.trainedMask));
    printLine(out, "layers", config.layers);
    printLine(out, "heads", config.heads);
    printLine(out, "head size", config.headSize);
    printLine(out, "hidden size", config.hiddenSize);
    printLine(out, "intermediate size", config.intermediateSize);
}

void printLama(const ModelConfig &config, std::ostream &out)
{
    printLine(out, "heads", config.heads);
    printLine(out, "GRU size", std::to_string(config.hiddenSize) + " per direction");
    printLine(out, "embedding size", config.embeddingSize);
    printLine(out, "context", config.context == core::LamaContext::Learned ? "learned" : "mean");
    printLine(out, "token MLP", config.hasTokenMlp ? "yes" : "no");
    printLine(out, "classifier hidden size", config.classifierHiddenSize);
}

// How much a kind of attention saves, which depends on whether the output projection counts as part of it.
void printAttentionParameters(const core::LoadedModel &model, std::ostream &out)
{
    const core::ParameterCounts standard = core::countStandardParameters(model.config);
    printLine(out, "attention without output", model.parameters.attentionWithoutOutput());
    printLine(out, "standard attention", standard.attention);
    printLine(out, "standard without output", standard.attentionWithoutOutput());
}

void printModel(const core::LoadedModel &model, std::ostream &out)
{
    const ModelConfig &config = model.config;
    printLine(out, "name", core::nameText(model.name));
    printLine(out, "type", typeName(config.type));
    printLine(out, "task", taskName(config.task));
    if (config.type == ModelType::Lama)
        printLama(config, out);
    else
        printEncoder(config, out);
    if (config.task == ModelTask::Classification)
        printLine(out, "output", outputText(config.outputs));
    printLine(out, "labels", joined(config.labels));
    printLine(out, "parameters", model.parameters.total);
    printLine(out, "attention parameters", model.parameters.attention);
    if (config.type != ModelType::Lama)
        printAttentionParameters(model, out);
    printLine(out, "tokenizer", model.tokenizer->description());
    printLine(out, "vocabulary size", config.vocabularySize);
    printLine(out, "token limit", model.tokenLimit());
    printLine(out, "checkpoint", "fits");
    printLine(out, "unused tensors", joined(model.unusedTensors));
    if (!config.training.empty())
        printLines(out, "training\n" + config.training);
}

// Every fault of a checkpoint that does not fit, where the error names only the first few.
void printFaults(const std::filesystem::path &folder, std::ostream &out)
{
    const auto opened = core::openModelFolder(folder);
    if (!opened || opened->report.fits())
        return;
    for (const std::string &fault : core::faults(opened->report))
        out << core::messageLine(fault) << '\n';
}

}  // namespace

int infoCommand(const CommandLine &line, std::ostream &out, std::ostream &errors)
{
    const auto model = core::loadModel(line.model);
    if (!model) {
        printFaults(line.model, out);
        printError(model.error(), errors);
        return EXIT_FAILURE;
    }
    printModel(**model, out);
    return EXIT_SUCCESS;
}

}  // namespace app
