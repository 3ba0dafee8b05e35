#include "app/commands/words.h"

#include "app/commands/command_json.h"
#include "app/commands/command_output.h"
#include "app/commands/file_reading.h"
#include "app/commands/mask_files.h"
#include "app/commands/progress_line.h"
#include "app/commands/provenance.h"
#include "app/commands/table_json.h"
#include "core/base/counted.h"
#include "core/base/message_text.h"
#include "core/corpus/words/word_report.h"
#include "core/model/mask/mask_text.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <iomanip>
#include <ostream>

namespace app {

namespace {

using core::ImportanceSpread;
using core::Result;
using core::WordReport;
using nlohmann::ordered_json;

// The table of words, or the distribution of the one that is asked for.
struct WordAnswer {
    core::WordReportPointer report;
    std::vector<core::WordRow> rows;
    double withinWordShare = 0;
    core::WordDistribution distribution;

    bool isOfOneWord() const { return !report->request.word.empty(); }
    std::string csv() const
    {
        return isOfOneWord() ? core::occurrenceCsv(*report) : core::wordTableCsv(rows, report->groupNames());
    }
};

Result<WordAnswer> answerTo(const CommandLine &line, std::ostream &errors)
{
    const auto model = core::loadModel(line.model);
    if (!model)
        return model.error();
    ProgressLine progress("text", errors);
    Result<core::WordReportPointer> report = core::runWordReport(
        {.model = *model,
         .data = dataOf(line),
         .labels = line.labels,
         .measure = {.measure = line.importance->front(), .options = line.importanceOptions, .mask = line.mask},
         .grouping = line.grouping,
         .word = line.word,
         .outcomes = line.outcomes},
        {.soFar = {}, .betweenBatches = progress.betweenBatches()}, {});
    if (!report)
        return report.error();
    WordAnswer answer{.report = *std::move(report), .rows = {}, .distribution = {}};
    const WordReport &found = *answer.report;
    if (answer.isOfOneWord()) {
        const std::string word = (*model)->tokenizer->normalizedWord(line.word);
        answer.distribution = core::wordDistribution(found.found, word, found.classes());
    } else {
        answer.rows = core::wordTable(found.found, found.classes());
        answer.withinWordShare = core::withinWordShare(found.found);
    }
    return answer;
}

ordered_json spreadJson(const ImportanceSpread &spread)
{
    return {{"count", spread.count},
            {"mean", spread.mean},
            {"standard_deviation", spread.deviation},
            {"q10", spread.q10},
            {"q25", spread.lowerQuartile},
            {"q50", spread.median},
            {"q75", spread.upperQuartile},
            {"q90", spread.q90}};
}

ordered_json testJson(const std::optional<core::RankTestResult> &test)
{
    if (!test)
        return {};
    return {{"name", core::nameOf(test->test)}, {"statistic", test->statistic}, {"p", test->p}};
}

void addOneWord(const WordAnswer &answer, ordered_json &json)
{
    const WordReport &report = *answer.report;
    json["word"] = report.request.word;
    json["occurrences"] = tableJson(core::occurrenceCsv(report));
    json["distribution"] = ordered_json::array();
    for (std::size_t index = 0; index < answer.distribution.classes.size(); ++index) {
        ordered_json ofClass{{"class", report.groupNames()[index]}};
        ofClass.update(spreadJson(answer.distribution.classes[index]));
        json["distribution"].push_back(std::move(ofClass));
    }
    json["test"] = testJson(answer.distribution.test);
}

ordered_json answerJson(const WordAnswer &answer)
{
    const WordReport &report = *answer.report;
    const bool isByLabel = report.request.grouping == core::WordGrouping::Label;
    ordered_json json{{"texts", report.found.texts},
                      {"cut_texts", report.found.cutTexts},
                      {"token_limit", report.request.model->tokenLimit()},
                      {"notes", report.notes},
                      {"labels_read_as", report.labelsReadAs.empty() ? ordered_json() : ordered_json(report.labelsReadAs)},
                      {"measure", core::describe(report.request.measure.measure).id},
                      {"by", isByLabel ? "label" : "prediction"},
                      {"classes", report.groupNames()}};
    addMaskFiles(report.request.measure.mask, std::nullopt, json);
    if (answer.isOfOneWord()) {
        addOneWord(answer, json);
        return json;
    }
    json["words"] = tableJson(answer.csv());
    json["within_word_share"] = answer.withinWordShare;
    return json;
}

constexpr std::size_t numberWidth = 10;

void printSpread(const ImportanceSpread &spread, std::ostream &out)
{
    out << std::setw(8) << spread.count;
    for (const double number : {spread.mean, spread.deviation, spread.q10, spread.median, spread.q90})
        printCell(number, numberWidth, out);
}

void printHeading(std::ostream &out)
{
    out << std::setw(8) << "count";
    for (const char *name : {"mean", "std. dev.", "q10", "median", "q90"})
        out << std::setw(10) << name;
}

void printWords(const WordAnswer &answer, std::ostream &out)
{
    constexpr std::size_t most = 40;
    const std::size_t shown = std::min(most, answer.rows.size());
    printHeading(out);
    for (const std::string &name : answer.report->groupNames())
        out << "  mean in " << core::nameText(name);
    out << "  word\n" << std::fixed << std::setprecision(4);
    for (std::size_t index = 0; index < shown; ++index) {
        const core::WordRow &row = answer.rows[index];
        printSpread(row.all, out);
        for (std::size_t ofClass = 0; ofClass < row.classes.size(); ++ofClass)
            printCell(row.classes[ofClass].mean, 10 + core::nameText(answer.report->groupNames()[ofClass]).size(), out);
        out << "  " << core::nameText(row.word) << '\n';
    }
    if (answer.rows.size() > shown)
        out << "the " << shown << " most frequent of " << answer.rows.size() << " words; --csv F.csv has them all\n";
}

void printOneWord(const WordAnswer &answer, std::ostream &out)
{
    const WordReport &report = *answer.report;
    out << core::counted(report.found.occurrences.size(), "occurrence") << " of " << core::quotedText(report.request.word)
        << " in " << core::counted(report.found.texts, "text") << "\n\n";
    printHeading(out);
    out << "  class\n" << std::fixed << std::setprecision(4);
    for (std::size_t index = 0; index < answer.distribution.classes.size(); ++index) {
        printSpread(answer.distribution.classes[index], out);
        out << "  " << core::nameText(report.groupNames()[index]) << '\n';
    }
    if (const auto &test = answer.distribution.test)
        out << fmt::format("{} = {:.6g}, p = {:.3g}\n", core::nameOf(test->test), test->statistic, test->p);
}

}  // namespace

Result<void> answerWords(const CommandLine &line, std::ostream &out, std::ostream &errors)
{
    const Result<WordAnswer> answer = answerTo(line, errors);
    if (!answer)
        return answer.error();
    const WordReport &report = *answer->report;
    const ordered_json provenance = provenanceJson(line.model, report.request.model->name, &line.mask, std::nullopt);
    if (!line.csv.empty()) {
        if (Result<void> written = writeTable(line.csv, answer->csv(), provenance); !written)
            return written;
    }
    if (line.wantsJson) {
        out << answerText(provenance, answerJson(*answer));
        return {};
    }
    if (line.mask.isActive()) {
        out << "Under the mask " << core::messageLine(core::maskText(line.mask)) << '\n';
        printMaskFiles(line.mask, std::nullopt, out);
        out << '\n';
    }
    if (answer->isOfOneWord())
        printOneWord(*answer, out);
    else
        printWords(*answer, out);
    const FileReading reading{.labelsReadAs = report.labelsReadAs,
                              .notes = report.notes,
                              .texts = report.found.texts,
                              .cutTexts = report.found.cutTexts,
                              .tokenLimit = report.request.model->tokenLimit()};
    printReading(reading, narrowNames, out);
    if (!answer->isOfOneWord()) {
        out << std::right << "share of the variance within words:";
        printCell(answer->withinWordShare, numberWidth, out);
        out << '\n';
    }
    return {};
}

int wordsCommand(const CommandLine &line, std::ostream &out, std::ostream &errors)
{
    const Result<void> done = answerWords(line, out, errors);
    if (done)
        return EXIT_SUCCESS;
    printError(done.error(), errors);
    return EXIT_FAILURE;
}

}  // namespace app
