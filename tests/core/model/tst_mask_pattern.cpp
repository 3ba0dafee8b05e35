#include "core/model/mask/mask_pattern.h"

#include "tests/support/matrix_compare.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <cmath>

namespace {

using core::MaskKind;
using core::PairMask;

PairMask maskOf(const core::MaskTerm &term, int tokens)
{
    return core::keptPairs(core::patternOf(term), {.tokens = tokens, .heads = 4});
}

QString printed(const PairMask &mask, int head = 0)
{
    QString text;
    for (int query = 0; query < mask.tokens; ++query) {
        for (int key = 0; key < mask.tokens; ++key)
            text += mask.keeps(head, query, key) ? 'x' : '.';
        text += ' ';
    }
    return text.trimmed();
}

int removedPairs(const PairMask &mask, int head = 0)
{
    return static_cast<int>(std::lround(core::sparsity(mask, head) * mask.tokens * mask.tokens));
}

}  // namespace

class MaskPatternTest : public QObject
{
    Q_OBJECT

private slots:
    void keepsThesePairs_data();
    void keepsThesePairs();
    void sparsityIsThePublishedOne_data();
    void sparsityIsThePublishedOne();
    void shortTextsHaveMasks();
    void unionKeepsWhatEitherKeeps();
    void intersectionKeepsWhatBothKeep();
    void intersectionOfUnionsIsDistributed();
    void fullIsNeutral();
    void randomRemovesSoMany();
    void randomDependsOnItsSeed();
    void bigBirdAddsKeysToEveryQuery();
    void learnedFollowsItsThreshold();
    void paintedIsCutAndGoesOnKept();
    void offsetsShareOutAllPairs();
    void uniformLeavesThePairsToTheOthers();
    void controlRemovesAsManyOfEveryHead();
    void everyKindIsDescribed();
};

void MaskPatternTest::keepsThesePairs_data()
{
    QTest::addColumn<core::MaskTerm>("term");
    QTest::addColumn<QString>("expected");
    QTest::newRow("diagonal") << core::maskTerm(MaskKind::Diagonal) << ".xxxxx x.xxxx xx.xxx xxx.xx xxxx.x xxxxx.";
    QTest::newRow("offset:0") << core::maskTerm(MaskKind::Offset, {0}) << ".xxxxx x.xxxx xx.xxx xxx.xx xxxx.x xxxxx.";
    QTest::newRow("offset:1") << core::maskTerm(MaskKind::Offset) << "x.xxxx .x.xxx x.x.xx xx.x.x xxx.x. xxxx.x";
    QTest::newRow("offset:4") << core::maskTerm(MaskKind::Offset, {4}) << "xxxx.x xxxxx. xxxxxx xxxxxx .xxxxx x.xxxx";
    QTest::newRow("band:0") << core::maskTerm(MaskKind::Band, {0}) << "x..... .x.... ..x... ...x.. ....x. .....x";
    QTest::newRow("band:2") << core::maskTerm(MaskKind::Band, {2}) << "xxx... xxxx.. xxxxx. .xxxxx ..xxxx ...xxx";
    QTest::newRow("block:4") << core::maskTerm(MaskKind::Block, {4}) << "xxxx.. xxxx.. xxxx.. xxxx.. ....xx ....xx";
    QTest::newRow("fixed:2") << core::maskTerm(MaskKind::Fixed, {2}) << "xx.x.x xx.x.x .xxx.x .xxx.x .x.xxx .x.xxx";
    QTest::newRow("strided:3") << core::maskTerm(MaskKind::Strided, {3}) << "xxxx.. xxxxx. xxxxxx xxxxxx .xxxxx ..xxxx";
    QTest::newRow("star:0") << core::maskTerm(MaskKind::Star, {0}) << "xxxxxx xx.... x.x... x..x.. x...x. x....x";
    QTest::newRow("logsparse") << core::maskTerm(MaskKind::LogSparse) << "xxx.x. xxxx.x xxxxx. .xxxxx x.xxxx .x.xxx";
    QTest::newRow("longformer:0:2") << core::maskTerm(MaskKind::Longformer, {0, 2})
                                    << "xxxxxx xxxxxx xxx... xx.x.. xx..x. xx...x";
}

