#include "core/importance/deletion_curves.h"

#include "core/base/undefined.h"
#include "core/importance/importance_run.h"
#include "core/importance/importance_target.h"
#include "core/model/model_inputs.h"
#include "core/pipeline/analysis_pipeline.h"
#include "core/pipeline/importance_of_snapshot.h"
#include "core/text/word_spans.h"
#include "tests/support/test_program.h"
#include "tests/support/tiny_model.h"

#include <QTest>

#include <cmath>
#include <set>

namespace {

using core::TokenSpan;
using support::TinyModel;

std::shared_ptr<const core::AnalysisSnapshot> analyzed(const TinyModel &tiny, const std::string &text)
{
    core::AnalysisRequest request;
    request.modelDirectory = tiny.directory();
    request.text = text;
    return core::AnalysisPipeline().run(request, {}).value();
}

core::ImportanceTarget targetOf(const core::AnalysisSnapshot &snapshot)
{
    return core::findTarget(core::importancePass(snapshot), {}).value().target.value();
}

// y of the ids at which `isLeft` is true.
double outputOf(const core::AnalysisSnapshot &snapshot, const std::vector<bool> &isLeft)
{
    std::vector<core::TokenId> ids;
    for (std::size_t token = 0; token < isLeft.size(); ++token) {
        if (isLeft[token])
            ids.push_back(snapshot.text->tokens[token].id);
    }
    const core::ForwardTrace trace = support::wholeTrace(*snapshot.model, ids);
    return core::targetValue(*snapshot.model, {trace.logits.data(), static_cast<std::size_t>(trace.logits.cols())},
                             targetOf(snapshot));
}

void takeFirst(const std::vector<TokenSpan> &order, std::size_t count, std::vector<bool> &isLeft, bool value)
{
    for (std::size_t index = 0; index < count; ++index) {
        for (int token = 0; token < order[index].count; ++token)
            isLeft[static_cast<std::size_t>(order[index].first + token)] = value;
    }
}

// How many of so many words are taken: 1, 5, 10, 20 and 50 %, rounded up.
std::vector<std::size_t> countsOf(std::size_t words)
{
    std::vector<std::size_t> counts;
    for (const std::size_t percent : {1, 5, 10, 20, 50})
        counts.push_back((percent * words + 99) / 100);
    return counts;
}

core::DeletionCurve curveByHand(const core::AnalysisSnapshot &snapshot, const std::vector<TokenSpan> &order)
{
    const std::size_t tokens = snapshot.text->tokens.size();
    const double whole = outputOf(snapshot, std::vector<bool>(tokens, true));
    core::DeletionCurve curve;
    const std::vector<std::size_t> counts = countsOf(order.size());
    for (std::size_t share = 0; share < counts.size(); ++share) {
        std::vector<bool> without(tokens, true);
        takeFirst(order, counts[share], without, false);
        curve.comprehensiveness[share] = whole - outputOf(snapshot, without);
        std::vector<bool> alone(tokens, true);
        takeFirst(order, order.size(), alone, false);
        takeFirst(order, counts[share], alone, true);
        curve.sufficiency[share] = whole - outputOf(snapshot, alone);
    }
    return curve;
}

bool areAlike(const core::DeletionCurve &one, const core::DeletionCurve &other)
{
    for (std::size_t share = 0; share < core::deletedShares.size(); ++share) {
        if (!(std::abs(one.comprehensiveness[share] - other.comprehensiveness[share]) < 1e-6) ||
            !(std::abs(one.sufficiency[share] - other.sufficiency[share]) < 1e-6))
            return false;
    }
    return true;
}

const char *const tenWords = "word57 ac word58 bb word60 word61 abc word62 a word59";

}  // namespace

class DeletionCurvesTest : public QObject
{
    Q_OBJECT

private slots:
    void curvesAreThoseOfShorterTexts_data();
    void curvesAreThoseOfShorterTexts();
    void tokensGoLikeWords();
    void undefinedAndEqualValuesGoByPosition();
    void randomOrdersAreTheSameForASeed();
    void bandIsThatOfTheDraws();
    void nothingLeftIsNoNumber();
    void stopCancels();
};

void DeletionCurvesTest::curvesAreThoseOfShorterTexts_data()
{
    QTest::addColumn<QJsonObject>("config");
    QTest::newRow("encoder") << support::encoderConfig();
    QTest::newRow("LAMA") << support::lamaConfig();
}

void DeletionCurvesTest::curvesAreThoseOfShorterTexts()
{
    QFETCH(QJsonObject, config);
    const TinyModel tiny(config, 2);
    const auto snapshot = analyzed(tiny, tenWords);
    const std::vector<TokenSpan> words = core::wordSpans(*snapshot->text);
    QCOMPARE(words.size(), 10U);
    const std::vector<std::vector<double>> importance{{3, 9, -1, 4, 2, 8, 0, 7, 5, 1}, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}};
    const auto curves =
        core::deletionCurves(core::importancePass(*snapshot),
                             {.spans = words, .importance = importance, .target = targetOf(*snapshot), .draws = 0}, {});
    QCOMPARE(curves->measures.size(), 2U);
    QVERIFY(curves->random.empty());
    std::vector<TokenSpan> order;
    for (const std::size_t word : {1, 5, 7, 8, 3, 0, 4, 9, 6, 2})
        order.push_back(words[word]);
    QVERIFY(areAlike(curves->measures[0], curveByHand(*snapshot, order)));
    QVERIFY(areAlike(curves->measures[1], curveByHand(*snapshot, {words.rbegin(), words.rend()})));
    const core::DeletionCurve &first = curves->measures[0];
    const auto &falls = first.comprehensiveness;
    QVERIFY(std::abs(first.meanComprehensiveness() - (falls[0] + falls[1] + falls[2] + falls[3] + falls[4]) / 5) < 1e-12);
    QVERIFY(!areAlike(curves->measures[0], curves->measures[1]));
}

