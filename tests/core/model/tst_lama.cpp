#include "core/model/lama.h"

#include "core/model/loaded_model.h"
#include "tests/support/matrix_compare.h"
#include "tests/support/tensor_files.h"
#include "tests/support/test_program.h"
#include "tests/support/tiny_model.h"

#include <QTest>

#include <array>
#include <cmath>
#include <numbers>
#include <set>

namespace {

using support::TinyModel;

const core::LamaTrace &lamaTrace(const core::ForwardTrace &trace)
{
    return std::get<core::LamaTrace>(trace.network);
}

std::vector<core::TokenId> words(int count, std::uint32_t seed = 1)
{
    return support::randomIds(count, 64, seed);
}

// Every row of a rows x heads factor matrix with its columns in another order.
void permuteColumns(support::ReferenceTensor &factors, const std::vector<int> &order)
{
    for (auto row = factors.values.begin(); row != factors.values.end(); row += static_cast<std::ptrdiff_t>(order.size())) {
        const std::vector<double> before(row, row + static_cast<std::ptrdiff_t>(order.size()));
        for (std::size_t head = 0; head < order.size(); ++head)
            row[static_cast<std::ptrdiff_t>(head)] = before[static_cast<std::size_t>(order[head])];
    }
}

void scale(support::ReferenceTensor &tensor, double factor)
{
    for (double &value : tensor.values)
        value *= factor;
}

}  // namespace

class LamaTest : public QObject
{
    Q_OBJECT

private slots:
    void equalsTheReference_data();
    void equalsTheReference();
    void headsSumToOneOverTheWords();
    void weightsOfAHeadDifferByLessThanESquared();
    void oneHeadHasTwoValues();
    void permutedHeadsPermuteTheRows();
    void scaleMovesBetweenFactorAndContext();
    void headGainIsTheContextsFactor();
    void meanContextFollowsTheWords();
    void prefixGivesThePrefixOfTheForwardStates();
    void logitsAreASumOverWordsAndHeads();
    void factorOfZerosAttendsEvenly();
    void maskedWordsGetNoAttention();
    void allWordsMaskedGivesZeros();
    void noWordGivesEveryHeadNoColumn();
    void overflowIsAnError_data();
    void overflowIsAnError();
    void stoppedPassIsCancelled();
};

void LamaTest::equalsTheReference_data()
{
    QTest::addColumn<QJsonObject>("changes");
    QTest::addColumn<int>("count");
    QTest::newRow("learned context") << QJsonObject{} << 9;
    QTest::newRow("mean context") << QJsonObject{{"context", "mean"}} << 9;
    QTest::newRow("token MLP") << QJsonObject{{"token_mlp", true}} << 9;
    QTest::newRow("hidden classifier layer") << QJsonObject{{"classifier_hidden_size", 5}} << 9;
    QTest::newRow("everything") << QJsonObject{{"context", "mean"}, {"token_mlp", true}, {"classifier_hidden_size", 7}}
                                << 13;
    QTest::newRow("one word") << QJsonObject{} << 1;
    QTest::newRow("one head") << QJsonObject{{"num_attention_heads", 1}} << 9;
    QTest::newRow("more heads than words") << QJsonObject{{"num_attention_heads", 13}} << 3;
    QTest::newRow("odd sizes") << QJsonObject{{"hidden_size", 11}, {"embedding_size", 7}, {"num_attention_heads", 5}} << 17;
    QTest::newRow("GRU of one unit") << QJsonObject{{"hidden_size", 1}} << 6;
    QTest::newRow("300 words") << QJsonObject{} << 300;
}

void LamaTest::equalsTheReference()
{
    QFETCH(QJsonObject, changes);
    QFETCH(int, count);
    const TinyModel tiny(support::lamaConfig(changes));
    const core::ForwardTrace trace = support::wholeTrace(*tiny.load(), words(count));
    QCOMPARE(support::difference(trace, core::ModelTask::Classification,
                                 support::referenceTrace(tiny.reference(), words(count)), 2e-5),
             QString());
}

void LamaTest::headsSumToOneOverTheWords()
{
    const TinyModel tiny(support::lamaConfig());
    const core::Matrix attention = lamaTrace(support::wholeTrace(*tiny.load(), words(40))).attention;
    QVERIFY(attention.minCoeff() > 0.0F);
    for (const double sum : attention.cast<double>().rowwise().sum())
        QVERIFY(std::abs(sum - 1.0) < 1e-6);
}

// Scores lie in [-1, 1], however large the factors are.
void LamaTest::weightsOfAHeadDifferByLessThanESquared()
{
    TinyModel tiny(support::lamaConfig());
    scale(tiny.tensor("attention.Q"), 100.0);
    tiny.write();
    const core::Matrix attention = lamaTrace(support::wholeTrace(*tiny.load(), words(30))).attention;
    for (int head = 0; head < 4; ++head)
        QVERIFY(attention.row(head).maxCoeff() / attention.row(head).minCoeff() <= std::exp(2.0F) * 1.00001F);
}

