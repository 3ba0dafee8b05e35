#include "core/analysis/measures/head_measures.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <cmath>
#include <set>

class HeadMeasuresTest : public QObject
{
    Q_OBJECT

private slots:
    void everyMeasureIsDescribedOnce();
    void ranksAreThoseOfTheSpectrum();
    void whatIsNotThereIsUndefined();
    void newTableIsUndefined();
    void valuesStayInTheirCell();
    void upperBoundsFollowTheTokens();
};

void HeadMeasuresTest::everyMeasureIsDescribedOnce()
{
    std::set<core::HeadMeasure> measures;
    std::set<std::string_view> ids;
    for (const core::HeadMeasureDescription &description : core::headMeasureDescriptions()) {
        QVERIFY(measures.insert(description.measure).second);
        QVERIFY(ids.insert(description.id).second);
        QCOMPARE(core::describe(description.measure).id, description.id);
        QVERIFY(!description.name.empty() && !description.formula.empty() && !description.source.empty());
        QVERIFY(description.id.find(' ') == std::string_view::npos);
        QVERIFY(description.of);
    }
}

void HeadMeasuresTest::ranksAreThoseOfTheSpectrum()
{
    const core::Matrix map = core::Matrix::Identity(4, 4);
    const std::vector<double> sigma{4.0, 2.0, 1.0, 0.25};
    int ranks = 0;
    for (const core::HeadMeasureDescription &description : core::headMeasureDescriptions()) {
        QCOMPARE(description.ofSpectrum.has_value(), description.range == core::MeasureRange::Rank);
        if (!description.ofSpectrum)
            continue;
        ++ranks;
        const core::SpectrumMeasureDescription &spectrum = core::describe(*description.ofSpectrum);
        QCOMPARE(description.id, spectrum.id);
        QCOMPARE(description.formula, spectrum.formula);
        QCOMPARE(description.of({.attention = core::viewOf(map), .sigma = sigma}), spectrum.of(sigma, {.tokens = 4}));
    }
    QCOMPARE(ranks, 3);
}

// Of a row of attention nothing but its entropy is defined.
void HeadMeasuresTest::whatIsNotThereIsUndefined()
{
    const core::Matrix row = core::Matrix::Constant(1, 5, 0.2F);
    for (const core::HeadMeasureDescription &description : core::headMeasureDescriptions())
        QCOMPARE(std::isnan(description.of({.attention = core::viewOf(row)})),
                 description.measure != core::HeadMeasure::Entropy);
}

void HeadMeasuresTest::newTableIsUndefined()
{
    const core::HeadMeasureTable table(2, 3);
    QCOMPARE(table.layers(), 2);
    QCOMPARE(table.heads(), 3);
    for (const core::HeadMeasureDescription &description : core::headMeasureDescriptions())
        QVERIFY(std::isnan(table.at({{1}, {2}}, description.measure)));
}

void HeadMeasuresTest::valuesStayInTheirCell()
{
    core::HeadMeasureTable table(2, 3);
    double next = 0.0;
    for (int layer = 0; layer < 2; ++layer) {
        for (int head = 0; head < 3; ++head) {
            for (const core::HeadMeasureDescription &description : core::headMeasureDescriptions())
                table.set({{layer}, {head}}, description.measure, next++);
        }
    }
    next = 0.0;
    for (int layer = 0; layer < 2; ++layer) {
        for (int head = 0; head < 3; ++head) {
            for (const core::HeadMeasureDescription &description : core::headMeasureDescriptions())
                QCOMPARE(table.at({{layer}, {head}}, description.measure), next++);
        }
    }
}

void HeadMeasuresTest::upperBoundsFollowTheTokens()
{
    using core::HeadMeasure;
    for (const HeadMeasure rank : {HeadMeasure::NumericalRank, HeadMeasure::EffectiveRank, HeadMeasure::StableRank})
        QCOMPARE(core::HeadMeasureTable::upperBound(rank, 17), 17.0);
    for (const HeadMeasure share : {HeadMeasure::Entropy, HeadMeasure::Distance, HeadMeasure::DiagonalMass})
        QCOMPARE(core::HeadMeasureTable::upperBound(share, 17), 1.0);
}

ATTNSCOPE_TEST(HeadMeasuresTest, tests::NoApplication)
#include "tst_head_measures.moc"