void MaskPatternTest::keepsThesePairs()
{
    QFETCH(core::MaskTerm, term);
    QFETCH(QString, expected);
    QCOMPARE(printed(maskOf(term, 6)), expected);
}

// Percent of the pairs of 128 tokens, as counted in the authors' README where it says so.
void MaskPatternTest::sparsityIsThePublishedOne_data()
{
    QTest::addColumn<core::MaskTerm>("term");
    QTest::addColumn<double>("expected");
    QTest::addColumn<double>("tolerance");
    QTest::newRow("strided") << core::maskTerm(MaskKind::Strided, {4}) << 70.39 << 0.005;
    QTest::newRow("fixed, 4") << core::maskTerm(MaskKind::Fixed, {4}) << 72.66 << 0.005;
    QTest::newRow("fixed, 32") << core::maskTerm(MaskKind::Fixed, {32}) << 72.66 << 0.005;
    QTest::newRow("longformer") << core::maskTerm(MaskKind::Longformer, {6, 1}) << 88.62 << 0.005;
    QTest::newRow("longformer, 2 global") << core::maskTerm(MaskKind::Longformer, {5, 2}) << 88.62 << 0.15;
    QTest::newRow("log-sparse") << core::maskTerm(MaskKind::LogSparse) << 89.83 << 0.005;
    QTest::newRow("star") << core::maskTerm(MaskKind::Star, {1}) << 96.13 << 0.005;
    QTest::newRow("BigBird, not determined") << core::maskTerm(MaskKind::BigBird, {1, 1, 4, 1}) << 93.1 << 0.1;
    QTest::newRow("diagonal") << core::maskTerm(MaskKind::Diagonal) << 0.78 << 0.005;
    QTest::newRow("full") << core::maskTerm(MaskKind::Full) << 0.0 << 0.0;
}

void MaskPatternTest::sparsityIsThePublishedOne()
{
    QFETCH(core::MaskTerm, term);
    QFETCH(double, expected);
    QFETCH(double, tolerance);
    const double percent = 100.0 * core::sparsity(maskOf(term, 128));
    QVERIFY2(std::abs(percent - expected) <= tolerance, qPrintable(QString::number(percent)));
}

void MaskPatternTest::shortTextsHaveMasks()
{
    for (const core::MaskKindDescription &kind : core::maskKindDescriptions()) {
        for (const int tokens : {1, 2, 3}) {
            const PairMask mask = maskOf(core::maskTerm(kind.kind), tokens);
            QVERIFY(mask.keepsEverything() || mask.kept.size() == static_cast<std::size_t>(tokens) * tokens);
        }
    }
    QVERIFY(!maskOf(core::maskTerm(MaskKind::Diagonal), 1).keeps(0, 0, 0));
    QCOMPARE(removedPairs(maskOf(core::maskTerm(MaskKind::Random, {1e9, 1}), 3)), 9);
}

void MaskPatternTest::unionKeepsWhatEitherKeeps()
{
    const auto pattern = core::unionOf(core::patternOf(core::maskTerm(MaskKind::Band, {0})),
                                       core::patternOf(core::maskTerm(MaskKind::Block, {2})));
    QCOMPARE(printed(core::keptPairs(pattern, {.tokens = 4, .heads = 1})), "xx.. xx.. ..xx ..xx");
}

void MaskPatternTest::intersectionKeepsWhatBothKeep()
{
    const auto pattern = core::intersectionOf(core::patternOf(core::maskTerm(MaskKind::Band, {1})),
                                              core::patternOf(core::maskTerm(MaskKind::Diagonal)));
    QCOMPARE(printed(core::keptPairs(pattern, {.tokens = 4, .heads = 1})), ".x.. x.x. .x.x ..x.");
}

