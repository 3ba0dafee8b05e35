#include "core/corpus/words/word_report.h"

#include "core/corpus/words/concordance.h"
#include "core/importance/importance_run.h"
#include "core/model/model_inputs.h"
#include "core/model/model_outputs.h"
#include "core/text/word_spans.h"
#include "tests/support/test_program.h"
#include "tests/support/tiny_model.h"

#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

namespace {

using core::ImportanceMeasure;
using core::WordReportPointer;
using support::TinyModel;

// A file of the texts, with labels where there are any.
class WordFile
{
public:
    explicit WordFile(const QByteArray &content)
    {
        QFile file(QString::fromStdString(path()));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("the file cannot be written");
    }
    std::string path() const { return m_folder.filePath("texts.tsv").toStdString(); }

private:
    QTemporaryDir m_folder;
};

WordReportPointer reportOf(const core::WordRequest &request)
{
    const auto report = core::runWordReport(request, {}, {});
    if (!report)
        qFatal("%s", report.error().message.c_str());
    return *report;
}

// What wordImportance() says of one text's words.
std::vector<double> valuesOf(const core::LoadedModel &model, const std::string &text, ImportanceMeasure measure,
                             const core::ImportanceOptions &options = {.unit = core::ImportanceUnit::Word})
{
    const core::TokenizedText tokens = model.tokenizer->tokenize(text, model.tokenLimit());
    const core::ForwardTrace trace = support::wholeTrace(model, core::tokenIds(tokens));
    const core::AttentionMask mask;
    const auto importance = core::wordImportance({model, tokens, trace, mask}, measure, options, {});
    return core::importanceOf(importance.value(), core::wordSpans(tokens));
}

const char *const labeled = "word57 A word58 a\t0\nword60\t1\nWORD57 ac word61\t1\na b a\t0\n";

}  // namespace

class WordReportTest : public QObject
{
    Q_OBJECT

private slots:
    void everyOccurrenceIsThatOfItsText_data();
    void everyOccurrenceIsThatOfItsText();
    void wordsAreLowerCased();
    void textsAreGroupedByPredictionOrLabel();
    void missingLabelsAreRefused();
    void onlyTheWordIsRun();
    void classesCanBeNamed();
    void measuresThatAreLackingAreRefused();
    void limitTakesTheFirst();
    void listenerHearsAndAStopKeepsWhatIsDone();
    void csvShowsWhatStandsAround();
};

void WordReportTest::everyOccurrenceIsThatOfItsText_data()
{
    QTest::addColumn<QJsonObject>("config");
    QTest::addColumn<int>("measure");
    const auto row = [](const char *name, const QJsonObject &config, ImportanceMeasure measure) {
        QTest::addRow("%s, %s", name, core::describe(measure).id.data()) << config << static_cast<int>(measure);
    };
    row("encoder", support::encoderConfig(), ImportanceMeasure::AttentionReceived);
    row("encoder", support::encoderConfig(), ImportanceMeasure::EffectiveAttention);
    row("encoder", support::encoderConfig(), ImportanceMeasure::Rollout);
    row("encoder", support::encoderConfig(), ImportanceMeasure::Erasure);
    row("LAMA", support::lamaConfig(), ImportanceMeasure::Contributions);
    row("LAMA", support::lamaConfig(), ImportanceMeasure::Erasure);
    row("masked language model", support::encoderConfig({{"architectures", QJsonArray{"CompactBertForMaskedLM"}}}),
        ImportanceMeasure::ValueWeighted);
}

