#include "app/commands/eval_heads.h"

#include "app/commands/command_output.h"
#include "app/commands/eval_texts.h"
#include "app/commands/progress_line.h"
#include "core/base/message_text.h"
#include "core/corpus/cut_note.h"
#include "core/corpus/label_sets.h"
#include "core/pipeline/head_evaluation.h"

#include <nlohmann/json.hpp>

#include <iomanip>
#include <ostream>

namespace app {

namespace {

using core::Result;
using nlohmann::ordered_json;

// A figure that may not be defined.
ordered_json numberOrNull(const std::optional<double> &number)
{
    return number ? ordered_json(*number) : ordered_json();
}

void printFigure(std::string_view name, const std::optional<double> &number, std::ostream &out)
{
    out << std::left << std::setw(22) << name;
    if (number)
        out << *number << '\n';
    else
        out << "not defined\n";
}

struct Counts {
    std::size_t examples = 0;
    std::size_t cut = 0;
    std::size_t tokenLimit = 0;
    const std::vector<std::string> &notes;  // on how the file was read
};

void printCounts(const Counts &counts, std::ostream &out)
{
    out << std::left << std::setw(22) << "examples" << counts.examples << '\n';
    for (const std::string &note : counts.notes)
        out << std::left << std::setw(22) << "file" << core::onOneLine(note) << '\n';
    if (const std::string cut = core::cutNote(counts.cut, counts.examples, counts.tokenLimit); !cut.empty())
        out << std::left << std::setw(22) << "cut" << cut << '\n';
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
        out << core::escapedJson(json.dump(2)) << '\n';
        return {};
    }
    out << std::fixed << std::setprecision(4);
    printFigure("mean squared error", evaluation->meanSquaredError, out);
    printFigure("mean absolute error", evaluation->meanAbsoluteError, out);
    printFigure("Pearson r", evaluation->pearson, out);
    printFigure("Spearman rho", evaluation->spearman, out);
    printCounts({.examples = evaluation->examples,
                 .cut = evaluation->cutExamples,
                 .tokenLimit = model.tokenLimit(),
                 .notes = read->notes},
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
    const auto sets = core::labelSets(*table, model.config.labels);
    if (!sets)
        return core::inContext(line.data.string(), sets.error());
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
        out << core::escapedJson(json.dump(2)) << '\n';
        return {};
    }
    out << std::fixed << std::setprecision(4);
    printFigure("exact match", evaluation->exactMatch, out);
    printFigure("micro F1", evaluation->microF1, out);
    printFigure("binary cross-entropy", evaluation->loss, out);
    printCounts({.examples = evaluation->examples,
                 .cut = evaluation->cutExamples,
                 .tokenLimit = model.tokenLimit(),
                 .notes = read->notes},
                out);
    out << "labels read as " << read->labelsReadAs << '\n';
    return {};
}

}  // namespace

int runEvalHeads(const core::LoadedModel &model, const CommandLine &line, std::ostream &out, std::ostream &errors)
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
