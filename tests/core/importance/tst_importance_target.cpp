#include "core/importance/importance_target.h"

#include "core/importance/piece_guesses.h"
#include "core/pipeline/analysis_pipeline.h"
#include "core/pipeline/importance_of_snapshot.h"
#include "tests/support/test_program.h"
#include "tests/support/tiny_model.h"

#include <QJsonArray>
#include <QTest>

#include <cmath>
#include <numeric>

namespace {

using core::AskedTarget;
using core::TargetQuantity;
using support::TinyModel;

std::shared_ptr<const core::AnalysisSnapshot> answerOf(const TinyModel &tiny, const std::string &text)
{
    core::AnalysisRequest request;
    request.modelDirectory = tiny.directory();
    request.text = text;
    auto snapshot = core::AnalysisPipeline().run(request, {});
    if (!snapshot)
        qFatal("%s", snapshot.error().message.c_str());
    return *snapshot;
}

QJsonObject maskedConfig()
{
    return support::encoderConfig({{"architectures", QJsonArray{"CompactBertForMaskedLM"}}});
}

}  // namespace

class ImportanceTargetTest : public QObject
{
    Q_OBJECT

private slots:
    void predictedClassIsFollowed();
    void classIsFoundByNameAndByIndex();
    void whatIsFirmlyAskedForIsRefused();
    void choiceOfAnotherModelCountsAsNone();
    void gradientIsTheDerivative_data();
    void gradientIsTheDerivative();
    void firstMaskIsGuessed();
    void textWithoutAMaskHasNoTarget();
    void guessesAreTheSoftmaxOverTheVocabulary();
};

void ImportanceTargetTest::predictedClassIsFollowed()
{
    const TinyModel tiny(support::encoderConfig());
    const auto snapshot = answerOf(tiny, "word57 word60");
    const auto search = core::findTarget(core::importancePass(*snapshot), {});
    QVERIFY(search && search->target);
    const std::vector<double> &outputs = snapshot->outputs;
    const auto predicted = static_cast<std::size_t>(std::ranges::max_element(outputs) - outputs.begin());
    QCOMPARE(search->target->output, predicted);
    QVERIFY(std::abs(core::targetValue(core::importancePass(*snapshot), *search->target) - outputs[predicted]) < 1e-12);
}

void ImportanceTargetTest::classIsFoundByNameAndByIndex()
{
    const TinyModel tiny(support::encoderConfig({{"id2label", QJsonObject{{"0", "a"}, {"1", "0"}, {"2", "c"}}}}));
    const auto snapshot = answerOf(tiny, "word57");
    const auto output = [&snapshot](const char *name) {
        return core::findTarget(core::importancePass(*snapshot), {.name = name, .isFirm = true})
            .value()
            .target.value()
            .output;
    };
    QCOMPARE(output("c"), 2U);
    QCOMPARE(output("2"), 2U);
    QCOMPARE(output("0"), 1U);  // a name comes before an index
}

void ImportanceTargetTest::whatIsFirmlyAskedForIsRefused()
{
    const TinyModel tiny(support::encoderConfig());
    const auto snapshot = answerOf(tiny, "word57");
    const auto refused = core::findTarget(core::importancePass(*snapshot), {.name = "neutral", .isFirm = true});
    QVERIFY(!refused && refused.error().message.find("neutral") != std::string::npos);
    const TinyModel masked(maskedConfig());
    const auto guessing = answerOf(masked, "[MASK] word57");
    QVERIFY(!core::findTarget(core::importancePass(*guessing), {.position = 4, .isFirm = true}));
    QVERIFY(!core::findTarget(core::importancePass(*guessing), {.name = "no such piece", .isFirm = true}));
}

void ImportanceTargetTest::choiceOfAnotherModelCountsAsNone()
{
    const TinyModel tiny(support::encoderConfig());
    const auto snapshot = answerOf(tiny, "word57");
    const auto asked = core::findTarget(core::importancePass(*snapshot), {.name = "neutral", .position = 99});
    QVERIFY(asked && asked->target == core::findTarget(core::importancePass(*snapshot), {})->target);
}