void WordReportTest::everyOccurrenceIsThatOfItsText()
{
    QFETCH(QJsonObject, config);
    QFETCH(int, measure);
    const auto model = TinyModel(config, 3).load();
    const WordFile file(labeled);
    const auto which = static_cast<ImportanceMeasure>(measure);
    const WordReportPointer report =
        reportOf({.model = model, .data = {.path = file.path()}, .measure = {.measure = which, .options = {}}});
    QCOMPARE(report->found.texts, 4U);
    auto next = report->found.occurrences.begin();
    for (std::size_t text = 0; text < report->texts->size(); ++text) {
        const std::vector<double> values = valuesOf(*model, (*report->texts)[text], which);
        for (std::size_t position = 0; position < values.size(); ++position, ++next) {
            QCOMPARE(next->text, text);
            QCOMPARE(next->position, position);
            QVERIFY(std::isnan(next->importance) == std::isnan(values[position]));
            QVERIFY(std::isnan(values[position]) || std::abs(next->importance - values[position]) < 1e-6);
        }
    }
    QVERIFY(next == report->found.occurrences.end());
}

void WordReportTest::wordsAreLowerCased()
{
    const auto model = TinyModel(support::lamaConfig()).load();
    const WordFile file(labeled);
    const WordReportPointer report = reportOf({.model = model, .data = {.path = file.path()}});
    QVERIFY(report->found.words == (std::vector<std::string>{"word57", "a", "word58", "word60", "ac", "word61", "b"}));
}

void WordReportTest::textsAreGroupedByPredictionOrLabel()
{
    const auto model = TinyModel(support::encoderConfig(), 3).load();
    const WordFile file(labeled);
    core::WordRequest request{.model = model, .data = {.path = file.path()}};
    const WordReportPointer byPrediction = reportOf(request);
    for (std::size_t text = 0; text < 4; ++text) {
        const core::TokenizedText tokens = model->tokenizer->tokenize((*byPrediction->texts)[text], 40);
        const auto outputs = core::modelOutputs(*model, support::wholeTrace(*model, core::tokenIds(tokens)));
        QCOMPARE(byPrediction->classes().ofTexts[text], outputs[0] >= outputs[1] ? 0 : 1);
    }
    request.grouping = core::WordGrouping::Label;
    const WordReportPointer byLabel = reportOf(request);
    const auto classes = byLabel->classes();
    QVERIFY(std::ranges::equal(classes.ofTexts, std::vector{0, 1, 1, 0}));
    QCOMPARE(classes.count, 2U);
    QCOMPARE(byLabel->groupNames(), byPrediction->groupNames());
    QCOMPARE(byLabel->labelsReadAs, std::string("class indices from 0"));
}

void WordReportTest::missingLabelsAreRefused()
{
    const auto model = TinyModel(support::encoderConfig()).load();
    const WordFile file("word57 a\nword58\n");
    core::WordRequest request{.model = model, .data = {.path = file.path()}};
    QVERIFY(reportOf(request)->labels.empty());
    request.grouping = core::WordGrouping::Label;
    const auto report = core::runWordReport(request, {}, {});
    QVERIFY(!report);
    QVERIFY2(report.error().message.find("label") != std::string::npos, report.error().message.c_str());
}

void WordReportTest::onlyTheWordIsRun()
{
    const auto model = TinyModel(support::encoderConfig(), 3).load();
    const WordFile file(labeled);
    const core::WordMeasure measure{.measure = ImportanceMeasure::Erasure, .options = {}};
    const WordReportPointer report =
        reportOf({.model = model, .data = {.path = file.path()}, .measure = measure, .word = "Word57"});
    QCOMPARE(report->found.texts, 2U);
    QCOMPARE(report->progress.all, 2U);
    QCOMPARE(report->found.occurrences.size(), 2U);
    QCOMPARE(report->found.occurrences[1].text, 2U);
    QVERIFY(std::abs(report->found.occurrences[1].importance - valuesOf(*model, "WORD57 ac word61", measure.measure)[0]) <
            1e-6);
    QCOMPARE(report->found.predictions[1], core::noClass);
    const WordReportPointer nowhere =
        reportOf({.model = model, .data = {.path = file.path()}, .measure = measure, .word = "word5"});
    QCOMPARE(nowhere->found.texts, 0U);
}