void LamaTest::oneHeadHasTwoValues()
{
    const TinyModel tiny(support::lamaConfig({{"num_attention_heads", 1}}));
    const core::LamaTrace trace = lamaTrace(support::wholeTrace(*tiny.load(), words(30)));
    for (const float score : trace.scores.reshaped())
        QVERIFY(std::abs(std::abs(score) - 1.0F) < 1e-6F);
    const std::set<float> weights(trace.attention.data(), trace.attention.data() + trace.attention.size());
    const float least = *weights.begin();
    const float most = *weights.rbegin();
    QVERIFY(std::abs(most / least - std::exp(2.0F)) < 1e-4F);
    for (const float weight : weights)
        QVERIFY(weight - least < 1e-6F || most - weight < 1e-6F);
}

void LamaTest::permutedHeadsPermuteTheRows()
{
    TinyModel tiny(support::lamaConfig());
    const core::LamaTrace before = lamaTrace(support::wholeTrace(*tiny.load(), words(12)));
    const std::vector<int> order{2, 0, 3, 1};
    permuteColumns(tiny.tensor("attention.P"), order);
    permuteColumns(tiny.tensor("attention.Q"), order);
    tiny.write();
    const core::LamaTrace after = lamaTrace(support::wholeTrace(*tiny.load(), words(12)));
    for (int head = 0; head < 4; ++head) {
        const int old = order[static_cast<std::size_t>(head)];
        QCOMPARE(support::difference(core::Matrix(after.attention.row(head)), core::Matrix(before.attention.row(old)), 1e-6),
                 QString());
        QCOMPARE(support::difference(core::Matrix(after.sentence.row(head)), core::Matrix(before.sentence.row(old)), 1e-5),
                 QString());
    }
}

void LamaTest::scaleMovesBetweenFactorAndContext()
{
    TinyModel tiny(support::lamaConfig());
    const core::ForwardTrace before = support::wholeTrace(*tiny.load(), words(12));
    scale(tiny.tensor("attention.P"), 3.0);
    scale(tiny.tensor("attention.context"), 1.0 / 3.0);
    tiny.write();
    const core::ForwardTrace after = support::wholeTrace(*tiny.load(), words(12));
    QCOMPARE(support::difference(lamaTrace(after).attention, lamaTrace(before).attention, 1e-6), QString());
    QCOMPARE(support::difference(after.logits, before.logits, 1e-5), QString());
}

void LamaTest::headGainIsTheContextsFactor()
{
    const TinyModel tiny(support::lamaConfig());
    const core::Vector gain = lamaTrace(support::wholeTrace(*tiny.load(), words(5))).headGain;
    const support::ReferenceTensor &factor = tiny.reference().tensors.at("attention.P");
    const support::ReferenceTensor &context = tiny.reference().tensors.at("attention.context");
    QCOMPARE(gain.size(), 4);
    for (int head = 0; head < 4; ++head) {
        double expected = 0.0;
        for (std::size_t feature = 0; feature < context.values.size(); ++feature)
            expected += context.values[feature] * factor.values[4 * feature + static_cast<std::size_t>(head)];
        QVERIFY(std::abs(gain[head] - expected) < 1e-5);
    }
}

void LamaTest::meanContextFollowsTheWords()
{
    const TinyModel learned(support::lamaConfig());
    const TinyModel mean(support::lamaConfig({{"context", "mean"}}));
    const auto gainOf = [](const TinyModel &tiny, std::uint32_t seed) {
        return core::Matrix(lamaTrace(support::wholeTrace(*tiny.load(), words(8, seed))).headGain);
    };
    QCOMPARE(support::difference(gainOf(learned, 1), gainOf(learned, 2), 0.0), QString());
    QVERIFY(!support::difference(gainOf(mean, 1), gainOf(mean, 2), 1e-3).isEmpty());
}

void LamaTest::prefixGivesThePrefixOfTheForwardStates()
{
    const TinyModel tiny(support::lamaConfig());
    const std::vector<core::TokenId> all = words(12);
    const core::Matrix whole = lamaTrace(support::wholeTrace(*tiny.load(), all)).states;
    const core::Matrix prefix = lamaTrace(support::wholeTrace(*tiny.load(), std::span(all).first(5))).states;
    QCOMPARE(support::difference(core::Matrix(prefix.leftCols(10)), core::Matrix(whole.topLeftCorner(5, 10)), 1e-6),
             QString());
    QVERIFY(
        !support::difference(core::Matrix(prefix.rightCols(10)), core::Matrix(whole.topRightCorner(5, 10)), 1e-3).isEmpty());
}

