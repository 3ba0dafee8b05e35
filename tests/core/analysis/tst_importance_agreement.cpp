#include "core/analysis/importance/importance_agreement.h"

#include "core/base/seeded_random.h"
#include "core/base/undefined.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <cmath>

namespace {

using core::ImportanceMeasure;

// Pair by pair.
double plainTauB(const std::vector<double> &left, const std::vector<double> &right)
{
    double balance = 0;
    double apartLeft = 0;
    double apartRight = 0;
    for (std::size_t one = 0; one < left.size(); ++one) {
        for (std::size_t other = 0; other < one; ++other) {
            const double ofLeft = left[one] - left[other];
            const double ofRight = right[one] - right[other];
            balance += ofLeft * ofRight > 0 ? 1 : ofLeft * ofRight < 0 ? -1 : 0;
            apartLeft += ofLeft != 0 ? 1 : 0;
            apartRight += ofRight != 0 ? 1 : 0;
        }
    }
    return balance / std::sqrt(apartLeft * apartRight);
}

// Few different values, so that many are tied.
std::vector<double> drawn(std::size_t count, std::uint64_t levels, std::uint64_t seed)
{
    core::SeededRandom random(seed);
    std::vector<double> values(count);
    for (double &value : values)
        value = static_cast<double>(random.below(levels)) - 2;
    return values;
}

}  // namespace

class ImportanceAgreementTest : public QObject
{
    Q_OBJECT

private slots:
    void tauIsThatOfPlainLoops_data();
    void tauIsThatOfPlainLoops();
    void tauByHand();
    void tauIsMissingWithoutAnOrder();
    void undefinedValuesTakeTheirTokenOut();
    void overlapCountsTheMostImportant();
    void equalValuesGoByPosition();
    void signedMeetsUnsignedBySize();
    void missingTauSaysWhy();
    void tableIsSymmetric();
};

void ImportanceAgreementTest::tauIsThatOfPlainLoops_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<int>("levels");
    QTest::newRow("three") << 3 << 1000;
    QTest::newRow("without ties") << 60 << 1000000;
    QTest::newRow("many ties") << 61 << 4;
    QTest::newRow("two values") << 200 << 2;
}

void ImportanceAgreementTest::tauIsThatOfPlainLoops()
{
    QFETCH(int, count);
    QFETCH(int, levels);
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        const auto left = drawn(static_cast<std::size_t>(count), static_cast<std::uint64_t>(levels), 2 * seed);
        const auto right = drawn(static_cast<std::size_t>(count), static_cast<std::uint64_t>(levels), 2 * seed + 1);
        const auto tau = core::kendallTauB(left, right);
        QVERIFY(tau.has_value());
        QVERIFY2(std::abs(*tau - plainTauB(left, right)) < 1e-12, qPrintable(QString::number(seed)));
    }
}

// Of six pairs five agree and one does not; then with one tie on the left: (4 - 1) / sqrt(5 * 6).
void ImportanceAgreementTest::tauByHand()
{
    QCOMPARE(*core::kendallTauB(std::vector{1.0, 2.0, 3.0, 4.0}, std::vector{1.0, 2.0, 4.0, 3.0}), 4.0 / 6.0);
    const double tied = *core::kendallTauB(std::vector{1.0, 1.0, 3.0, 4.0}, std::vector{1.0, 2.0, 4.0, 3.0});
    QVERIFY(std::abs(tied - 3.0 / std::sqrt(30.0)) < 1e-12);
    QCOMPARE(*core::kendallTauB(std::vector{1.0, 2.0, 3.0}, std::vector{3.0, 2.0, 1.0}), -1.0);
}

void ImportanceAgreementTest::tauIsMissingWithoutAnOrder()
{
    const std::vector rising{1.0, 2.0, 3.0};
    QVERIFY(!core::kendallTauB(rising, std::vector{2.0, 2.0, 2.0}));
    QVERIFY(!core::kendallTauB(std::vector{0.0, 0.0, 0.0}, rising));
    QVERIFY(!core::kendallTauB(std::vector{1.0, 2.0}, std::vector{1.0, 2.0}));
    QVERIFY(!core::kendallTauB(rising, std::vector{1.0, core::undefined, 3.0}));
}

