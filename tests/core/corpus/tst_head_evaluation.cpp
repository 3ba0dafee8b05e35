#include "core/corpus/evaluation/head_evaluation.h"

#include "core/corpus/evaluation/evaluation.h"
#include "core/model/model_inputs.h"
#include "tests/support/test_program.h"
#include "tests/support/tiny_model.h"

#include <QTest>

#include <cmath>

using support::TinyModel;

namespace {

const std::vector<std::string> texts{"word57 word60", "a word58", "word61 b word57 word59", "word62"};

// The logits of a plain pass in double.
std::vector<double> referenceLogits(const TinyModel &tiny, const core::LoadedModel &model, const std::string &text)
{
    const core::TokenizedText tokens = model.tokenizer->tokenize(text, model.tokenLimit());
    return support::referenceTrace(tiny.reference(), core::tokenIds(tokens)).at("logits").values;
}

double sigmoid(double logit)
{
    return 1 / (1 + std::exp(-logit));
}

bool isNear(double left, double right)
{
    return std::abs(left - right) < 1e-5;
}

}  // namespace

class HeadEvaluationTest : public QObject
{
    Q_OBJECT

private slots:
    void regressionIsMeasuredByItsErrors_data();
    void regressionIsMeasuredByItsErrors();
    void regressionOfSeveralValuesIsRefused();
    void labelsAreMeasuredTogether();
    void certainLabelHasTheLossOfItsLogit();
    void oneSigmoidIsAChoiceOfTwo();
    void otherHeadsChooseNoClass();
};

void HeadEvaluationTest::regressionIsMeasuredByItsErrors_data()
{
    QTest::addColumn<QJsonObject>("config");
    QTest::newRow("encoder") << support::encoderConfig({{"id2label", QJsonObject{{"0", "score"}}}});
    QTest::newRow("LAMA") << support::lamaConfig({{"id2label", QJsonObject{{"0", "score"}}}});
}

void HeadEvaluationTest::regressionIsMeasuredByItsErrors()
{
    QFETCH(QJsonObject, config);
    const TinyModel tiny(config);
    const auto model = tiny.load();
    double squares = 0;
    double sizes = 0;
    std::vector<core::ValuedText> valued;
    for (std::size_t index = 0; index < texts.size(); ++index) {
        const double label = 0.5 * static_cast<double>(index) - 1;
        const double error = referenceLogits(tiny, *model, texts[index]).front() - label;
        squares += error * error / 4;
        sizes += std::abs(error) / 4;
        valued.push_back({texts[index], label});
    }
    const auto evaluation = core::evaluateRegression(*model, valued, {}, {});
    QVERIFY(evaluation);
    QCOMPARE(evaluation->examples, texts.size());
    QVERIFY(isNear(evaluation->meanSquaredError, squares));
    QVERIFY(isNear(evaluation->meanAbsoluteError, sizes));
    QVERIFY(evaluation->pearson && evaluation->spearman);
    const auto one = core::evaluateRegression(*model, std::span(valued).first(1), {}, {});
    QVERIFY(!one->pearson && !one->spearman);
}

void HeadEvaluationTest::regressionOfSeveralValuesIsRefused()
{
    const TinyModel tiny(support::encoderConfig({{"problem_type", "regression"}}));
    const std::vector<core::ValuedText> valued{{"word57", 1}};
    const auto evaluation = core::evaluateRegression(*tiny.load(), valued, {}, {});
    QVERIFY(!evaluation);
    QVERIFY(evaluation.error().message.find("predicts 2 values") != std::string::npos);
}

void HeadEvaluationTest::labelsAreMeasuredTogether()
{
    const TinyModel tiny(support::encoderConfig({{"problem_type", "multi_label_classification"}}));
    const auto model = tiny.load();
    double loss = 0;
    double exact = 0;
    double right = 0;
    double named = 0;
    std::vector<core::MultiLabelText> labeled;
    for (std::size_t index = 0; index < texts.size(); ++index) {
        const std::vector<bool> holds{index % 2 == 0, index > 1};
        bool isExact = true;
        const std::vector<double> logits = referenceLogits(tiny, *model, texts[index]);
        for (std::size_t label = 0; label < 2; ++label) {
            const double probability = sigmoid(logits[label]);
            loss -= std::log(holds[label] ? probability : 1 - probability) / 8;
            right += probability > 0.5 && holds[label] ? 1 : 0;
            named += (probability > 0.5 ? 1 : 0) + (holds[label] ? 1 : 0);
            isExact = isExact && holds[label] == (probability > 0.5);
        }
        exact += isExact ? 0.25 : 0;
        labeled.push_back({texts[index], holds});
    }
    const auto evaluation = core::evaluateMultiLabel(*model, labeled, {}, {});
    QVERIFY(evaluation);
    QVERIFY(isNear(evaluation->loss, loss));
    QCOMPARE(evaluation->exactMatch, exact);
    QVERIFY(isNear(evaluation->microF1.value(), 2 * right / named));
}

// Its sigmoid is 1 in double, and the loss of the other answer is its logit all the same.
void HeadEvaluationTest::certainLabelHasTheLossOfItsLogit()
{
    TinyModel tiny(
        support::lamaConfig({{"problem_type", "multi_label_classification"}, {"id2label", QJsonObject{{"0", "toxic"}}}}));
    tiny.tensor("classifier.out.bias").values = {200};
    tiny.write();
    const auto model = tiny.load();
    const std::vector<core::MultiLabelText> labeled{{"word57", {false}}};
    const auto evaluation = core::evaluateMultiLabel(*model, labeled, {}, {});
    QVERIFY(std::abs(evaluation->loss - referenceLogits(tiny, *model, "word57").front()) < 1e-3);
    QCOMPARE(evaluation->microF1.value(), 0.0);
}

void HeadEvaluationTest::oneSigmoidIsAChoiceOfTwo()
{
    const TinyModel tiny(support::encoderConfig(
        {{"problem_type", "single_label_classification"}, {"id2label", QJsonObject{{"0", "toxic"}}}}));
    const auto model = tiny.load();
    double right = 0;
    double loss = 0;
    std::vector<core::LabeledText> labeled;
    for (std::size_t index = 0; index < texts.size(); ++index) {
        const int label = static_cast<int>(index % 2);
        const double probability = sigmoid(referenceLogits(tiny, *model, texts[index]).front());
        right += (probability > 0.5) == (label == 1) ? 0.25 : 0;
        loss -= std::log(label == 1 ? probability : 1 - probability) / 4;
        labeled.push_back({texts[index], label});
    }
    const auto evaluation = core::evaluate(*model, labeled, {}, {});
    QVERIFY(evaluation);
    QCOMPARE(evaluation->accuracy, right);
    QVERIFY(isNear(evaluation->loss, loss));
}

void HeadEvaluationTest::otherHeadsChooseNoClass()
{
    const std::vector<core::LabeledText> labeled{{"word57", 0}};
    const TinyModel regression(support::encoderConfig({{"id2label", QJsonObject{{"0", "score"}}}}));
    QVERIFY(core::evaluate(*regression.load(), labeled, {}, {}).error().message.find("is a regression") !=
            std::string::npos);
    const TinyModel several(support::encoderConfig({{"problem_type", "multi_label_classification"}}));
    QVERIFY(core::evaluate(*several.load(), labeled, {}, {}).error().message.find("labels that may hold together") !=
            std::string::npos);
}

ATTNSCOPE_TEST(HeadEvaluationTest, tests::NoApplication)
#include "tst_head_evaluation.moc"
