#include "core/corpus/words/word_report.h"

#include "core/base/counted.h"
#include "core/base/csv_row.h"
#include "core/base/input_file.h"
#include "core/base/message_text.h"
#include "core/corpus/runs/for_each_text.h"
#include "core/corpus/runs/outcome_json.h"
#include "core/corpus/words/concordance.h"
#include "core/model/model_outputs.h"
#include "core/text/typed_words.h"

#include <fmt/core.h>

#include <algorithm>
#include <functional>
#include <map>
#include <numeric>
#include <utility>

namespace core {

// NOLINTBEGIN(readability-identifier-naming): the library's names
static void to_json(nlohmann::json &json, const MeasuredWords &measured)
{
    const std::vector<double> importance(measured.importance.begin(), measured.importance.end());
    json = nlohmann::json::array({measured.words, exactJson(importance), measured.prediction, measured.isCut});
}

static void from_json(const nlohmann::json &json, MeasuredWords &measured)
{
    const std::vector<double> importance = exactNumbers(json.at(1));
    measured = {.words = json.at(0).get<std::vector<std::string>>(),
                .importance = {importance.begin(), importance.end()},
                .prediction = json.at(2).get<int>(),
                .isCut = json.at(3).get<bool>()};
}
// NOLINTEND(readability-identifier-naming)

namespace {

constexpr std::size_t linesOfPage = 30;  // of a concordance

// The labels as the file has them, in the order in which they come.
void takeAsWritten(const TextTable &table, WordReport &report)
{
    std::map<std::string, int, std::less<>> known;
    for (const TextRow &row : table.rows) {
        if (row.label.empty()) {
            report.labels.push_back(noClass);
            continue;
        }
        const auto [label, isNew] = known.emplace(row.label, static_cast<int>(report.labelNames.size()));
        if (isNew)
            report.labelNames.push_back(row.label);
        report.labels.push_back(label->second);
    }
}

std::vector<std::string> answersOf(const ModelConfig &config)
{
    const bool isChoice = config.task == ModelTask::Classification &&
                          (config.outputs == OutputQuantity::Softmax || config.outputs == OutputQuantity::BinarySigmoid);
    return isChoice ? answerNames(config) : std::vector<std::string>();
}

// As the model's classes where they name them, otherwise as they are written. Texts may do without unless they are grouped by them.
Result<void> readLabelsInto(const TextTable &table, WordReport &report)
{
    const bool isGroupedByThem = report.request.grouping == WordGrouping::Label;
    if (!table.hasLabels)
        return isGroupedByThem ? Result<void>(badInput(table.noLabels)) : Result<void>();
    if (report.classNames.empty()) {
        takeAsWritten(table, report);
        return {};
    }
    const Result<ClassLabels> read = classLabels(table, report.classNames, report.request.labels);
    if (!read && (isGroupedByThem || report.request.labels != LabelReading::Unambiguous))
        return read.error();
    if (!read) {
        takeAsWritten(table, report);
        return {};
    }
    report.labels = read->classes;
    report.labelNames = report.classNames;
    report.labelsReadAs = read->readAs;
    return {};
}

Result<WordReport> typedReport(const WordRequest &request)
{
    if (request.grouping == WordGrouping::Label)
        return badInput("typed sentences have no labels to tell them apart by");
    return WordReport{.request = request,
                      .texts = std::make_shared<const std::vector<std::string>>(request.typed),
                      .notes = {},
                      .labelNames = {},
                      .classNames = answersOf(request.model->config),
                      .found = {}};
}

// What no text could be asked. What is typed as one word may be several to the tokenizer, and no occurrence would be theirs.
Result<void> checkMeasure(const WordRequest &request)
{
    const LoadedModel &model = *request.model;
    if (model.onlyText)
        return badInput(fmt::format("{} holds the attention to one text alone, so that there are no others to look through",
                                    quotedText(model.name)));
    if (request.measure.options.target.position && model.config.task != ModelTask::MaskedLanguageModel)
        return badInput(fmt::format("a position is of the token that a masked language model guesses, and {} is none",
                                    quotedText(model.name)));
    const std::size_t words = typedWords(model.tokenizer->tokenize(request.word, model.tokenLimit())).size();
    if (words > 1)
        return badInput(fmt::format("{} is {} to {}, expected one", quotedText(request.word), counted(words, "word"),
                                    quotedText(model.name)));
    return request.measure.mask.isActive() ? checkMask(model, request.measure.mask) : Result<void>();
}

// Where no text has the token whose guess is followed, no word would have a value.
Result<void> checkGuesses(const WordReport &report)
{
    const LoadedModel &model = *report.request.model;
    const WordMeasure &measure = report.request.measure;
    if (!describe(measure.measure).needsTarget || model.config.task != ModelTask::MaskedLanguageModel)
        return {};
    if (const std::optional<int> position = measure.options.target.position) {
        const auto reaches = [&](const std::string &text) {
            return static_cast<int>(model.tokenizer->tokenize(text, model.tokenLimit()).tokens.size()) > *position;
        };
        return std::ranges::any_of(*report.texts, reaches)
                   ? Result<void>()
                   : badInput(fmt::format("no text has a token at position {} whose guess could be followed", *position));
    }
    const std::optional<TokenId> mask = model.tokenizer->maskToken();
    const std::string piece = mask ? model.tokenizer->piece(*mask) : "[MASK]";
    const auto holdsMask = [&piece](const std::string &text) { return text.find(piece) != std::string::npos; };
    if (mask && std::ranges::any_of(*report.texts, holdsMask))
        return {};
    return badInput(fmt::format("no text has a {} whose guess could be followed: put one into each, or name a position to "
                                "guess at",
                                piece));
}

Result<WordReport> readReport(const WordRequest &request)
{
    if (const Result<void> checked = checkMeasure(request); !checked)
        return checked.error();
    if (!request.typed.empty())
        return typedReport(request);
    const TextFile &file = request.data;
    const Result<TextTable> table = readTextTable(file.path, file.columns);
    if (!table)
        return table.error();
    WordReport report{.request = request,
                      .texts = {},
                      .notes = table->notes,
                      .labelNames = {},
                      .classNames = answersOf(request.model->config),
                      .found = {}};
    if (const Result<void> read = readLabelsInto(*table, report); !read)
        return inContext(pathText(file.path), read.error());
    std::vector<std::string> texts(table->rows.size());
    std::ranges::transform(table->rows, texts.begin(), &TextRow::text);
    file.keepWanted(texts);
    file.keepWanted(report.labels);
    report.texts = std::make_shared<const std::vector<std::string>>(std::move(texts));
    return report;
}

// The texts to run, by their places.
Result<std::vector<std::size_t>> wantedTexts(const WordReport &report, const StopToken &stop)
{
    if (!report.request.word.empty())
        return textsWithWord(*report.request.model, *report.texts, report.request.word, stop);
    std::vector<std::size_t> all(report.texts->size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    return all;
}

std::string nameAt(const std::vector<int> &classes, std::size_t text, const std::vector<std::string> &names)
{
    const int index = text < classes.size() ? classes[text] : noClass;
    return index == noClass ? std::string() : names[static_cast<std::size_t>(index)];
}

}  // namespace

TextClasses WordReport::classes() const
{
    const bool isByLabel = request.grouping == WordGrouping::Label;
    return {.ofTexts = isByLabel ? labels : found.predictions, .count = groupNames().size()};
}

const std::vector<std::string> &WordReport::groupNames() const
{
    return request.grouping == WordGrouping::Label ? labelNames : classNames;
}

Result<WordReportPointer> runWordReport(const WordRequest &request, const RunListener<WordReportPointer> &listener,
                                        const StopToken &stop)
{
    Result<WordReport> read = readReport(request);
    if (!read)
        return read.error();
    if (const Result<void> checked = checkGuesses(*read); !checked)
        return checked.error();
    const std::vector<std::string> &texts = *read->texts;
    const Result<std::vector<std::size_t>> found = wantedTexts(*read, stop);
    if (!found)
        return found.error();
    const std::vector<std::size_t> &wanted = *found;
    const std::string word = request.model->tokenizer->normalizedWord(request.word);
    const Stopclock clock;
    WordGathering gathering(texts.size());
    const auto progressOf = [&](std::size_t done) {
        return RunProgress{.done = done, .all = wanted.size(), .seconds = clock.seconds()};
    };
    const auto reportOf = [&](std::size_t done) {
        WordReport report = *read;
        report.found = gathering.gathered();
        report.progress = progressOf(done);
        return std::make_shared<const WordReport>(std::move(report));
    };
    PacedListener paced(listener);
    const auto of = [&](std::size_t index) {
        return measuredWords(*request.model, texts[wanted[index]], request.measure, stop);
    };
    const auto take = [&](std::size_t index, const MeasuredWords &measured) -> Result<void> {
        gathering.add(wanted[index], measured, word);
        return {};
    };
    // The first lines of a word are told of as soon as they fill a page.
    bool hasPage = word.empty();
    const auto tell = [&](std::size_t done) {
        const bool fillsPage = !hasPage && gathering.gathered().occurrences.size() >= linesOfPage;
        hasPage = hasPage || fillsPage;
        paced.tell(
            progressOf(done), [&] { return reportOf(done); }, fillsPage);
    };
    const auto fits = [answers = read->classNames.size()](const MeasuredWords &measured) {
        const bool hasAnswer = measured.prediction >= 0 && measured.prediction < static_cast<int>(answers);
        return measured.words.size() == measured.importance.size() && (hasAnswer || measured.prediction == noClass);
    };
    const BatchSize size = request.word.empty() ? BatchSize::Whole : BatchSize::Watched;
    const Result<std::size_t> done = forEachText(wanted.size(), size, of, take, tell, stop, request.outcomes.get(), fits);
    if (!done)
        return done.error();
    return reportOf(*done);
}

std::string occurrenceCsv(const WordReport &report)
{
    std::string table = "text_index,position,left,word,right,importance,prediction,label\n";
    for (const WordOccurrence &occurrence : report.found.occurrences) {
        const WordContext context =
            wordContext(*report.request.model, (*report.texts)[occurrence.text], occurrence.position);
        CsvRow row;
        row.add(occurrence.text).add(occurrence.position).addQuoted(context.left);
        row.addQuoted(report.found.words[occurrence.word]).addQuoted(context.right).add(double{occurrence.importance});
        row.addQuoted(nameAt(report.found.predictions, occurrence.text, report.classNames));
        row.addQuoted(nameAt(report.labels, occurrence.text, report.labelNames));
        table += row.line();
    }
    return table;
}

}  // namespace core