void DeletionCurvesTest::tokensGoLikeWords()
{
    const TinyModel tiny(support::encoderConfig(), 2);
    const auto snapshot = analyzed(tiny, "word57 word58 word60");
    std::vector<TokenSpan> tokens;
    for (int token = 0; token < 5; ++token)
        tokens.push_back({token, 1});
    // [CLS] and [SEP] are never taken, whatever their importance.
    const std::vector<std::vector<double>> importance{{9, 1, 3, 2, 8}};
    const auto curves =
        core::deletionCurves(core::importancePass(*snapshot),
                             {.spans = tokens, .importance = importance, .target = targetOf(*snapshot), .draws = 0}, {});
    QVERIFY(areAlike(curves->measures[0], curveByHand(*snapshot, {{2, 1}, {3, 1}, {1, 1}})));
}

void DeletionCurvesTest::undefinedAndEqualValuesGoByPosition()
{
    const TinyModel tiny(support::encoderConfig(), 2);
    const auto snapshot = analyzed(tiny, "word57 word58 word60 word61");
    const std::vector<TokenSpan> words = core::wordSpans(*snapshot->text);
    const std::vector<std::vector<double>> importance{{core::undefined, -5, 1, 1}};
    const auto curves =
        core::deletionCurves(core::importancePass(*snapshot),
                             {.spans = words, .importance = importance, .target = targetOf(*snapshot), .draws = 0}, {});
    QVERIFY(areAlike(curves->measures[0], curveByHand(*snapshot, {words[2], words[3], words[1], words[0]})));
}

void DeletionCurvesTest::randomOrdersAreTheSameForASeed()
{
    const TinyModel tiny(support::encoderConfig(), 2);
    const auto snapshot = analyzed(tiny, tenWords);
    const std::vector<TokenSpan> words = core::wordSpans(*snapshot->text);
    const auto drawn = [&](std::uint64_t seed) {
        return core::deletionCurves(core::importancePass(*snapshot),
                                    {.spans = words, .importance = {}, .target = targetOf(*snapshot), .seed = seed}, {})
            .value()
            .random;
    };
    const auto once = drawn(1);
    const auto again = drawn(1);
    const auto other = drawn(2);
    QCOMPARE(once.size(), 20U);
    std::set<double> different;
    for (std::size_t draw = 0; draw < once.size(); ++draw) {
        QCOMPARE(once[draw].comprehensiveness, again[draw].comprehensiveness);
        QCOMPARE(once[draw].sufficiency, again[draw].sufficiency);
        different.insert(once[draw].comprehensiveness.back());
    }
    QVERIFY(different.size() > 10);
    QVERIFY(once.front().comprehensiveness != other.front().comprehensiveness);
}

void DeletionCurvesTest::bandIsThatOfTheDraws()
{
    std::vector<core::DeletionCurve> random(21);
    for (std::size_t draw = 0; draw < random.size(); ++draw) {
        random[draw].comprehensiveness.fill(static_cast<double>((draw * 8) % 21));
        random[draw].sufficiency.fill(draw == 0 ? core::undefined : 1.0);
    }
    const core::DeletionBand band = core::deletionBand(random);
    QCOMPARE(band.low.comprehensiveness[0], 1.0);
    QCOMPARE(band.median.comprehensiveness[4], 10.0);
    QCOMPARE(band.high.comprehensiveness[2], 19.0);
    QCOMPARE(band.low.sufficiency[0], 1.0);
    QVERIFY(std::isnan(core::deletionBand({}).median.sufficiency[0]));
}

void DeletionCurvesTest::nothingLeftIsNoNumber()
{
    const TinyModel lama(support::lamaConfig());
    const auto snapshot = analyzed(lama, "word57");
    const std::vector<TokenSpan> words = core::wordSpans(*snapshot->text);
    const std::vector<std::vector<double>> importance{{1}};
    const auto curves =
        core::deletionCurves(core::importancePass(*snapshot),
                             {.spans = words, .importance = importance, .target = targetOf(*snapshot), .draws = 1}, {});
    QVERIFY(std::isnan(curves->measures[0].comprehensiveness[0]));
    QVERIFY(std::isnan(curves->measures[0].meanComprehensiveness()));
    QVERIFY(std::abs(curves->measures[0].sufficiency[0]) < 1e-9);
    QVERIFY(std::abs(curves->random[0].meanSufficiency()) < 1e-9);
}

void DeletionCurvesTest::stopCancels()
{
    const TinyModel tiny(support::encoderConfig());
    const auto snapshot = analyzed(tiny, tenWords);
    const std::vector<TokenSpan> words = core::wordSpans(*snapshot->text);
    const auto curves = core::deletionCurves(core::importancePass(*snapshot),
                                             {.spans = words, .importance = {}, .target = targetOf(*snapshot)},
                                             core::StopToken::afterQuestions(20));
    QVERIFY(!curves);
    QCOMPARE(curves.error().kind, core::ErrorKind::Cancelled);
}

ATTNSCOPE_TEST(DeletionCurvesTest, tests::NoApplication)
#include "tst_deletion_curves.moc"
