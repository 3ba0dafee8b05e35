#include "core/figure/lama/contribution_figure.h"
#include "core/figure/lama/lama_spectra_figure.h"
#include "core/figure/lama/relative_strip_figure.h"

#include "tests/support/scripted_snapshot.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <cmath>
#include <numeric>

using namespace core;

namespace {

HeadStripFigure contributionsOf(const AnalysisSnapshot &snapshot, std::optional<int> label = {},
                                const DisplayOptions &options = {})
{
    return contributionFigure(snapshot, displayUnits(snapshot, options), {}, label);
}

double sum(const std::vector<double> &values)
{
    return std::accumulate(values.begin(), values.end(), 0.0);
}

AnalysisSnapshot withoutClassifier()
{
    AnalysisSnapshot snapshot = *scripted::randomLama(4, {"a", "fine", "film"});
    LoadedModel model = *snapshot.model;
    model.linearClassifier.reset();
    snapshot.model = std::make_shared<const LoadedModel>(std::move(model));
    return snapshot;
}

}  // namespace

class TestLamaFigures : public QObject
{
    Q_OBJECT

private slots:
    void contributionsAndBiasAreTheLogit_data()
    {
        QTest::addColumn<int>("label");
        QTest::newRow("negative") << 0;
        QTest::newRow("positive") << 1;
    }

    void contributionsAndBiasAreTheLogit()
    {
        QFETCH(int, label);
        const auto snapshot = scripted::randomLama(4, {"a", "fine", "little", "film"});
        const HeadStripFigure figure = contributionsOf(*snapshot, label);
        const double logit = snapshot->trace->logits(0, label);
        const double bias = snapshot->model->linearClassifier->bias[label];
        QVERIFY(std::abs(sum(figure.headNumbers) + bias - logit) < 1e-5);
        QVERIFY(std::abs(figure.together.values.sum() + bias - logit) < 1e-5);
        QVERIFY((figure.heads.values.colwise().sum() - figure.together.values).isZero(1e-5F));
    }

    void noteStatesTheLogitAndItsParts()
    {
        const auto snapshot = scripted::randomLama(4, {"a", "fine", "little", "film"});
        for (const int label : {0, 1}) {
            const HeadStripFigure figure = contributionsOf(*snapshot, label);
            const QStringList parts = QString::fromStdString(figure.note).replace("−", "-").split(' ');
            QCOMPARE(parts.size(), 7);  // logit L = bias B + C
            const double contributions = parts[5] == "+" ? parts[6].toDouble() : -parts[6].toDouble();
            QVERIFY(std::abs(parts[1].toDouble() - snapshot->trace->logits(0, label)) < 6e-4);
            QVERIFY(std::abs(parts[4].toDouble() - snapshot->model->linearClassifier->bias[label]) < 6e-4);
            QVERIFY(std::abs(contributions - sum(figure.headNumbers)) < 6e-4);
        }
    }

    void limitsAreSymmetricAndZeroIsNeutral()
    {
        const HeadStripFigure figure = contributionsOf(*scripted::randomLama(4, {"a", "fine", "film"}));
        QCOMPARE(figure.heads.scale, figure.together.scale);
        QCOMPARE(figure.heads.scale.low, -figure.heads.scale.high);
        QCOMPARE(figure.heads.scale.shareOf(0), 0.5);
        QVERIFY(figure.heads.values.cwiseAbs().maxCoeff() <= figure.heads.scale.high * 1.0001);
        QCOMPARE(figure.heads.colorMap, std::string("diverging"));
    }

    void predictedClassIsFollowed()
    {
        AnalysisSnapshot snapshot = *scripted::randomLama(4, {"a", "fine", "film"});
        snapshot.outputs = {0.3, 0.7};
        QCOMPARE(contributionsOf(snapshot).heads.title, std::string("Contributions to positive"));
        QCOMPARE(contributionsOf(snapshot, 0).heads.title, std::string("Contributions to negative"));
        QCOMPARE(contributionsOf(snapshot, 7).heads.title, std::string("Contributions to positive"));
        QCOMPARE(contributionClasses(snapshot),
                 (std::vector<std::string>{"predicted class (positive)", "negative", "positive"}));
        snapshot.outputs = {0.6, 0.4};
        QCOMPARE(contributionsOf(snapshot).heads.title, std::string("Contributions to negative"));
    }

