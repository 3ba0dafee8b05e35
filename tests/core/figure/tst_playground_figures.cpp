#include "core/figure/playground_curves.h"
#include "core/figure/playground_maps.h"
#include "core/figure/playground_offer.h"
#include "core/figure/playground_words.h"

#include "tests/support/scripted_snapshot.h"

#include <QTest>

using namespace core;

namespace {

PlaygroundOffer offerOf(const AnalysisSnapshot &snapshot, const DisplayOptions &options = {})
{
    return playgroundOffer(snapshot, {}, displayUnits(snapshot, options));
}

PlaygroundTarget targetOf(const DoubleMatrix &shares, const PlaygroundOffer &offer = playgroundOffer({}, {}, {}))
{
    auto target = playgroundTarget(shares, offer);
    if (!target)
        qFatal("%s", target.error().message.c_str());
    return *std::move(target);
}

PlaygroundTarget randomPlayground()
{
    return targetOf(randomTarget(8, 0.5, 3));
}

bool contains(const std::string &text, const char *part)
{
    return text.find(part) != std::string::npos;
}

}  // namespace

class TestPlaygroundFigures : public QObject
{
    Q_OBJECT

private slots:
    void offerIsTheSelectedMap()
    {
        const auto snapshot = scripted::randomEncoder(2, 3, 7);
        const HeadRef head{{1}, {2}};
        const PlaygroundOffer offer = playgroundOffer(*snapshot, head, displayUnits(*snapshot, {}));
        QCOMPARE(offer.headName, std::string("L1 H2"));
        QVERIFY(offer.showsUnits && offer.headNote.empty());
        QVERIFY(offer.head->cast<float>().isApprox(*attentionMap(*snapshot, head), 1e-5F));
    }

    void rowsWithoutSpecialTokensAreDividedByWhatIsLeft()
    {
        const auto snapshot = scripted::randomEncoder(1, 1, {"[CLS]", "fine", "film", "[SEP]"});
        const PlaygroundOffer offer = offerOf(*snapshot, {.specialTokens = SpecialTokenMode::Hide});
        QCOMPARE(offer.size(), 2);
        QVERIFY(offer.head->rowwise().sum().isOnes(1e-12));
        QVERIFY(!offer.headNote.empty() && !offer.inputs);
    }

    void longSentencesAreCut()
    {
        const PlaygroundOffer offer = offerOf(*scripted::randomEncoder(1, 1, 70));
        QCOMPARE(offer.size(), 64);
        QCOMPARE(offer.leftOut, 6);
        QCOMPARE(offer.head->rows(), 64);
    }

    void withoutSquareDistributionsThereIsNoHead_data()
    {
        QTest::addColumn<QString>("model");
        QTest::addColumn<QString>("reason");
        QTest::newRow("slots") << "linformer-none"
                               << "slots";
        QTest::newRow("features") << "linear-context-first"
                                  << "features";
    }

    void withoutSquareDistributionsThereIsNoHead()
    {
        QFETCH(QString, model);
        QFETCH(QString, reason);
        const PlaygroundOffer offer = offerOf(*scripted::tinyModel(model.toStdString()));
        QVERIFY(!offer.head && offer.showsUnits);
        QVERIFY(contains(offer.headNote, qPrintable(reason)));
    }

    void lamaAndNoTextHaveNoHeadEither()
    {
        const PlaygroundOffer lama = offerOf(*scripted::randomLama(4, {"a", "fine", "film"}));
        QVERIFY(!lama.head && !lama.modelHeadSize);
        QCOMPARE(lama.size(), 3);
        QVERIFY(contains(lama.headNote, "LAMA"));
        const PlaygroundOffer nothing = playgroundOffer({}, {}, {});
        QCOMPARE(nothing.size(), 8);
        QVERIFY(!nothing.showsUnits && !nothing.head);
    }

    void targetAndRealizedShareOneScale()
    {
        const PlaygroundTarget target = randomPlayground();
        const HeatMapFigure wanted = targetFigure(target, {});
        for (int headSize = 1; headSize <= 8; ++headSize) {
            const HeatMapFigure realized = realizedFigure(target, headSize, {});
            QCOMPARE(realized.scale, wanted.scale);
            QVERIFY(realized.values.maxCoeff() <= realized.scale.high * 1.0001);
            const HeatMapFigure difference = differenceFigure(target, headSize);
            QCOMPARE(difference.scale, differenceFigure(target, 1).scale);
            QCOMPARE(difference.scale.low, -difference.scale.high);
            QVERIFY(difference.values.isApprox(realized.values - wanted.values, 1e-4F) || headSize >= 7);
        }
    }

    void differenceVanishesOneBelowTheTokens()
    {
        const PlaygroundTarget target = randomPlayground();
        QVERIFY(differenceFigure(target, 2).values.cwiseAbs().maxCoeff() > 0.01F);
        QVERIFY(differenceFigure(target, 7).values.isZero(1e-6F));
        for (const auto measure : {RowErrorMeasure::Divergence, RowErrorMeasure::TotalVariation})
            for (const double error : rowErrorNumbers(target, 7, measure))
                QVERIFY(error < 1e-9);
    }