void MaskPatternTest::intersectionOfUnionsIsDistributed()
{
    const auto left = core::unionOf(core::patternOf(core::maskTerm(MaskKind::Band, {0})),
                                    core::patternOf(core::maskTerm(MaskKind::LogSparse)));
    const auto right = core::unionOf(core::patternOf(core::maskTerm(MaskKind::Diagonal)),
                                     core::patternOf(core::maskTerm(MaskKind::Star, {0})));
    const core::PatternInput input{.tokens = 9, .heads = 1};
    const PairMask both = core::keptPairs(core::intersectionOf(left, right), input);
    const PairMask first = core::keptPairs(left, input);
    const PairMask second = core::keptPairs(right, input);
    for (std::size_t pair = 0; pair < both.kept.size(); ++pair)
        QCOMPARE(both.kept[pair], first.kept[pair] & second.kept[pair]);
}

void MaskPatternTest::fullIsNeutral()
{
    const auto full = core::patternOf(core::maskTerm(MaskKind::Full));
    const auto star = core::patternOf(core::maskTerm(MaskKind::Star));
    const core::PatternInput input{.tokens = 5, .heads = 1};
    QVERIFY(core::keptPairs(full, input).keepsEverything());
    QVERIFY(core::keptPairs(core::unionOf(star, full), input).keepsEverything());
    QVERIFY(core::keptPairs(core::intersectionOf(star, full), input) == core::keptPairs(star, input));
    QCOMPARE(core::sparsity(core::keptPairs(core::MaskPattern(), input)), 1.0);
}

void MaskPatternTest::randomRemovesSoMany()
{
    for (const int count : {0, 1, 17, 100})
        QCOMPARE(removedPairs(maskOf(core::maskTerm(MaskKind::Random, {1.0 * count, 7}), 10)), count);
}

void MaskPatternTest::randomDependsOnItsSeed()
{
    const PairMask one = maskOf(core::maskTerm(MaskKind::Random, {30, 1}), 12);
    QVERIFY(one == maskOf(core::maskTerm(MaskKind::Random, {30, 1}), 12));
    QVERIFY(one != maskOf(core::maskTerm(MaskKind::Random, {30, 2}), 12));
}

void MaskPatternTest::bigBirdAddsKeysToEveryQuery()
{
    const PairMask without = maskOf(core::maskTerm(MaskKind::Longformer, {1, 1}), 30);
    const PairMask with = maskOf(core::maskTerm(MaskKind::BigBird, {1, 1, 3, 5}), 30);
    for (int query = 1; query < 30; ++query) {
        int added = 0;
        for (int key = 0; key < 30; ++key) {
            QVERIFY(!without.keeps(0, query, key) || with.keeps(0, query, key));
            added += with.keeps(0, query, key) && !without.keeps(0, query, key) ? 1 : 0;
        }
        QCOMPARE(added, 3);
    }
}

void MaskPatternTest::learnedFollowsItsThreshold()
{
    const core::LearnedGates gates{
        .kind = core::TrainedMask::Structured, .longest = 12, .logits = support::randomMatrix(3, 12, 9)};
    const auto keptAt = [&](double threshold) {
        const auto pattern = core::patternOf(core::maskTerm(MaskKind::Learned, {threshold}));
        return core::keptPairs(pattern, {.tokens = 9, .heads = 3, .gates = &gates});
    };
    QVERIFY(keptAt(0.5) == core::learnedMask(gates, 9));
    for (int head = 0; head < 3; ++head) {
        QCOMPARE(core::sparsity(keptAt(0.0), head), 0.0);
        QCOMPARE(core::sparsity(keptAt(1.0), head), 1.0);
        const core::Matrix probabilities = core::keepProbabilities(gates, head, 9);
        for (int key = 0; key < 9; ++key)
            QCOMPARE(keptAt(0.7).keeps(head, 2, key), probabilities(2, key) > 0.7F);
    }
}

