#include "core/analysis/spectra/spectrum_measures.h"

#include "tests/support/test_program.h"

#include <QTest>

#include <cmath>
#include <set>
#include <vector>

using core::SpectrumMatrix;
using core::SpectrumMeasure;
using core::SpectrumMeasureDescription;

// What has to be true of every measure of a spectrum, those to come too.
class SpectrumMeasuresTest : public QObject
{
    Q_OBJECT

private slots:
    void everyMeasureIsDescribedOnce();
    void countsAreWhole();
    void sharesStayBelowOne();
    void chosenToleranceCountsFewer();
    void neededHeadSizeIsOfTheLogarithm();
};

// In the order of the enumeration, by which sessions and corpora find them.
void SpectrumMeasuresTest::everyMeasureIsDescribedOnce()
{
    std::set<std::string_view> ids;
    int place = 0;
    for (const SpectrumMeasureDescription &description : core::spectrumMeasureDescriptions()) {
        QCOMPARE(static_cast<int>(description.measure), place++);
        QVERIFY(ids.insert(description.id).second);
        QCOMPARE(core::describe(description.measure).id, description.id);
        QVERIFY(!description.name.empty() && !description.formula.empty() && description.of);
        QVERIFY(description.id.find(' ') == std::string_view::npos);
        QVERIFY(std::isnan(core::spectrumMeasure(description.measure, {}, {.tokens = 4})));
    }
}

void SpectrumMeasuresTest::countsAreWhole()
{
    const std::vector<double> sigma{4.0, 2.0, 1.0, 0.25};
    for (const SpectrumMeasureDescription &description : core::spectrumMeasureDescriptions()) {
        const double value = description.of(sigma, {.tokens = 4});
        QCOMPARE(value == std::floor(value), description.decimals == 0);
        QVERIFY(value >= 0.0 && value <= 4.0);
    }
}

void SpectrumMeasuresTest::sharesStayBelowOne()
{
    const std::vector<double> sigma(12, 1.0);
    for (const SpectrumMeasureDescription &description : core::spectrumMeasureDescriptions())
        QCOMPARE(description.of(sigma, {.tokens = 12}) <= 1.0, description.isShare);
}

void SpectrumMeasuresTest::chosenToleranceCountsFewer()
{
    const std::vector<double> sigma{4.0, 2.0, 1.0, 0.25};
    for (const SpectrumMeasureDescription &description : core::spectrumMeasureDescriptions()) {
        const double usual = description.of(sigma, {.tokens = 4});
        QCOMPARE(description.of(sigma, {.tokens = 4, .tolerance = 0.1}) < usual, description.usesTolerance);
    }
}

void SpectrumMeasuresTest::neededHeadSizeIsOfTheLogarithm()
{
    const std::vector<double> sigma{4.0, 2.0, 1.0, 0.25};
    QVERIFY(std::isnan(core::spectrumMeasure(SpectrumMeasure::NeededHeadSize, sigma, {.tokens = 4})));
    core::SpectrumSet spectra{.layers = 1, .heads = 1};
    QVERIFY(std::isnan(
        core::headSpectrumMeasure(SpectrumMeasure::NeededHeadSize, spectra, SpectrumMatrix::Attention, {}, {.tokens = 4})));
}

ATTNSCOPE_TEST(SpectrumMeasuresTest, tests::NoApplication)
#include "tst_spectrum_measures.moc"
