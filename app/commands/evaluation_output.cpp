#include "app/commands/evaluation_output.h"

#include "app/commands/command_json.h"
#include "app/commands/file_reading.h"
#include "core/base/counted.h"

#include <iomanip>
#include <ostream>

namespace app {

namespace {

using nlohmann::ordered_json;

struct EvaluatedFigure {
    const char *key;
    const char *name;
    std::optional<double> number;
};

// The figures of one kind of evaluation, as they are written.
struct EvaluatedFigures {
    std::vector<EvaluatedFigure> figures;
    std::size_t examples = 0;
    std::size_t cutExamples = 0;
    int nameWidth = 0;  // how far their names reach
};

constexpr int wideNames = 21;

EvaluatedFigures figuresOf(const core::Evaluation &evaluation)
{
    return {.figures = {{"accuracy", "accuracy", evaluation.accuracy}, {"loss", "loss", evaluation.loss}},
            .examples = evaluation.examples,
            .cutExamples = evaluation.cutExamples,
            .nameWidth = narrowNames};
}

EvaluatedFigures figuresOf(const core::RegressionEvaluation &evaluation)
{
    return {.figures = {{"mean_squared_error", "mean squared error", evaluation.meanSquaredError},
                        {"mean_absolute_error", "mean absolute error", evaluation.meanAbsoluteError},
                        {"pearson", "Pearson r", evaluation.pearson},
                        {"spearman", "Spearman rho", evaluation.spearman}},
            .examples = evaluation.examples,
            .cutExamples = evaluation.cutExamples,
            .nameWidth = wideNames};
}

EvaluatedFigures figuresOf(const core::MultiLabelEvaluation &evaluation)
{
    return {.figures = {{"exact_match", "exact match", evaluation.exactMatch},
                        {"micro_f1", "micro F1", evaluation.microF1},
                        {"loss", "binary cross-entropy", evaluation.loss}},
            .examples = evaluation.examples,
            .cutExamples = evaluation.cutExamples,
            .nameWidth = wideNames};
}

EvaluatedFigures figuresOf(const core::AnyEvaluation &any)
{
    return std::visit([](const auto &evaluation) { return figuresOf(evaluation); }, any);
}

}  // namespace

ordered_json figuresJson(const core::AnyEvaluation &evaluation)
{
    const EvaluatedFigures evaluated = figuresOf(evaluation);
    ordered_json json{{"examples", evaluated.examples}};
    for (const EvaluatedFigure &figure : evaluated.figures)
        json[figure.key] = numberOrNull(figure.number);
    return json;
}

ordered_json evaluationJson(const core::EvaluationReport &report)
{
    ordered_json json = figuresJson(report.evaluation);
    if (report.paragraphs)
        json["paragraphs"] = *report.paragraphs;
    else
        json["cut_examples"] = figuresOf(report.evaluation).cutExamples;
    json["token_limit"] = report.request.model->tokenLimit();
    if (!report.labelsReadAs.empty())
        json["labels_read_as"] = report.labelsReadAs;
    json["notes"] = report.notes;
    return json;
}

void printEvaluation(const core::EvaluationReport &report, std::ostream &out)
{
    const EvaluatedFigures evaluated = figuresOf(report.evaluation);
    out << std::fixed << std::setprecision(4) << std::left;
    for (const EvaluatedFigure &figure : evaluated.figures) {
        out << std::setw(evaluated.nameWidth) << figure.name << ' ';
        if (figure.number)
            out << *figure.number << '\n';
        else
            out << "not defined\n";
    }
    out << std::setw(evaluated.nameWidth) << "examples" << ' ' << evaluated.examples;
    if (report.paragraphs)
        out << ' ' << core::nounOf(evaluated.examples, "guessed piece") << " of "
            << core::counted(*report.paragraphs, "paragraph");
    out << '\n';
    printReading({.labelsReadAs = report.labelsReadAs,
                  .notes = report.notes,
                  .texts = evaluated.examples,
                  .cutTexts = evaluated.cutExamples,
                  .tokenLimit = report.request.model->tokenLimit()},
                 evaluated.nameWidth, out);
}

}  // namespace app
