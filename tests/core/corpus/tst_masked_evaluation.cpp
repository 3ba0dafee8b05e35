#include "core/corpus/evaluation/masked_evaluation.h"

#include "tests/support/matrix_compare.h"
#include "tests/support/test_program.h"
#include "tests/support/tiny_model.h"

#include <QJsonArray>
#include <QTest>

#include <cmath>

namespace {

using support::TinyModel;

TinyModel maskedModel()
{
    return TinyModel(support::encoderConfig({{"architectures", QJsonArray{"CompactBertForMaskedLM"}}}));
}

std::vector<std::string> paragraphs()
{
    return {"word60 word61 word62 a b c d e f g h i j k l m n o p q r s t u v w x y z",
            "abcdefghijklmnopqrstuvwxyz zyxwvutsrqponmlkjihgfedcba abcdefghijklmnopqrstuvwxyz",
            "z y x w v u t s r q p o n m l k j i h g f e d c b a word59"};
}

}  // namespace

class MaskedEvaluationTest : public QObject
{
    Q_OBJECT

private slots:
    void figuresAreThoseOfTheReference();
    void logitsOfNamedPositionsAreRowsOfAll();
    void progressCountsParts();
    void failingPassQuotesItsPart();
    void stoppedEvaluationIsCancelled();
};

// Every masked piece of every part, from the float64 logits.
void MaskedEvaluationTest::figuresAreThoseOfTheReference()
{
    const TinyModel tiny = maskedModel();
    const auto model = tiny.load();
    const auto parts = core::maskedParts(*model, paragraphs());
    QVERIFY(parts);
    double loss = 0.0;
    int examples = 0;
    int correct = 0;
    for (const core::MaskedPart &part : *parts) {
        const support::ReferenceTensors trace = support::referenceTrace(tiny.reference(), part.ids);
        const support::ReferenceTensor &logits = trace.at("logits");
        for (std::size_t index = 0; index < part.positions.size(); ++index) {
            const auto row = logits.values.begin() + part.positions[index] * logits.shape[1];
            double sum = 0.0;
            for (auto logit = row; logit < row + logits.shape[1]; ++logit)
                sum += std::exp(*logit);
            loss += std::log(sum) - row[part.answers[index].value];
            correct += std::max_element(row, row + logits.shape[1]) - row == part.answers[index].value ? 1 : 0;
            ++examples;
        }
    }
    const auto evaluation = core::evaluate(*model, *parts, {}, {});
    QVERIFY(evaluation);
    QVERIFY(examples > 10);
    QCOMPARE(evaluation->examples, static_cast<std::size_t>(examples));
    QCOMPARE(evaluation->accuracy, static_cast<double>(correct) / examples);
    QVERIFY2(std::abs(evaluation->loss - loss / examples) < 1e-5, qPrintable(QString::number(evaluation->loss)));
    QCOMPARE(evaluation->cutExamples, 0U);
}

void MaskedEvaluationTest::logitsOfNamedPositionsAreRowsOfAll()
{
    const auto model = maskedModel().load();
    const std::vector<core::TokenId> ids = support::randomIds(9, 64, 1);
    const core::Matrix all = support::wholeTrace(*model, ids).logits;
    const std::vector<int> positions{7, 0, 3};
    core::ForwardOptions options;
    options.predictedPositions = positions;
    const auto trace = core::forward(*model, ids, options, {});
    QVERIFY(trace);
    QCOMPARE(support::difference(trace->logits, core::Matrix(all(positions, Eigen::all)), 1e-5), QString());
}

void MaskedEvaluationTest::progressCountsParts()
{
    const auto model = maskedModel().load();
    const auto parts = core::maskedParts(*model, paragraphs());
    QVERIFY(parts);
    std::vector<std::size_t> counts;
    QVERIFY(core::evaluate(*model, *parts, [&counts](std::size_t done) { counts.push_back(done); }, {}));
    QVERIFY(!counts.empty() && std::ranges::is_sorted(counts));
    QCOMPARE(counts.back(), parts->size());
}

void MaskedEvaluationTest::failingPassQuotesItsPart()
{
    TinyModel tiny = maskedModel();
    tiny.tensor("encoder.layer.1.output.dense.bias").values[0] = 3e38;
    tiny.write();
    const auto model = tiny.load();
    const auto parts = core::maskedParts(*model, paragraphs());
    QVERIFY(parts);
    const auto evaluation = core::evaluate(*model, *parts, {}, {});
    QVERIFY(!evaluation);
    const std::string &message = evaluation.error().message;
    QVERIFY2(message.starts_with("\"word60 word61 word62 a b") && message.find("overflows") != std::string::npos,
             message.c_str());
}

void MaskedEvaluationTest::stoppedEvaluationIsCancelled()
{
    const auto model = maskedModel().load();
    std::stop_source source;
    source.request_stop();
    const auto parts = core::maskedParts(*model, paragraphs());
    QVERIFY(parts);
    const auto evaluation = core::evaluate(*model, *parts, {}, source.get_token());
    QVERIFY(!evaluation);
    QCOMPARE(evaluation.error().kind, core::ErrorKind::Cancelled);
}

ATTNSCOPE_TEST(MaskedEvaluationTest, tests::NoApplication)
#include "tst_masked_evaluation.moc"