void ImportanceAgreementTest::undefinedValuesTakeTheirTokenOut()
{
    const std::vector left{core::undefined, 1.0, 2.0, 9.0, 3.0};
    const std::vector right{5.0, 1.0, 3.0, core::undefined, 2.0};
    QCOMPARE(*core::kendallTauB(left, right), 1.0 / 3.0);
    QCOMPARE(*core::topOverlap(left, right), 0.0);  // the last token leads on the left, the third on the right
    QVERIFY(!core::topOverlap(std::vector{core::undefined}, std::vector{1.0}));
}

// Three of thirteen.
void ImportanceAgreementTest::overlapCountsTheMostImportant()
{
    const std::vector<double> left{9, 8, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
    const std::vector<double> right{0, 5, 6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7};
    QCOMPARE(*core::topOverlap(left, right), 2.0 / 3.0);
    QCOMPARE(*core::topOverlap(std::vector{1.0, 2.0}, std::vector{5.0, 6.0}), 1.0);
}

void ImportanceAgreementTest::equalValuesGoByPosition()
{
    QCOMPARE(*core::topOverlap(std::vector{1.0, 1.0, 1.0}, std::vector{3.0, 2.0, 1.0}), 1.0);
    QCOMPARE(*core::topOverlap(std::vector{1.0, 1.0, 1.0}, std::vector{1.0, 2.0, 3.0}), 0.0);
}

void ImportanceAgreementTest::signedMeetsUnsignedBySize()
{
    const core::MeasuredUnits attention{ImportanceMeasure::AttentionReceived, {0.1, 0.2, 0.3, 0.4}};
    const core::MeasuredUnits erasure{ImportanceMeasure::Erasure, {0.1, -0.2, 0.3, -0.4}};
    const core::MeasuredUnits masking{ImportanceMeasure::ErasureMask, {4.0, 2.0, 3.0, 1.0}};
    QCOMPARE(core::agreementOf(attention, erasure).order, core::ImportanceOrder::Magnitude);
    QCOMPARE(*core::agreementOf(attention, erasure).kendall, 1.0);
    QCOMPARE(*core::agreementOf(attention, erasure).topOverlap, 1.0);
    QCOMPARE(core::agreementOf(masking, erasure).order, core::ImportanceOrder::Value);
    QCOMPARE(*core::agreementOf(masking, erasure).kendall, 4.0 / 6.0);
    QCOMPARE(core::agreementOf(attention, attention).order, core::ImportanceOrder::Value);
}

void ImportanceAgreementTest::missingTauSaysWhy()
{
    const core::MeasuredUnits rising{ImportanceMeasure::Rollout, {0.1, 0.2, 0.3}};
    const core::MeasuredUnits rounded{ImportanceMeasure::GradientTimesInput, {1e-8, -2e-8, 0}};
    const core::MeasuredUnits few{ImportanceMeasure::Erasure, {0.1, core::undefined, 0.3}};
    QCOMPARE(core::agreementOf(rising, rising).absence, std::string());
    QCOMPARE(core::agreementOf(rising, rounded).absence,
             std::string("gradient times input is the same everywhere but for rounding"));
    QCOMPARE(core::agreementOf(rising, few).absence, std::string("fewer than three tokens or words have both values"));
    const core::MeasuredUnits sizes{ImportanceMeasure::Erasure, {0.1, -0.1, 0.1}};
    QCOMPARE(core::agreementOf(rising, sizes).absence, std::string("one measure is the same wherever both are defined"));
}

void ImportanceAgreementTest::tableIsSymmetric()
{
    const std::vector<core::MeasuredUnits> measured{{ImportanceMeasure::AttentionReceived, {0.1, 0.3, 0.2}},
                                                    {ImportanceMeasure::Erasure, {0.1, -0.2, core::undefined}},
                                                    {ImportanceMeasure::Rollout, {0.3, 0.1, 0.2}}};
    const core::ImportanceAgreement agreement = core::importanceAgreement(measured);
    QCOMPARE(agreement.measures.size(), 3U);
    QCOMPARE(*agreement.at(0, 0).kendall, 1.0);
    QCOMPARE(*agreement.at(0, 2).kendall, -1.0);
    QVERIFY(!agreement.at(1, 1).kendall);
    for (std::size_t row = 0; row < 3; ++row) {
        for (std::size_t column = 0; column < 3; ++column)
            QCOMPARE(agreement.at(row, column).topOverlap, agreement.at(column, row).topOverlap);
    }
}

ATTNSCOPE_TEST(ImportanceAgreementTest, tests::NoApplication)
#include "tst_importance_agreement.moc"