// logit_k = b_k + sum over heads i and words t of A_it <H_t, w_ki>, exact where the classifier is linear.
void LamaTest::logitsAreASumOverWordsAndHeads()
{
    const TinyModel tiny(support::lamaConfig());
    const core::ForwardTrace trace = support::wholeTrace(*tiny.load(), words(7));
    const support::ReferenceTensor &weight = tiny.reference().tensors.at("classifier.out.weight");
    for (int label = 0; label < 2; ++label) {
        double logit = tiny.reference().tensors.at("classifier.out.bias").values[static_cast<std::size_t>(label)];
        for (int head = 0; head < 4; ++head) {
            for (int word = 0; word < 7; ++word) {
                for (int feature = 0; feature < 20; ++feature)
                    logit += lamaTrace(trace).attention(head, word) * lamaTrace(trace).states(word, feature) *
                             weight.values[static_cast<std::size_t>((label * 4 + head) * 20 + feature)];
            }
        }
        QVERIFY(std::abs(trace.logits(0, label) - logit) < 1e-5);
    }
}

// 0 / 0 in the division by the length over the heads.
void LamaTest::factorOfZerosAttendsEvenly()
{
    TinyModel tiny(support::lamaConfig());
    scale(tiny.tensor("attention.P"), 0.0);
    tiny.write();
    const core::LamaTrace trace = lamaTrace(support::wholeTrace(*tiny.load(), words(8)));
    QVERIFY((trace.scores.array() == 0.0F).all());
    QCOMPARE(support::difference(trace.attention, core::Matrix::Constant(4, 8, 0.125F), 1e-7), QString());
}

void LamaTest::maskedWordsGetNoAttention()
{
    const TinyModel tiny(support::lamaConfig());
    const std::vector<bool> mask{false, true, false, false, true, false};
    const core::ForwardTrace trace = support::wholeTrace(*tiny.load(), words(6), mask);
    QCOMPARE(support::difference(trace, core::ModelTask::Classification,
                                 support::referenceTrace(tiny.reference(), words(6), mask), 2e-5),
             QString());
    QVERIFY((lamaTrace(trace).attention.col(1).array() == 0.0F).all());
    QVERIFY((lamaTrace(trace).attention.col(4).array() == 0.0F).all());
}

void LamaTest::allWordsMaskedGivesZeros()
{
    const TinyModel tiny(support::lamaConfig());
    const core::ForwardTrace trace = support::wholeTrace(*tiny.load(), words(3), {true, true, true});
    QVERIFY((lamaTrace(trace).attention.array() == 0.0F).all());
    QVERIFY((lamaTrace(trace).sentence.array() == 0.0F).all());
    QVERIFY(trace.logits.allFinite());
}

// "A trace without columns and no logits": the heads are still there.
void LamaTest::noWordGivesEveryHeadNoColumn()
{
    const TinyModel tiny(support::lamaConfig());
    const core::ForwardTrace trace = support::wholeTrace(*tiny.load(), {});
    QCOMPARE(lamaTrace(trace).attention.rows(), 4);
    QCOMPARE(lamaTrace(trace).attention.cols(), 0);
    QCOMPARE(lamaTrace(trace).scores.rows(), 4);
    QCOMPARE(lamaTrace(trace).scores.cols(), 0);
    QCOMPARE(lamaTrace(trace).states.rows(), 0);
    QCOMPARE(trace.logits.size(), 0);
}

void LamaTest::overflowIsAnError_data()
{
    QTest::addColumn<QStringList>("tensors");
    QTest::addColumn<int>("classifierHiddenSize");
    QTest::newRow("context") << QStringList{"attention.P", "attention.context"} << 0;
    QTest::newRow("context, behind a relu") << QStringList{"attention.P", "attention.context"} << 5;
    QTest::newRow("classifier") << QStringList{"classifier.out.weight", "classifier.out.bias"} << 0;
    QTest::newRow("hidden classifier layer") << QStringList{"classifier.dense.weight", "classifier.out.weight"} << 5;
}

void LamaTest::overflowIsAnError()
{
    QFETCH(QStringList, tensors);
    QFETCH(int, classifierHiddenSize);
    TinyModel tiny(support::lamaConfig({{"classifier_hidden_size", classifierHiddenSize}}));
    for (const QString &name : tensors) {
        for (double &value : tiny.tensor(name.toStdString()).values)
            value = std::copysign(3e38, value);
    }
    tiny.write();
    const auto trace = core::forward(*tiny.load(), words(6), {}, {});
    QVERIFY2(!trace, "the pass succeeded");
    QCOMPARE(trace.error().kind, core::ErrorKind::BadInput);
    QVERIFY2(trace.error().message.find("not finite") != std::string::npos, trace.error().message.c_str());
}

void LamaTest::stoppedPassIsCancelled()
{
    const TinyModel tiny(support::lamaConfig());
    std::stop_source source;
    source.request_stop();
    const auto trace = core::forward(*tiny.load(), words(6), {}, source.get_token());
    QVERIFY(!trace);
    QCOMPARE(trace.error().kind, core::ErrorKind::Cancelled);
}

ATTNSCOPE_TEST(LamaTest, tests::NoApplication)
#include "tst_lama.moc"
