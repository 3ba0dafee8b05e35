#include "core/corpus/listing/prediction_list.h"

#include "core/corpus/evaluation/evaluation_report.h"
#include "core/corpus/listing/prediction_table.h"
#include "core/model/mask/mask_text.h"
#include "tests/support/test_program.h"
#include "tests/support/tiny_model.h"

#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <fstream>

namespace {

struct ListBench {
    QTemporaryDir folder;
    std::shared_ptr<const core::LoadedModel> model;
    core::TextFile data{.path = std::filesystem::path(folder.path().toStdString()) / "texts.tsv"};

    explicit ListBench(const std::string &lines, const QJsonObject &head = {})
        : model(support::TinyModel(support::encoderConfig(head)).load())
    {
        std::ofstream(data.path) << lines;
    }

    core::PredictionListPointer list(const char *mask = "") const
    {
        return list(core::PredictionOptions{.mask = *core::parseMask(mask)});
    }
    core::PredictionListPointer list(const core::PredictionOptions &options) const
    {
        const auto found = core::runPredictionList({.model = model, .data = data, .options = options}, {}, {});
        if (!found)
            qFatal("%s", found.error().message.c_str());
        return *found;
    }
    core::EvaluationReport evaluation() const { return *core::runEvaluationReport({.model = model, .data = data}, {}, {}); }
};

const std::string fourTexts = "a b c\t1\nb a d\t0\nf e d c\t1\na\t0\n";

double meanLoss(const core::PredictionList &list)
{
    double sum = 0;
    for (const core::TextPrediction &prediction : list.predictions)
        sum += prediction.loss.value();
    return sum / static_cast<double>(list.predictions.size());
}

}  // namespace

class PredictionListTest : public QObject
{
    Q_OBJECT

private slots:
    void predictionsAreThoseOfTheEvaluation();
    void errorsOfARegressionAreThoseOfItsEvaluation();
    void labelsThatHoldTogetherAreNamed();
    void textsWithoutLabelsHaveNoLoss();
    void labelsOfOtherClassesAreLeftOutWithANote();
    void maskChangesWhatIsSaid();
    void maskedSpecialTokensChangeWhatIsSaid();
    void severalValuesAreNamed();
    void lamaIsListed();
    void tableIsWhatIsListed();
    void guessedPiecesAreThoseOfTheEvaluation();
    void modelWithoutAHeadListsTheTexts();
    void textsComeBeforeTheirPredictions();
    void limitIsKept();
    void missingFileIsRefused();
};

void PredictionListTest::predictionsAreThoseOfTheEvaluation()
{
    const ListBench bench(fourTexts);
    const core::PredictionListPointer list = bench.list();
    const auto expected = std::get<core::Evaluation>(bench.evaluation().evaluation);
    QCOMPARE(list->predictions.size(), 4U);
    QCOMPARE(4 - list->wrongTexts(), static_cast<std::size_t>(std::lround(expected.accuracy * 4)));
    QVERIFY(std::abs(meanLoss(*list) - expected.loss) < 1e-9);
    for (std::size_t text = 0; text < 4; ++text) {
        const core::TextPrediction &prediction = list->predictions[text];
        QCOMPARE(*prediction.isCorrect, prediction.answer == list->texts->texts[text].label);
        QVERIFY(*prediction.probability >= 0.5);
        const double right = *prediction.isCorrect ? *prediction.probability : 1 - *prediction.probability;
        QVERIFY(std::abs(*prediction.loss + std::log(right)) < 1e-6);
    }
}

void PredictionListTest::errorsOfARegressionAreThoseOfItsEvaluation()
{
    const ListBench bench("a b\t0.5\nb c d\t-1\n", {{"id2label", QJsonObject{{"0", "score"}}}});
    const core::PredictionListPointer list = bench.list();
    const auto expected = std::get<core::RegressionEvaluation>(bench.evaluation().evaluation);
    QVERIFY(std::abs(meanLoss(*list) - expected.meanSquaredError) < 1e-9);
    QCOMPARE(core::lossName(bench.model->config), std::string_view("squared error"));
    QCOMPARE(list->texts->texts[1].label, std::string("-1"));
    QVERIFY(list->predictions[0].number && !list->predictions[0].probability && !list->predictions[0].isCorrect);
}

void PredictionListTest::labelsThatHoldTogetherAreNamed()
{
    const ListBench bench("a b\ttoxic,rude\nb c d\trude\n", {{"id2label", QJsonObject{{"0", "toxic"}, {"1", "rude"}}},
                                                             {"problem_type", "multi_label_classification"}});
    const core::PredictionListPointer list = bench.list();
    const auto expected = std::get<core::MultiLabelEvaluation>(bench.evaluation().evaluation);
    QCOMPARE(list->texts->texts[0].label, std::string("toxic, rude"));
    QVERIFY(std::abs(meanLoss(*list) - expected.loss) < 1e-9);
    QVERIFY(!list->predictions[0].answer.empty() && !list->predictions[0].probability);
}

void PredictionListTest::textsWithoutLabelsHaveNoLoss()
{
    const ListBench bench("a b c\nd e\n");
    const core::PredictionListPointer list = bench.list();
    QCOMPARE(list->predictions.size(), 2U);
    QVERIFY(!list->predictions[0].answer.empty() && list->predictions[0].probability);
    QVERIFY(!list->predictions[0].loss && !list->predictions[0].isCorrect);
    QVERIFY(list->texts->texts[0].label.empty());
}

