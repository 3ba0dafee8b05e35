#include "app/commands/eval.h"

#include "app/commands/command_json.h"
#include "app/commands/command_output.h"
#include "app/commands/eval_heads.h"
#include "app/commands/eval_masks.h"
#include "app/commands/eval_texts.h"
#include "app/commands/progress_line.h"
#include "app/commands/provenance.h"
#include "core/base/input_file.h"
#include "core/base/message_text.h"
#include "core/corpus/evaluation/evaluation.h"
#include "core/corpus/evaluation/masked_evaluation.h"
#include "core/model/loaded_model.h"
#include "core/pipeline/model_outputs.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <iomanip>
#include <optional>
#include <ostream>

namespace app {

namespace {

using core::Result;

struct Report {
    core::Evaluation evaluation;
    std::size_t tokenLimit = 0;
    std::vector<std::string> notes;         // on how the file was read
    std::string labelsReadAs;               // of a classifier
    std::optional<std::size_t> paragraphs;  // of the text whose masked words were guessed
};

Result<Report> classify(const core::LoadedModel &model, const CommandLine &line, std::ostream &errors)
{
    auto texts =
        core::readLabeledTexts(line.data, core::answerNames(model.config), {.columns = line.columns, .labels = line.labels});
    if (!texts)
        return texts.error();
    keepFirst(line.limit, texts->texts);
    ProgressLine progress(texts->texts.size(), "sentences", errors);
    const auto evaluation = core::evaluate(model, texts->texts, progress.progress(), {});
    if (!evaluation)
        return evaluation.error();
    return Report{.evaluation = *evaluation,
                  .tokenLimit = model.tokenLimit(),
                  .notes = std::move(texts->notes),
                  .labelsReadAs = std::move(texts->labelsReadAs),
                  .paragraphs = {}};
}

Result<Report> guessMaskedWords(const core::LoadedModel &model, const CommandLine &line, std::ostream &errors)
{
    if (const auto checked = core::checkGuesses(model); !checked)
        return checked.error();
    auto paragraphs = core::readTexts(line.data, line.columns);
    if (!paragraphs)
        return paragraphs.error();
    keepFirst(line.limit, paragraphs->texts);
    const auto parts = core::maskedParts(model, paragraphs->texts);
    if (!parts)
        return core::inContext(core::pathText(line.data), parts.error());
    ProgressLine progress(parts->size(), "parts", errors);
    const auto evaluation = core::evaluate(model, *parts, progress.progress(), {});
    if (!evaluation)
        return evaluation.error();
    return Report{.evaluation = *evaluation,
                  .tokenLimit = model.tokenLimit(),
                  .notes = std::move(paragraphs->notes),
                  .labelsReadAs = {},
                  .paragraphs = paragraphs->texts.size()};
}

Result<Report> report(const core::LoadedModel &model, const CommandLine &line, std::ostream &errors)
{
    switch (model.config.task) {
    case core::ModelTask::Classification: return classify(model, line, errors);
    case core::ModelTask::MaskedLanguageModel: return guessMaskedWords(model, line, errors);
    case core::ModelTask::EncoderOnly: break;
    }
    return core::badInput(model.name + " does not classify and guesses no masked words, so there is no accuracy to measure");
}

void printJson(const Report &report, const CommandLine &line, const std::string &name, std::ostream &out)
{
    const core::Evaluation &evaluation = report.evaluation;
    nlohmann::ordered_json json{
        {"examples", evaluation.examples}, {"accuracy", evaluation.accuracy}, {"loss", evaluation.loss}};
    if (report.paragraphs)
        json["paragraphs"] = *report.paragraphs;
    else
        json["cut_examples"] = evaluation.cutExamples;
    json["token_limit"] = report.tokenLimit;
    if (!report.labelsReadAs.empty())
        json["labels_read_as"] = report.labelsReadAs;
    json["notes"] = report.notes;
    out << jsonText(withProvenance(provenanceJson(line.model, name, nullptr, std::nullopt), json));
}

void printLines(const Report &report, std::ostream &out)
{
    const core::Evaluation &evaluation = report.evaluation;
    out << std::fixed << std::setprecision(4) << "accuracy  " << evaluation.accuracy << "\nloss      " << evaluation.loss
        << "\nexamples  " << evaluation.examples;
    if (report.paragraphs)
        out << " masked pieces of " << *report.paragraphs << " paragraphs";
    out << '\n';
    printReading({.labelsReadAs = report.labelsReadAs,
                  .notes = report.notes,
                  .texts = evaluation.examples,
                  .cutTexts = evaluation.cutExamples,
                  .tokenLimit = report.tokenLimit},
                 narrowNames, out);
}

bool isHeadOf(const core::LoadedModel &model, core::OutputQuantity outputs)
{
    return model.config.task == core::ModelTask::Classification && model.config.outputs == outputs;
}

// Refuses what would say nothing about labels that this model has no use for.
Result<void> checkLabelOptions(const core::LoadedModel &model, const CommandLine &line)
{
    const bool guesses = model.config.task == core::ModelTask::MaskedLanguageModel;
    if (guesses && !line.columns.label.empty())
        return core::badInput("--label-column names a column of labels, but " + model.name +
                              " guesses masked words, which need none");
    const bool choosesReading = line.labels != core::LabelReading::Unambiguous;
    if (guesses && choosesReading)
        return core::badInput("--labels says what class labels are, but " + model.name +
                              " guesses masked words, which need none");
    if (choosesReading && isHeadOf(model, core::OutputQuantity::Values))
        return core::badInput("--labels says what class labels are, but " + model.name +
                              " is a regression, whose labels are numbers");
    return {};
}

}  // namespace

int evalCommand(const CommandLine &line, std::ostream &out, std::ostream &errors)
{
    const auto model = core::loadModel(line.model);
    if (!model) {
        printError(model.error(), errors);
        return EXIT_FAILURE;
    }
    if (const Result<void> checked = checkLabelOptions(**model, line); !checked) {
        printError(checked.error(), errors);
        return EXIT_FAILURE;
    }
    if (line.mask.isActive() || !line.sweep.empty())
        return evalMasks(*model, line, out, errors);
    if (isHeadOf(**model, core::OutputQuantity::Values) || isHeadOf(**model, core::OutputQuantity::Sigmoids))
        return evalHeads(**model, line, out, errors);
    const Result<Report> result = report(**model, line, errors);
    if (!result) {
        printError(result.error(), errors);
        return EXIT_FAILURE;
    }
    if (line.wantsJson)
        printJson(*result, line, (*model)->name, out);
    else
        printLines(*result, out);
    return EXIT_SUCCESS;
}

}  // namespace app
