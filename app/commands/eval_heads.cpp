#include "app/commands/eval_heads.h"

#include "app/commands/command_json.h"
#include "app/commands/command_output.h"
#include "app/commands/eval_texts.h"
#include "app/commands/progress_line.h"
#include "app/commands/provenance.h"
#include "core/base/input_file.h"
#include "core/base/message_text.h"
#include "core/corpus/evaluation/head_evaluation.h"
#include "core/corpus/texts/label_sets.h"

#include <nlohmann/json.hpp>

#include <iomanip>
#include <ostream>

namespace app {

namespace {

using core::Result;
using nlohmann::ordered_json;

constexpr int wideNames = 21;

void printFigure(std::string_view name, const std::optional<double> &number, std::ostream &out)
{
    out << std::left << std::setw(wideNames) << name << ' ';
    if (number)
        out << *number << '\n';
    else
        out << "not defined\n";
}

void printCounts(const FileReading &reading, std::ostream &out)
{
    out << std::left << std::setw(wideNames) << "examples" << ' ' << reading.texts << '\n';
    printReading(reading, wideNames, out);
}

Result<void> evalRegression(const core::LoadedModel &model, const CommandLine &line, std::ostream &out, std::ostream &errors)
{
    const auto read = valuedTexts(line);
    if (!read)
        return read.error();
    ProgressLine progress(read->texts.size(), "sentences", errors);
    const auto evaluation = core::evaluateRegression(model, read->texts, progress.progress(), {});
    if (!evaluation)
        return evaluation.error();
    if (line.wantsJson) {
        const ordered_json json{{"examples", evaluation->examples},
                                {"mean_squared_error", evaluation->meanSquaredError},
                                {"mean_absolute_error", evaluation->meanAbsoluteError},
                                {"pearson", numberOrNull(evaluation->pearson)},
                                {"spearman", numberOrNull(evaluation->spearman)},
                                {"cut_examples", evaluation->cutExamples},
                                {"token_limit", model.tokenLimit()},
                                {"notes", read->notes}};
        out << jsonText(withProvenance(provenanceJson(line.model, model.name, nullptr, std::nullopt), json));
        return {};
    }
    out << std::fixed << std::setprecision(4);
    printFigure("mean squared error", evaluation->meanSquaredError, out);
    printFigure("mean absolute error", evaluation->meanAbsoluteError, out);
    printFigure("Pearson r", evaluation->pearson, out);
    printFigure("Spearman rho", evaluation->spearman, out);
    printCounts({.notes = read->notes,
                 .texts = evaluation->examples,
                 .cutTexts = evaluation->cutExamples,
                 .tokenLimit = model.tokenLimit()},
                out);
    return {};
}

struct MultiLabelTexts {
    std::vector<core::MultiLabelText> texts;
    std::string labelsReadAs;
    std::vector<std::string> notes;
};

Result<MultiLabelTexts> multiLabelTexts(const core::LoadedModel &model, const CommandLine &line)
{
    const auto table = core::readTextTable(line.data, line.columns);
    if (!table)
        return table.error();
    const auto sets = core::labelSets(*table, model.config.labels, line.labels);
    if (!sets)
        return core::inContext(core::pathText(line.data), sets.error());
    MultiLabelTexts read{.texts = {}, .labelsReadAs = sets->readAs, .notes = table->notes};
    for (std::size_t row = 0; row < table->rows.size(); ++row)
        read.texts.push_back({table->rows[row].text, sets->holds[row]});
    keepFirst(line.limit, read.texts);
    return read;
}

Result<void> evalMultiLabel(const core::LoadedModel &model, const CommandLine &line, std::ostream &out, std::ostream &errors)
{
    const auto read = multiLabelTexts(model, line);
    if (!read)
        return read.error();
    ProgressLine progress(read->texts.size(), "sentences", errors);
    const auto evaluation = core::evaluateMultiLabel(model, read->texts, progress.progress(), {});
    if (!evaluation)
        return evaluation.error();
    if (line.wantsJson) {
        const ordered_json json{{"examples", evaluation->examples},        {"loss", evaluation->loss},
                                {"exact_match", evaluation->exactMatch},   {"micro_f1", numberOrNull(evaluation->microF1)},
                                {"cut_examples", evaluation->cutExamples}, {"labels_read_as", read->labelsReadAs},
                                {"token_limit", model.tokenLimit()},       {"notes", read->notes}};
        out << jsonText(withProvenance(provenanceJson(line.model, model.name, nullptr, std::nullopt), json));
        return {};
    }
    out << std::fixed << std::setprecision(4);
    printFigure("exact match", evaluation->exactMatch, out);
    printFigure("micro F1", evaluation->microF1, out);
    printFigure("binary cross-entropy", evaluation->loss, out);
    printCounts({.labelsReadAs = read->labelsReadAs,
                 .notes = read->notes,
                 .texts = evaluation->examples,
                 .cutTexts = evaluation->cutExamples,
                 .tokenLimit = model.tokenLimit()},
                out);
    return {};
}

}  // namespace

int evalHeads(const core::LoadedModel &model, const CommandLine &line, std::ostream &out, std::ostream &errors)
{
    const bool isRegression = model.config.outputs == core::OutputQuantity::Values;
    const Result<void> done =
        isRegression ? evalRegression(model, line, out, errors) : evalMultiLabel(model, line, out, errors);
    if (done)
        return EXIT_SUCCESS;
    printError(done.error(), errors);
    return EXIT_FAILURE;
}

}  // namespace app
