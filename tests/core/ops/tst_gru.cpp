#include "core/ops/gru.h"

#include "tests/support/matrix_compare.h"
#include "tests/support/slope.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <cmath>

namespace {

using Order = core::GruDirection::Order;

// Small enough recurrent weights that the states forget a rounding instead of magnifying it.
core::GruDirection::Weights randomWeights(int inputs, int hidden)
{
    return {.weightInput = support::randomMatrix(3 * hidden, inputs, 1, 1.0F / std::sqrt(static_cast<float>(inputs))),
            .weightHidden = support::randomMatrix(3 * hidden, hidden, 2, 1.0F / std::sqrt(static_cast<float>(hidden))),
            .biasInput = support::randomVector(3 * hidden, 3),
            .biasHidden = support::randomVector(3 * hidden, 4)};
}

support::ReferenceGru toReference(const core::GruDirection::Weights &weights)
{
    return {support::toReference(weights.weightInput), support::toReference(weights.weightHidden),
            support::toReference(weights.biasInput), support::toReference(weights.biasHidden)};
}

core::Matrix statesOf(const core::GruDirection &gru, const core::Matrix &words, Order order)
{
    core::Matrix states(words.rows(), gru.hiddenSize());
    gru.run(words, order, 0, states);
    return states;
}

}  // namespace

class GruTest : public QObject
{
    Q_OBJECT

private slots:
    void equalsTheFormula_data();
    void equalsTheFormula();
    void writesItsColumnsOnly();
    void prefixGivesThePrefixOfTheStates();
    void backwardIsForwardOverReversedWords();
    void noWordIsFine();
    void gradientIsTheSlope_data();
    void gradientIsTheSlope();
};

void GruTest::equalsTheFormula_data()
{
    QTest::addColumn<int>("words");
    QTest::addColumn<int>("inputs");
    QTest::addColumn<int>("hidden");
    QTest::addColumn<bool>("isBackward");
    for (const bool isBackward : {false, true}) {
        const char *direction = isBackward ? "backward" : "forward";
        QTest::addRow("%s, one word", direction) << 1 << 24 << 10 << isBackward;
        QTest::addRow("%s, odd sizes", direction) << 13 << 17 << 11 << isBackward;
        QTest::addRow("%s, one unit", direction) << 6 << 3 << 1 << isBackward;
        QTest::addRow("%s, wide", direction) << 21 << 200 << 100 << isBackward;
        QTest::addRow("%s, 257 words", direction) << 257 << 8 << 6 << isBackward;
    }
}

void GruTest::equalsTheFormula()
{
    QFETCH(int, words);
    QFETCH(int, inputs);
    QFETCH(int, hidden);
    QFETCH(bool, isBackward);
    const core::GruDirection::Weights weights = randomWeights(inputs, hidden);
    const core::GruDirection gru(weights);
    QCOMPARE(gru.hiddenSize(), hidden);
    const core::Matrix input = support::randomMatrix(words, inputs, 5);
    const core::Matrix states = statesOf(gru, input, isBackward ? Order::Backward : Order::Forward);
    QCOMPARE(
        support::difference(states, support::gruStates(toReference(weights), support::toReference(input), isBackward), 1e-5),
        QString());
}

void GruTest::writesItsColumnsOnly()
{
    const core::GruDirection gru(randomWeights(5, 4));
    const core::Matrix words = support::randomMatrix(7, 5, 6);
    core::Matrix states = core::Matrix::Constant(7, 9, -3.0F);
    gru.run(words, Order::Backward, 4, states);
    QCOMPARE(support::difference(core::Matrix(states.leftCols(4)), core::Matrix::Constant(7, 4, -3.0F), 0.0), QString());
    QCOMPARE(support::difference(core::Matrix(states.middleCols(4, 4)), statesOf(gru, words, Order::Backward), 0.0),
             QString());
    QCOMPARE(support::difference(core::Matrix(states.rightCols(1)), core::Matrix::Constant(7, 1, -3.0F), 0.0), QString());
}

void GruTest::prefixGivesThePrefixOfTheStates()
{
    const core::GruDirection gru(randomWeights(6, 8));
    const core::Matrix words = support::randomMatrix(12, 6, 7);
    const core::Matrix whole = statesOf(gru, words, Order::Forward);
    const core::Matrix prefix = statesOf(gru, words.topRows(5), Order::Forward);
    QCOMPARE(support::difference(prefix, core::Matrix(whole.topRows(5)), 1e-6), QString());
}

void GruTest::backwardIsForwardOverReversedWords()
{
    const core::GruDirection gru(randomWeights(6, 8));
    const core::Matrix words = support::randomMatrix(12, 6, 8);
    const core::Matrix reversed = statesOf(gru, words.colwise().reverse(), Order::Forward);
    QCOMPARE(support::difference(statesOf(gru, words, Order::Backward), core::Matrix(reversed.colwise().reverse()), 1e-6),
             QString());
}

void GruTest::noWordIsFine()
{
    const core::GruDirection gru(randomWeights(6, 8));
    QCOMPARE(statesOf(gru, core::Matrix(0, 6), Order::Backward).rows(), 0);
}

void GruTest::gradientIsTheSlope_data()
{
    QTest::addColumn<int>("words");
    QTest::addColumn<Order>("order");
    QTest::newRow("forward") << 6 << Order::Forward;
    QTest::newRow("backward") << 6 << Order::Backward;
    QTest::newRow("one word") << 1 << Order::Forward;
    QTest::newRow("one word, backward") << 1 << Order::Backward;
}

// Of the sum of all states, each with a weight of its own; the states stand beside those of another direction. Adds to what is there.
void GruTest::gradientIsTheSlope()
{
    QFETCH(int, words);
    QFETCH(Order, order);
    constexpr int inputs = 5;
    constexpr int hidden = 6;
    const core::GruDirection::Weights weights = randomWeights(inputs, hidden);
    const core::GruDirection gru(weights);
    const core::Matrix input = support::randomMatrix(words, inputs, 5);
    core::Matrix states = core::Matrix::Constant(words, hidden + 3, 9.0F);
    gru.run(input, order, 2, states);
    const core::Matrix ofStates = support::randomMatrix(words, hidden + 3, 6);
    core::Matrix gradient = core::Matrix::Ones(words, inputs);
    gru.addGradient({input, order, 2, states}, ofStates, gradient);
    for (int word = 0; word < words; ++word) {
        for (int column = 0; column < inputs; ++column) {
            const double expected = 1.0 + support::slope([&](double by) {
                                        support::ReferenceMatrix pushed = support::toReference(input);
                                        pushed(word, column) += by;
                                        const auto result =
                                            support::gruStates(toReference(weights), pushed, order == Order::Backward);
                                        double sum = 0.0;
                                        for (int row = 0; row < words; ++row) {
                                            for (int unit = 0; unit < hidden; ++unit)
                                                sum += result(row, unit) * ofStates(row, unit + 2);
                                        }
                                        return sum;
                                    });
            QVERIFY(std::abs(gradient(word, column) - expected) < 2e-5);
        }
    }
}

ATTNSCOPE_TEST(GruTest, tests::NoApplication)
#include "tst_gru.moc"