void MaskPatternTest::paintedIsCutAndGoesOnKept()
{
    const core::MaskTerm painted = core::paintedTerm(core::withoutDiagonal(4));
    QCOMPARE(printed(maskOf(painted, 3)), ".xx x.x xx.");
    QCOMPARE(printed(maskOf(painted, 5)), ".xxxx x.xxx xx.xx xxx.x xxxxx");
    QVERIFY(painted == core::paintedTerm(core::withoutDiagonal(4)));
    QVERIFY(!(painted == core::paintedTerm(core::withoutDiagonal(5))));
}

// Together the offsets of a text remove each of its pairs once.
void MaskPatternTest::offsetsShareOutAllPairs()
{
    constexpr int tokens = 7;
    std::vector<int> timesRemoved(static_cast<std::size_t>(tokens) * tokens, 0);
    for (int distance = 0; distance < tokens; ++distance) {
        const PairMask mask = maskOf(core::maskTerm(MaskKind::Offset, {1.0 * distance}), tokens);
        for (std::size_t pair = 0; pair < timesRemoved.size(); ++pair)
            timesRemoved[pair] += mask.kept[pair] == 0 ? 1 : 0;
    }
    QCOMPARE(timesRemoved, std::vector<int>(timesRemoved.size(), 1));
    QCOMPARE(removedPairs(maskOf(core::maskTerm(MaskKind::Offset, {1.0 * tokens}), tokens)), 0);
    QVERIFY(maskOf(core::maskTerm(MaskKind::Offset, {0}), tokens) == maskOf(core::maskTerm(MaskKind::Diagonal), tokens));
}

// In a union as in an intersection the other terms alone choose the pairs.
void MaskPatternTest::uniformLeavesThePairsToTheOthers()
{
    const auto uniform = core::patternOf(core::maskTerm(MaskKind::Uniform));
    const auto star = core::patternOf(core::maskTerm(MaskKind::Star));
    const core::PatternInput input{.tokens = 5, .heads = 1};
    QVERIFY(core::isUniform(uniform) && core::keepsEverything(uniform));
    QVERIFY(core::keptPairs(uniform, input).keepsEverything());
    for (const core::MaskPattern &both : {core::unionOf(star, uniform), core::unionOf(uniform, star),
                                          core::intersectionOf(star, uniform), core::intersectionOf(uniform, star)}) {
        QVERIFY(core::isUniform(both) && !core::keepsEverything(both));
        QVERIFY(core::keptPairs(both, input) == core::keptPairs(star, input));
    }
    QVERIFY(!core::isUniform(star));
    QVERIFY(core::keepsEverything(core::unionOf(uniform, core::patternOf(core::maskTerm(MaskKind::Full)))));
    QVERIFY(!core::isUniform(core::MaskPattern()) && !core::keepsEverything(core::MaskPattern()));
}

void MaskPatternTest::controlRemovesAsManyOfEveryHead()
{
    const PairMask mask = core::pairMask(3, 8, [](int head, int query, int key) { return query + key > head; });
    const PairMask control = core::randomControl(mask, 4);
    for (int head = 0; head < 3; ++head)
        QCOMPARE(removedPairs(control, head), removedPairs(mask, head));
    QVERIFY(control != mask);
    QVERIFY(core::randomControl(PairMask(), 1).keepsEverything());
}

void MaskPatternTest::everyKindIsDescribed()
{
    for (int kind = 0; kind <= static_cast<int>(MaskKind::Painted); ++kind)
        QVERIFY(!core::describe(static_cast<MaskKind>(kind)).id.empty());
}

ATTNSCOPE_TEST(MaskPatternTest, tests::NoApplication)
#include "tst_mask_pattern.moc"