void PredictionListTest::labelsOfOtherClassesAreLeftOutWithANote()
{
    const ListBench bench("a b c\tsports\nd e\tpolitics\n");
    const core::PredictionListPointer list = bench.list();
    QCOMPARE(list->texts->texts[1].text, std::string("d e"));
    QVERIFY(list->texts->texts[1].label.empty() && !list->predictions[1].loss);
    QVERIFY(list->texts->notes.back().starts_with("labels left out: "));
}

void PredictionListTest::maskChangesWhatIsSaid()
{
    const ListBench bench(fourTexts);
    const core::PredictionListPointer plain = bench.list();
    const core::PredictionListPointer masked = bench.list("diagonal");
    QVERIFY(*plain->predictions[0].probability != *masked->predictions[0].probability);
}

void PredictionListTest::maskedSpecialTokensChangeWhatIsSaid()
{
    const ListBench bench(fourTexts);
    const core::PredictionListPointer plain = bench.list();
    const core::PredictionListPointer masked = bench.list({.mask = {}, .masksSpecialTokens = true});
    QVERIFY(*plain->predictions[0].probability != *masked->predictions[0].probability);
}

void PredictionListTest::severalValuesAreNamed()
{
    const ListBench bench("a b\nb c d\n",
                          {{"id2label", QJsonObject{{"0", "score"}, {"1", "length"}}}, {"problem_type", "regression"}});
    const core::TextPrediction prediction = bench.list()->predictions[0];
    const QString answer = QString::fromStdString(prediction.answer);
    QVERIFY2(answer.startsWith("score ") && answer.contains(", length "), qPrintable(answer));
    QVERIFY(!answer.contains('-'));
    QVERIFY(!prediction.number && !prediction.loss);
}

void PredictionListTest::lamaIsListed()
{
    ListBench bench(fourTexts);
    bench.model = support::TinyModel(support::lamaConfig()).load();
    const core::PredictionListPointer list = bench.list();
    QCOMPARE(list->judgedTexts(), 4U);
    const auto expected = std::get<core::Evaluation>(bench.evaluation().evaluation);
    QCOMPARE(4 - list->wrongTexts(), static_cast<std::size_t>(std::lround(expected.accuracy * 4)));
}

void PredictionListTest::tableIsWhatIsListed()
{
    const ListBench bench("a \"quoted\", b\t1\nc\t0\n");
    const core::PredictionListPointer list = bench.list();
    const QStringList lines = QString::fromStdString(core::predictionTableCsv(*list)).split('\n');
    QCOMPARE(lines.size(), 4);
    QCOMPARE(lines[0], QStringLiteral("no,label,prediction,p,loss,text"));
    QVERIFY2(lines[1].startsWith("1,\"") && lines[1].endsWith(",\"a \"\"quoted\"\", b\""), qPrintable(lines[1]));
    const QStringList cells = lines[1].split(',');
    QVERIFY(list->predictions[0].probability && list->predictions[0].loss);
    QVERIFY(std::abs(cells[3].toDouble() - *list->predictions[0].probability) < 1e-8);
    QVERIFY(std::abs(cells[4].toDouble() - *list->predictions[0].loss) < 1e-8);
}

void PredictionListTest::guessedPiecesAreThoseOfTheEvaluation()
{
    ListBench bench("The film is not very good, but the music was warm.\nThe music was warm.\n");
    bench.model = *core::loadModel(ATTNSCOPE_TEST_DATA "/published/gpt2-language-model");
    const core::PredictionListPointer list = bench.list();
    const auto expected = std::get<core::Evaluation>(bench.evaluation().evaluation);
    double right = 0;
    double pieces = 0;
    for (const core::TextPrediction &prediction : list->predictions) {
        const double of = QString::fromStdString(prediction.answer).section(' ', 2, 2).toDouble();
        pieces += of;
        right += *prediction.number * of;
    }
    QCOMPARE(static_cast<std::size_t>(pieces), expected.examples);
    QVERIFY(std::abs(right / pieces - expected.accuracy) < 1e-9);
}

void PredictionListTest::modelWithoutAHeadListsTheTexts()
{
    ListBench bench("a b\nc\n");
    bench.model = *core::loadModel(ATTNSCOPE_TEST_DATA "/published/bert-encoder");
    const core::PredictionListPointer list = bench.list();
    QCOMPARE(list->texts->texts.size(), 2U);
    QVERIFY(list->predictions.empty());
    QVERIFY(list->progress.isComplete());
}

void PredictionListTest::textsComeBeforeTheirPredictions()
{
    const ListBench bench(fourTexts);
    std::vector<std::size_t> heard;
    const core::RunListener<core::PredictionListPointer> listener{
        .soFar = [&heard](const core::PredictionListPointer &list) { heard.push_back(list->predictions.size()); },
        .betweenBatches = {}};
    const auto list = core::runPredictionList({.model = bench.model, .data = bench.data}, listener, {});
    QVERIFY(list);
    QVERIFY(!heard.empty());
    QCOMPARE(heard.front(), 0U);
}

void PredictionListTest::limitIsKept()
{
    ListBench bench(fourTexts);
    bench.data.limit = 3;
    QCOMPARE(bench.list()->predictions.size(), 3U);
}

void PredictionListTest::missingFileIsRefused()
{
    const ListBench bench(fourTexts);
    const auto list = core::runPredictionList({.model = bench.model, .data = {.path = "/no/such/file"}}, {}, {});
    QVERIFY(!list);
    QVERIFY(list.error().message.find("/no/such/file") != std::string::npos);
}

ATTNSCOPE_TEST(PredictionListTest, tests::NoApplication)
#include "tst_prediction_list.moc"
