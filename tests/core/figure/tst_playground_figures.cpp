#include "core/figure/playground/playground_curves.h"
#include "core/figure/playground/playground_found.h"
#include "core/figure/playground/playground_maps.h"
#include "core/figure/playground/playground_offer.h"
#include "core/figure/playground/playground_words.h"

#include "tests/support/scripted_snapshot.h"
#include "tests/support/test_program.h"

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

FoundSizes foundFor(const PlaygroundTarget &target)
{
    return searchHeadSizes(target.attention, {}, [](const FoundSizes &) {}, {}).value();
}

RealizedChoice truncation(int headSize, RowErrorMeasure measure = RowErrorMeasure::Divergence)
{
    return {.headSize = headSize, .scores = RealizedScores::Truncation, .measure = measure};
}

RealizedChoice best(int headSize, RowErrorMeasure measure = RowErrorMeasure::Divergence)
{
    return {.headSize = headSize, .scores = RealizedScores::BestFound, .measure = measure};
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

    void interruptedSearchGoesOn()
    {
        const PlaygroundTarget target = randomPlayground();
        const FoundSizes whole = foundFor(target);
        FoundSizes half;
        const auto keep = [&half](const FoundSizes &found) {
            if (found.count() == 3)
                half = found;
        };
        QVERIFY(searchHeadSizes(target.attention, {}, keep, {}));
        int first = 0;
        const auto note = [&first](const FoundSizes &found) { first = first == 0 ? found.count() : first; };
        const auto resumed = searchHeadSizes(target.attention, half, note, {});
        QCOMPARE(first, 4);
        QVERIFY(resumed->errors.meanDivergence == whole.errors.meanDivergence);
        QCOMPARE(resumed->largestDifference, whole.largestDifference);
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
        const FoundSizes found = foundFor(target);
        for (int headSize = 1; headSize <= 8; ++headSize) {
            for (const RealizedChoice &choice : {truncation(headSize), best(headSize)}) {
                const HeatMapFigure wanted = targetFigure(target, found, choice, {});
                const HeatMapFigure realized = realizedFigure(target, found, choice, {});
                QCOMPARE(realized.scale, wanted.scale);
                QVERIFY(realized.values.maxCoeff() <= realized.scale.high * 1.0001);
                const HeatMapFigure difference = differenceFigure(target, found, choice);
                const RealizedChoice first{.headSize = 1, .scores = choice.scores};
                QCOMPARE(difference.scale, differenceFigure(target, found, first).scale);
                QCOMPARE(wanted.scale, targetFigure(target, found, first, {}).scale);
                QCOMPARE(difference.scale.low, -difference.scale.high);
                QVERIFY(difference.values.isApprox(realized.values - wanted.values, 1e-4F) || headSize >= 7);
            }
        }
    }

    void differenceVanishesOneBelowTheTokens()
    {
        const PlaygroundTarget target = randomPlayground();
        QVERIFY(differenceFigure(target, {}, truncation(2)).values.cwiseAbs().maxCoeff() > 0.01F);
        QVERIFY(differenceFigure(target, {}, truncation(7)).values.isZero(1e-6F));
        for (const auto measure : {RowErrorMeasure::Divergence, RowErrorMeasure::TotalVariation})
            for (const double error : rowErrorNumbers(target, {}, truncation(7, measure)))
                QVERIFY(error < 1e-9);
    }

    void truncationStandsInUntilSomethingIsFound()
    {
        const PlaygroundTarget target = targetOf(permutationTarget(8, 1));
        const FoundSizes nothing;
        QCOMPARE(realizedFigure(target, nothing, best(2), {}).title, std::string("Truncation to head size 2"));
        const FoundSizes found = foundFor(target);
        QCOMPARE(found.count(), 8);
        QCOMPARE(realizedFigure(target, found, best(2), {}).title, std::string("Best found with head size 2"));
        QCOMPARE(realizedFigure(target, found, truncation(2), {}).title, std::string("Truncation to head size 2"));
        QVERIFY(differenceFigure(target, found, best(2)).values.isZero(1e-5F));
        QVERIFY(!differenceFigure(target, found, truncation(2)).values.isZero(0.5F));
    }

    void zerosOfTheTargetAreShownAsZeros()
    {
        const PlaygroundTarget target = targetOf(permutationTarget(8, 1));
        const HeatMapFigure figure = targetFigure(target, {}, best(1), {});
        QCOMPARE(figure.values.minCoeff(), 0.0F);
        QVERIFY(contains(figure.explanation, "a share of exactly 0 counts as 10⁻⁶"));
    }

    void curvesRunOverEveryHeadSize()
    {
        const PlaygroundTarget target = randomPlayground();
        const FoundSizes found = foundFor(target);
        const CurveFigure figure = headSizeErrorFigure(target, found, best(3), 0.05, 5);
        QCOMPARE(figure.curves.size(), std::size_t(4));
        for (const Curve &curve : figure.curves)
            QCOMPARE(curve.x.back(), 8.0);
        const Curve &truncated = figure.curves[1];
        const Curve &bestFound = figure.curves[3];
        QCOMPARE(truncated.name, std::string("truncation"));
        QCOMPARE(bestFound.name, std::string("best found"));
        for (std::size_t size = 0; size < 8; ++size) {
            QVERIFY(bestFound.y[size] <= truncated.y[size] + 1e-12);
            QVERIFY(size == 0 || bestFound.y[size] <= bestFound.y[size - 1]);
        }
        QVERIFY(bestFound.y[2] < 0.7 * truncated.y[2]);
        const std::vector<double> rows = rowErrorNumbers(target, found, best(3));
        QCOMPARE(figure.curves[2].y[2], *std::max_element(rows.begin(), rows.end()));
        QVERIFY(truncated.y[6] < 1e-9);
        QCOMPARE(figure.y.scale, AxisScale::Logarithmic);
        QCOMPARE(headSizeErrorFigure(target, {}, best(3), 0.05, 5).curves.size(), std::size_t(2));
    }

    void boundsAreTheHeadSizesThatMatter()
    {
        const PlaygroundTarget target = randomPlayground();
        const auto labels = [&](const RealizedChoice &choice, std::optional<int> model) {
            QStringList texts;
            for (const BoundLine &bound : headSizeErrorFigure(target, {}, choice, 0.05, model).bounds)
                texts << QString::fromStdString(bound.label) + QStringLiteral(" at %1").arg(bound.at);
            return texts.join(", ");
        };
        QCOMPARE(labels(best(3), 5), QStringLiteral("dₚ at 3, n − 1 at 7, this model at 5"));
        QCOMPARE(labels(best(7), 64), QStringLiteral("dₚ = n − 1 at 7"));  // 64 lies beyond all head sizes
        QVERIFY(labels(best(3, RowErrorMeasure::TotalVariation), 5).endsWith("tolerance 0.05 at 0.05"));
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
        const PlaygroundTarget target = targetOf(permutationTarget(8, 1));
        const std::string searching = headSizeVerdict(target, {}, 3, 0.05);
        QVERIFY2(!contains(searching, "best found") && contains(searching, "by truncation"), searching.c_str());
        QVERIFY2(contains(searching, "Smallest head size below 0.05: not found yet, 7 by truncation"), searching.c_str());
        const std::string found = headSizeVerdict(target, foundFor(target), 2, 0.05);
        QVERIFY2(found.starts_with("Head size 2: mean total variation "), found.c_str());
        QVERIFY2(contains(found, " best found, 0."), found.c_str());
        QVERIFY2(found.ends_with("Smallest head size below 0.05: 2 best found, 7 by truncation, of n = 8."), found.c_str());
    }

    void headNeedsNoMoreThanItsOwnSize()
    {
        const PlaygroundOffer offer = offerOf(*scripted::randomEncoder(1, 1, 20));  // its scores are of rank 8, in F32
        const PlaygroundTarget target = targetOf(*offer.head, offer);
        QCOMPARE(neededHeadSize(target), 8);
        for (const double error : rowErrorNumbers(target, {}, truncation(8, RowErrorMeasure::TotalVariation)))
            QVERIFY(error < 1e-4);
        QCOMPARE(neededHeadSize(targetOf(bandTarget(8, 8))), 1);
    }

    void constructionUsesTheLayersInputsWhereItCan()
    {
        const PlaygroundTarget target = randomPlayground();
        PlaygroundOffer offer = playgroundOffer({}, {}, {});
        const FoundSizes found = foundFor(target);
        const std::string random = constructionNote(target, {}, offer, best(2));
        QVERIFY2(contains(random, "random inputs reproduce the truncation's map to within"), random.c_str());
        QVERIFY2(contains(random, "which is rounding"), random.c_str());
        offer.inputs = randomInputs(8);
        const std::string own = constructionNote(target, found, offer, best(2));
        QVERIFY2(contains(own, "this layer's inputs reproduce the best found map"), own.c_str());
        QVERIFY(contains(own, "which is rounding"));
        offer.inputs->row(3) = offer.inputs->row(4);
        QVERIFY(contains(constructionNote(target, found, offer, best(7)), "random inputs"));
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
        const std::string text = printFigure(targetFigure(target, {}, best(1), {}));
        QVERIFY2(text.starts_with("Target P\nquery x key\n"), text.c_str());
        QVERIFY2(contains(text, "0 0.65 0.05 0.05"), text.c_str());
        QVERIFY2(contains(text, "attention 0.00 to 0.65 (gamma 0.6)"), text.c_str());
    }
};

ATTNSCOPE_TEST(TestPlaygroundFigures, tests::NoApplication)
#include "tst_playground_figures.moc"