void WordReportTest::classesCanBeNamed()
{
    const auto model = TinyModel(support::encoderConfig(), 3).load();
    const WordFile file("word57 word58\nword60 a\n");
    core::WordMeasure measure{.measure = ImportanceMeasure::Erasure, .options = {}};
    std::vector<float> sums(4);
    for (const char *name : {"0", "1"}) {
        measure.options.target.name = name;
        const WordReportPointer report = reportOf({.model = model, .data = {.path = file.path()}, .measure = measure});
        for (std::size_t index = 0; index < 4; ++index)
            sums[index] += report->found.occurrences[index].importance;
    }
    // What one of two classes loses the other gains.
    for (const float sum : sums)
        QVERIFY(std::abs(sum) < 1e-6F);
    measure.options.target.name = "neither";
    measure.options.target.isFirm = true;
    const auto report = core::runWordReport({.model = model, .data = {.path = file.path()}, .measure = measure}, {}, {});
    QVERIFY(!report);
    QVERIFY2(report.error().message.find("there is no class \"neither\"") != std::string::npos,
             report.error().message.c_str());
}

void WordReportTest::measuresThatAreLackingAreRefused()
{
    const auto model = TinyModel(support::lamaConfig()).load();
    const WordFile file(labeled);
    const auto report = core::runWordReport(
        {.model = model, .data = {.path = file.path()}, .measure = {.measure = ImportanceMeasure::Rollout, .options = {}}},
        {}, {});
    QVERIFY(!report);
    QVERIFY2(report.error().message.find("has no rollout: LAMA has one layer") != std::string::npos,
             report.error().message.c_str());
}

void WordReportTest::limitTakesTheFirst()
{
    const auto model = TinyModel(support::encoderConfig(), 3).load();
    const WordFile file(labeled);
    const WordReportPointer report =
        reportOf({.model = model, .data = {.path = file.path(), .limit = 2}, .grouping = core::WordGrouping::Label});
    QCOMPARE(report->found.texts, 2U);
    QCOMPARE(report->labels, (std::vector{0, 1}));
}

void WordReportTest::listenerHearsAndAStopKeepsWhatIsDone()
{
    const auto model = TinyModel(support::lamaConfig()).load();
    QByteArray content;
    for (int line = 0; line < 3000; ++line)
        content += "word57 a word58\n";
    const WordFile file(content);
    std::stop_source source;
    std::size_t heard = 0;
    core::RunListener<WordReportPointer> listener;
    listener.betweenBatches = [&](const core::RunProgress &progress) {
        heard = progress.done;
        QCOMPARE(progress.all, 3000U);
        source.request_stop();
    };
    const auto report = core::runWordReport({.model = model, .data = {.path = file.path()}}, listener, source.get_token());
    QVERIFY(report);
    QVERIFY(heard > 0 && heard < 3000);
    QCOMPARE((*report)->progress.done, heard);
    QCOMPARE((*report)->found.occurrences.size(), 3 * heard);
}

void WordReportTest::csvShowsWhatStandsAround()
{
    const auto model = TinyModel(support::lamaConfig(), 3).load();
    const WordFile file(labeled);
    const WordReportPointer report = reportOf({.model = model, .data = {.path = file.path()}, .word = "word57"});
    const QStringList lines = QString::fromStdString(core::occurrenceCsv(*report)).split('\n');
    QCOMPARE(lines.size(), 4);
    QCOMPARE(lines[0], QString("text_index,position,left,word,right,importance,prediction,label"));
    QVERIFY2(lines[1].startsWith("0,0,\"\",\"word57\",\"A word58 a\",0."), qPrintable(lines[1]));
    const std::string name = report->labelNames[1];
    QVERIFY2(lines[2].startsWith("2,0,\"\",\"word57\",\"ac word61\",") &&
                 lines[2].endsWith(QString::fromStdString(",\"" + name + "\"")),
             qPrintable(lines[2]));
}

ATTNSCOPE_TEST(WordReportTest, tests::NoApplication)
#include "tst_word_report.moc"
