#include "core/model/mask/pair_mask.h"

#include "tests/support/matrix_compare.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <cmath>
#include <cstdlib>
#include <numeric>

namespace {

double densityOf(const core::PairMask &mask, int head)
{
    const std::ptrdiff_t pairs = std::ptrdiff_t{1} * mask.tokens * mask.tokens;
    const auto first = mask.kept.begin() + head * pairs;
    return std::accumulate(first, first + pairs, 0.0) / static_cast<double>(pairs);
}

}  // namespace

class PairMaskTest : public QObject
{
    Q_OBJECT

private slots:
    void noMaskKeepsEveryPair();
    void withoutDiagonalLeavesOutItself();
    void structuredGateActsOnItsDistance();
    void structuredDensityCountsPairsPerDistance();
    void unstructuredGateActsOnItsPair();
    void unstructuredIsSymmetric();
    void gateOfZeroIsClosed();
    void keptPairsAreThoseOfTheMask();
};

void PairMaskTest::noMaskKeepsEveryPair()
{
    QVERIFY(core::PairMask().keepsEverything());
    QVERIFY(core::PairMask().keeps(3, 1, 4));
}

void PairMaskTest::withoutDiagonalLeavesOutItself()
{
    for (const int tokens : {1, 2, 7}) {
        const core::PairMask mask = core::withoutDiagonal(tokens);
        for (int query = 0; query < tokens; ++query) {
            for (int key = 0; key < tokens; ++key)
                QCOMPARE(mask.keeps(/*head=*/2, query, key), query != key);
        }
    }
}

// Toeplitz and symmetric; gate 0 is the main diagonal.
void PairMaskTest::structuredGateActsOnItsDistance()
{
    constexpr int longest = 9;
    constexpr int tokens = 6;
    for (int open = 0; open < longest; ++open) {
        core::Matrix gates = core::Matrix::Constant(2, longest, -1.0F);
        gates(1, open) = 0.5F;
        const core::PairMask mask = core::structuredMask(gates, tokens);
        for (int query = 0; query < tokens; ++query) {
            for (int key = 0; key < tokens; ++key) {
                QCOMPARE(mask.keeps(1, query, key), std::abs(query - key) == open);
                QVERIFY(!mask.keeps(0, query, key));
            }
        }
    }
}

// Density = (1/n^2) sum of c_d m_d over the distances, c_0 = n and c_d = 2 (n - d).
void PairMaskTest::structuredDensityCountsPairsPerDistance()
{
    constexpr int tokens = 20;
    const core::Matrix gates = support::randomMatrix(3, 32, 5);
    const core::PairMask mask = core::structuredMask(gates, tokens);
    for (int head = 0; head < 3; ++head) {
        double kept = gates(head, 0) > 0.0F ? tokens : 0;
        for (int distance = 1; distance < tokens; ++distance)
            kept += gates(head, distance) > 0.0F ? 2.0 * (tokens - distance) : 0.0;
        QCOMPARE(densityOf(mask, head), kept / (tokens * tokens));
    }
}

// Gates count through the upper triangle of the longest text, whatever the length of this one.
void PairMaskTest::unstructuredGateActsOnItsPair()
{
    constexpr int longest = 7;
    constexpr int tokens = 5;
    int gate = 0;
    for (int row = 0; row < longest; ++row) {
        for (int column = row; column < longest; ++column, ++gate) {
            core::Matrix gates = core::Matrix::Constant(1, longest * (longest + 1) / 2, -1.0F);
            gates(0, gate) = 1.0F;
            const core::PairMask mask = core::unstructuredMask(gates, longest, tokens);
            for (int query = 0; query < tokens; ++query) {
                for (int key = 0; key < tokens; ++key)
                    QCOMPARE(mask.keeps(0, query, key), std::min(query, key) == row && std::max(query, key) == column);
            }
        }
    }
}

void PairMaskTest::unstructuredIsSymmetric()
{
    constexpr int tokens = 16;
    const core::PairMask mask =
        core::unstructuredMask(support::randomMatrix(4, tokens * (tokens + 1) / 2, 6), tokens, tokens);
    for (int head = 0; head < 4; ++head) {
        QVERIFY(densityOf(mask, head) > 0.0 && densityOf(mask, head) < 1.0);
        for (int query = 0; query < tokens; ++query) {
            for (int key = 0; key < query; ++key)
                QCOMPARE(mask.keeps(head, query, key), mask.keeps(head, key, query));
        }
    }
}

// A gate is a logit, kept where it is more likely open than closed.
void PairMaskTest::gateOfZeroIsClosed()
{
    QVERIFY(!core::structuredMask(core::Matrix::Zero(1, 1), 1).keeps(0, 0, 0));
    QVERIFY(core::structuredMask(core::Matrix::Constant(1, 1, 1e-30F), 1).keeps(0, 0, 0));
}

void PairMaskTest::keptPairsAreThoseOfTheMask()
{
    constexpr int longest = 12;
    constexpr int tokens = 9;
    for (const auto kind : {core::TrainedMask::Structured, core::TrainedMask::Unstructured}) {
        const int gates = kind == core::TrainedMask::Structured ? longest : longest * (longest + 1) / 2;
        const core::LearnedGates learned{.kind = kind, .longest = longest, .logits = support::randomMatrix(3, gates, 9)};
        const core::PairMask mask = core::learnedMask(learned, tokens);
        for (int head = 0; head < 3; ++head)
            QCOMPARE(core::keptPairs(learned, head, tokens),
                     static_cast<int>(std::lround(densityOf(mask, head) * tokens * tokens)));
    }
}

ATTNSCOPE_TEST(PairMaskTest, tests::NoApplication)
#include "tst_pair_mask.moc"
