#include "app/commands/mask_study_print.h"

#include "app/commands/file_reading.h"
#include "core/base/counted.h"
#include "core/base/message_text.h"
#include "core/base/utf8.h"
#include "core/figure/masks/mask_study_lines.h"
#include "core/figure/values/figure_text.h"
#include "core/model/model_outputs.h"

#include <algorithm>
#include <iomanip>
#include <ostream>

namespace app {

namespace {

using Cells = std::vector<std::string>;

// Names begin at the left, numbers end at the right.
void alignNames(std::vector<Cells> &rows)
{
    std::size_t widest = 0;
    for (const Cells &row : rows)
        widest = std::max(widest, core::characterCount(row.front()));
    for (Cells &row : rows)
        row.front().append(widest - core::characterCount(row.front()), ' ');
}

// What the columns mean.
std::string legendOf(const core::MaskStudy &study)
{
    std::string legend = "[low, high]: 95 % bootstrap interval";
    if (study.isOfErrors())
        return legend;
    legend += study.isOfPieces() ? " over paragraphs; p: exact sign test of the paragraphs, two-sided"
                                 : "; p: exact McNemar test, two-sided";
    return study.parameter.empty() ? legend : legend + "; Holm p: corrected for all masks of the sweep";
}

void printTable(const core::MaskReport &report, std::ostream &out)
{
    constexpr int decimals = 4;
    const std::vector<core::StudyColumn> columns = core::studyColumns(report.study);
    std::vector<Cells> rows(1);
    for (const core::StudyColumn &column : columns)
        rows.front().push_back(column.heading + (column.compared.empty() ? "" : " ") + column.compared);
    for (const core::StudyLine &line : core::studyLines(report.study, report.rows, decimals)) {
        Cells &row = rows.emplace_back();
        for (const core::StudyColumn &column : columns)
            row.push_back(line.*column.text);
    }
    alignNames(rows);
    out << core::printTable(rows);
}

}  // namespace

void printStudy(const core::MaskReport &report, std::ostream &out)
{
    printTable(report, out);
    const core::Evaluation &baseline = report.baseline().comparison.evaluation;
    out << (report.study.isOfPieces() ? core::textsOf(report) : core::counted(baseline.examples, "sentence")) << ", seed "
        << report.study.options.seed << "; " << legendOf(report.study) << '\n';
    for (const std::string &line : core::pickedLines(report.study, report.rows))
        out << line << '\n';
    printReading({.labelsReadAs = report.labelsReadAs,
                  .notes = report.notes,
                  .texts = baseline.examples,
                  .cutTexts = baseline.cutExamples,
                  .tokenLimit = report.request.model->tokenLimit()},
                 narrowNames, out);
}

void printChanged(const core::MaskReport &report, std::ostream &out)
{
    out << std::fixed << std::setprecision(4);
    const auto *texts = report.texts ? std::get_if<std::vector<core::LabeledText>>(report.texts.get()) : nullptr;
    if (!texts)
        return;
    const std::vector<std::string> names = core::answerNames(report.request.model->config);
    for (const core::ChangedPrediction &changed : report.rows[1].comparison.changed)
        out << std::left << std::setw(narrowNames) << core::effectOf(changed) << " "
            << core::nameText(names[changed.before.predicted]) << " " << changed.before.probability << " -> "
            << core::nameText(names[changed.after.predicted]) << " " << changed.after.probability << "  "
            << core::onOneLine((*texts)[changed.text].text) << '\n';
}

}  // namespace app