void ImportanceTargetTest::gradientIsTheDerivative_data()
{
    QTest::addColumn<QJsonObject>("config");
    QTest::addColumn<int>("quantity");
    const QJsonObject three{{"0", "a"}, {"1", "b"}, {"2", "c"}};
    for (const TargetQuantity quantity : {TargetQuantity::Probability, TargetQuantity::Logit}) {
        const int number = static_cast<int>(quantity);
        QTest::addRow("softmax %d", number) << support::encoderConfig({{"id2label", three}}) << number;
        QTest::addRow("sigmoids %d", number)
            << support::encoderConfig({{"id2label", three}, {"problem_type", "multi_label_classification"}}) << number;
        QTest::addRow("regression %d", number)
            << support::encoderConfig({{"id2label", QJsonObject{{"0", "score"}}}, {"problem_type", "regression"}}) << number;
        QTest::addRow("masked language model %d", number) << maskedConfig() << number;
    }
}

void ImportanceTargetTest::gradientIsTheDerivative()
{
    QFETCH(QJsonObject, config);
    QFETCH(int, quantity);
    const TinyModel tiny(config);
    const auto snapshot = answerOf(tiny, "word57 [MASK] word60");
    const auto search =
        core::findTarget(core::importancePass(*snapshot), {.quantity = static_cast<TargetQuantity>(quantity)});
    QVERIFY(search && search->target);
    const core::ImportanceTarget target = *search->target;
    const auto row = snapshot->trace->logits.row(target.row);
    const std::vector<float> logits(row.data(), row.data() + row.size());
    const std::vector<float> gradient = core::targetGradient(*snapshot->model, logits, target);
    constexpr float step = 1e-2F;
    for (std::size_t index = 0; index < logits.size(); ++index) {
        std::vector<float> above = logits;
        std::vector<float> below = logits;
        above[index] += step;
        below[index] -= step;
        const double slope =
            (core::targetValue(*snapshot->model, above, target) - core::targetValue(*snapshot->model, below, target)) /
            (static_cast<double>(above[index]) - below[index]);
        QVERIFY2(std::abs(slope - gradient[index]) < 1e-4, qPrintable(QString::number(index)));
    }
}

void ImportanceTargetTest::firstMaskIsGuessed()
{
    const TinyModel tiny(maskedConfig());
    const auto snapshot = answerOf(tiny, "word57 [MASK] word60 [MASK]");
    const auto first = core::findTarget(core::importancePass(*snapshot), {});
    QCOMPARE(first->target->row, 2);
    const auto second = core::findTarget(core::importancePass(*snapshot), {.position = 4});
    QCOMPARE(second->target->row, 4);
    QCOMPARE(core::guessedPositions(*snapshot->model, *snapshot->text), (std::vector<int>{2, 4}));
}

void ImportanceTargetTest::textWithoutAMaskHasNoTarget()
{
    const TinyModel tiny(maskedConfig());
    const auto snapshot = answerOf(tiny, "word57 word60");
    const auto search = core::findTarget(core::importancePass(*snapshot), {});
    QVERIFY(search && !search->target && !search->absence.empty());
    // Any token's own place can be asked about.
    QVERIFY(core::findTarget(core::importancePass(*snapshot), {.position = 1})->target.has_value());
}

void ImportanceTargetTest::guessesAreTheSoftmaxOverTheVocabulary()
{
    const TinyModel tiny(maskedConfig());
    const auto snapshot = answerOf(tiny, "word57 [MASK]");
    const std::size_t vocabulary = static_cast<std::size_t>(snapshot->trace->logits.cols());
    const auto all = core::pieceGuesses(*snapshot->model, *snapshot->trace, 2, vocabulary + 5);
    QCOMPARE(all.size(), vocabulary);
    double sum = 0;
    for (std::size_t place = 0; place < all.size(); ++place) {
        sum += all[place].probability;
        QVERIFY(place == 0 || all[place].probability <= all[place - 1].probability);
        QCOMPARE(snapshot->model->tokenizer->find(all[place].piece), std::optional(all[place].id));
    }
    QVERIFY(std::abs(sum - 1) < 1e-9);
    const auto target = core::findTarget(core::importancePass(*snapshot), {})->target.value();
    QVERIFY(std::abs(core::targetValue(core::importancePass(*snapshot), target) - all.front().probability) < 1e-9);
    QVERIFY(core::pieceGuesses(*snapshot->model, *snapshot->trace, 99, 3).empty());
}

ATTNSCOPE_TEST(ImportanceTargetTest, tests::NoApplication)
#include "tst_importance_target.moc"