    void regressionHasAValueInPlaceOfALogit()
    {
        AnalysisSnapshot snapshot = *scripted::randomLama(4, {"a", "fine", "film"});
        LoadedModel model = *snapshot.model;
        model.config.outputs = OutputQuantity::Values;
        snapshot.model = std::make_shared<const LoadedModel>(std::move(model));
        snapshot.outputs = {-0.3, 0.7};
        const HeadStripFigure figure = contributionsOf(snapshot);
        QCOMPARE(figure.heads.title, std::string("Contributions to negative"));  // the first value
        QCOMPARE(figure.heads.valueName, std::string("part of the value of negative"));
        QVERIFY(figure.note.starts_with("value "));
        QCOMPARE(contributionClasses(snapshot).front(), std::string("first value (negative)"));
    }

    void wordContributesWhatItsPiecesDo()
    {
        const auto snapshot = scripted::randomLama(3, {"tri", "##fle", "film"});
        const Matrix pieces = contributionsOf(*snapshot).heads.values;
        const Matrix words = contributionsOf(*snapshot, {}, {.mergesWords = true}).heads.values;
        QCOMPARE(words.cols(), 2);
        QVERIFY((words.col(0) - pieces.col(0) - pieces.col(1)).isZero(1e-6F));
    }

    void whereThereIsNothingOneSentenceSaysWhy()
    {
        const auto empty = scripted::randomLama(4, {});
        QVERIFY(!relativeStripFigure(*empty, displayUnits(*empty, {}), {}).absence.empty());
        QVERIFY(!contributionsOf(*empty).absence.empty());
        QVERIFY(!lamaSpectraFigure(*empty).absence.empty());
        const auto oneWord = scripted::randomLama(4, {"a"});
        QVERIFY(!relativeStripFigure(*oneWord, displayUnits(*oneWord, {}), {}).absence.empty());
        QVERIFY(contributionsOf(*oneWord).absence.empty());
        QVERIFY(!lamaSpectraFigure(*oneWord).absence.empty());
        const auto encoder = scripted::randomEncoder(1, 2, 5);
        QVERIFY(contributionsOf(*encoder).isEmpty() && contributionsOf(*encoder).absence.empty());
        QVERIFY(lamaSpectraFigure(*encoder).isEmpty() && lamaSpectraFigure(*encoder).absence.empty());
    }

    void hiddenLayerHasNoContributions()
    {
        const HeadStripFigure figure = contributionsOf(withoutClassifier());
        QVERIFY(figure.isEmpty());
        QVERIFY(figure.absence.find("hidden layer") != std::string::npos);
        QVERIFY(contributionClasses(withoutClassifier()).empty());
    }

    void spectraAreSharesOfTheLargest_data()
    {
        QTest::addColumn<int>("heads");
        QTest::addColumn<int>("words");
        QTest::addColumn<int>("values");
        QTest::newRow("more words than heads") << 4 << 9 << 4;
        QTest::newRow("more heads than words") << 8 << 3 << 3;
        QTest::newRow("one head") << 1 << 5 << 1;
    }

    void spectraAreSharesOfTheLargest()
    {
        QFETCH(int, heads);
        QFETCH(int, words);
        QFETCH(int, values);
        const auto snapshot = scripted::randomLama(heads, std::vector<std::string>(static_cast<std::size_t>(words), "word"));
        const CurveFigure figure = lamaSpectraFigure(*snapshot);
        QCOMPARE(figure.curves.size(), std::size_t(2));
        for (const Curve &curve : figure.curves) {
            QCOMPARE(static_cast<int>(curve.y.size()), values);
            QCOMPARE(curve.x.back(), static_cast<double>(values));
            QCOMPARE(curve.y.front(), 1.0);
            QVERIFY(std::is_sorted(curve.y.rbegin(), curve.y.rend()));
            QVERIFY(curve.name.find("effective rank") != std::string::npos);
        }
    }
};

ATTNSCOPE_TEST(TestLamaFigures, tests::NoApplication)
#include "tst_lama_figures.moc"