    void curvesRunOverEveryHeadSize()
    {
        const PlaygroundTarget target = randomPlayground();
        const CurveFigure figure = headSizeErrorFigure(target, 3, RowErrorMeasure::Divergence, 5);
        QCOMPARE(figure.curves.size(), std::size_t(2));
        for (const Curve &curve : figure.curves)
            QCOMPARE(curve.x.back(), 8.0);
        const std::vector<double> rows = rowErrorNumbers(target, 3, RowErrorMeasure::Divergence);
        QCOMPARE(figure.curves[0].y[2], *std::max_element(rows.begin(), rows.end()));
        QVERIFY(*figure.y.low > 1e-6 && *figure.y.low < figure.curves[1].y[5]);
        QVERIFY(figure.curves[1].y[6] < 1e-9);
        QCOMPARE(figure.y.scale, AxisScale::Logarithmic);
        QVERIFY(headSizeErrorFigure(target, 3, RowErrorMeasure::TotalVariation, {}).curves[0].y[2] <= 1);
    }

    void boundsAreTheHeadSizesThatMatter()
    {
        const PlaygroundTarget target = randomPlayground();
        const auto labels = [&](int headSize, std::optional<int> model) {
            QStringList texts;
            for (const BoundLine &bound : headSizeErrorFigure(target, headSize, RowErrorMeasure::Divergence, model).bounds)
                texts << QString::fromStdString(bound.label) + QStringLiteral(" at %1").arg(bound.at);
            return texts.join(", ");
        };
        QCOMPARE(labels(3, 5), QStringLiteral("dₚ at 3, n − 1 at 7, this model at 5"));
        QCOMPARE(labels(7, 64), QStringLiteral("dₚ = n − 1 at 7"));  // 64 lies beyond all head sizes
        QCOMPARE(logSpectrumFigure(target, 3).bounds.size(), std::size_t(1));
    }

    void spectrumBeginsAtOneAndEndsAtNothing()
    {
        const CurveFigure figure = logSpectrumFigure(randomPlayground(), 3);
        QCOMPARE(figure.curves[0].y.front(), 1.0);
        QVERIFY(figure.curves[0].y.back() < 1e-9);
        const CurveFigure uniform = logSpectrumFigure(targetOf(bandTarget(8, 8)), 1);
        QVERIFY(xRange(uniform).high > xRange(uniform).low);
    }

    void wordsSayWhatAHeadSizeComesTo()
    {
        const PlaygroundTarget target = randomPlayground();
        const std::string some = headSizeVerdict(target, 3);
        QVERIFY2(some.starts_with("Head size 3 realises this map with a mean divergence of "), some.c_str());
        QVERIFY2(some.ends_with(" nats; 7 of 8 are needed for it exactly (n − 1 always suffices)."), some.c_str());
        QCOMPARE(headSizeVerdict(target, 7),
                 std::string("Head size 7 realises this map exactly; it needs 7 of 8 (n − 1 always suffices)."));
        QVERIFY(headSizeVerdict(targetOf(bandTarget(8, 8)), 1).find("exactly; it needs 1 of 8") != std::string::npos);
    }

    void headNeedsNoMoreThanItsOwnSize()
    {
        const PlaygroundOffer offer = offerOf(*scripted::randomEncoder(1, 1, 20));  // its scores are of rank 8, in F32
        const PlaygroundTarget target = targetOf(*offer.head, offer);
        QCOMPARE(neededHeadSize(target), 8);
        QVERIFY(headSizeVerdict(target, 8).find("exactly; it needs 8 of 20") != std::string::npos);
        QCOMPARE(neededHeadSize(targetOf(bandTarget(8, 8))), 1);
    }

    void constructionUsesTheLayersInputsWhereItCan()
    {
        const PlaygroundTarget target = randomPlayground();
        PlaygroundOffer offer = playgroundOffer({}, {}, {});
        const std::string random = constructionNote(target, offer, 7);
        QVERIFY2(contains(random, "random inputs") && contains(random, "up to rounding"), random.c_str());
        offer.inputs = randomInputs(8);
        QVERIFY(contains(constructionNote(target, offer, 7), "this layer's inputs"));
        QVERIFY(!contains(constructionNote(target, offer, 2), "up to rounding"));
        offer.inputs->row(3) = offer.inputs->row(4);
        QVERIFY(contains(constructionNote(target, offer, 7), "random inputs"));
    }

    void keptInputsAreThoseOfTheLayer()
    {
        const auto snapshot = scripted::tinyModel("symmetric");
        const auto &trace = std::get<EncoderTrace>(snapshot->trace->network);
        const DisplayUnits units = displayUnits(*snapshot, {});
        QVERIFY(playgroundOffer(*snapshot, {{0}, {0}}, units).inputs->cast<float>() == trace.embeddings);
        QVERIFY(playgroundOffer(*snapshot, {{1}, {0}}, units).inputs->cast<float>() == trace.layers[0].hidden);
        QCOMPARE(playgroundOffer(*snapshot, {}, units).modelHeadSize, std::optional(snapshot->model->config.headSize));
    }

    void figureAsText()
    {
        const PlaygroundTarget target = targetOf(diagonalTarget(8, 0.65));
        const std::string text = printFigure(targetFigure(target, {}));
        QVERIFY2(text.starts_with("Target P\nquery x key\n"), text.c_str());
        QVERIFY2(contains(text, "0 0.65 0.05 0.05"), text.c_str());
        QVERIFY2(contains(text, "attention 0.00 to 0.65 (gamma 0.6)"), text.c_str());
    }
};

QTEST_APPLESS_MAIN(TestPlaygroundFigures)
#include "tst_playground_figures.moc"
