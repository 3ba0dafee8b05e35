#include "core/importance/importance_run.h"
#include "core/model/model_inputs.h"

#include "core/model/mask/mask_text.h"
#include "core/model/model_outputs.h"
#include "core/pipeline/analysis_pipeline.h"
#include "core/pipeline/importance_of_snapshot.h"
#include "tests/support/attention_kinds.h"
#include "tests/support/matrix_compare.h"
#include "tests/support/reference_importance.h"
#include "tests/support/stops_heard.h"
#include "tests/support/test_program.h"
#include "tests/support/tiny_model.h"

#include <QJsonArray>
#include <QTest>

#include <cmath>
#include <numeric>
#include <span>
#include <stop_token>

namespace {

using core::ImportanceMeasure;
using support::TinyModel;

std::shared_ptr<const core::AnalysisSnapshot> snapshotOf(const TinyModel &tiny, const std::string &text,
                                                         bool masksSpecialTokens = false)
{
    core::AnalysisRequest request;
    request.modelDirectory = tiny.directory();
    request.text = text;
    request.masksSpecialTokens = masksSpecialTokens;
    auto snapshot = core::AnalysisPipeline().run(request, {});
    if (!snapshot)
        qFatal("%s", snapshot.error().message.c_str());
    return *snapshot;
}

std::vector<double> erasureOf(const core::AnalysisSnapshot &snapshot)
{
    return core::wordImportance(core::importancePass(snapshot), ImportanceMeasure::Erasure,
                                {.unit = core::ImportanceUnit::Token}, {})
        .value()
        .values;
}

std::vector<double> measured(const core::AnalysisSnapshot &snapshot, ImportanceMeasure measure,
                             const core::ImportanceOptions &options = {})
{
    return core::wordImportance(core::importancePass(snapshot), measure, options, {}).value().values;
}

// The followed output of a plain pass in double over the ids.
double referenceOutput(const TinyModel &tiny, const std::vector<core::TokenId> &ids, std::size_t followed)
{
    const std::vector<double> logits = support::referenceTrace(tiny.reference(), ids).at("logits").values;
    switch (tiny.reference().config.outputs) {
    case core::OutputQuantity::Values: return logits[followed];
    case core::OutputQuantity::Softmax: {
        double sum = 0;
        for (const double logit : logits)
            sum += std::exp(logit - logits[followed]);
        return 1 / sum;
    }
    default: return 1 / (1 + std::exp(-logits[followed]));
    }
}

// The fall of the followed output when the model reads the ids without the one at `token`.
double fallByHand(const core::AnalysisSnapshot &snapshot, std::size_t token)
{
    std::vector<core::TokenId> ids = core::tokenIds(*snapshot.text);
    std::vector<bool> masked = core::maskedKeys(snapshot.request.masksSpecialTokens, *snapshot.text);
    ids.erase(ids.begin() + static_cast<std::ptrdiff_t>(token));
    if (!masked.empty())
        masked.erase(masked.begin() + static_cast<std::ptrdiff_t>(token));
    const std::size_t predicted = core::followedOutput(snapshot.model->config, snapshot.outputs).value();
    const core::ForwardTrace shortened = support::wholeTrace(*snapshot.model, ids, masked);
    return snapshot.outputs[predicted] - core::modelOutputs(*snapshot.model, shortened)[predicted];
}

bool allUndefined(const std::vector<double> &values)
{
    return std::ranges::all_of(values, [](double value) { return std::isnan(value); });
}

}  // namespace

class ImportanceRunTest : public QObject
{
    Q_OBJECT

private slots:
    void erasureIsTheRunOfTheShortenedText_data();
    void erasureIsTheRunOfTheShortenedText();
    void shortenedTextMayAsWellBeTyped();
    void erasureOfAWordDeletesAllOfItsPieces_data();
    void erasureOfAWordDeletesAllOfItsPieces();
    void whatAFamilyLacksIsAbsent_data();
    void whatAFamilyLacksIsAbsent();
    void erasureIsUndefinedOutsideClassifiers_data();
    void erasureIsUndefinedOutsideClassifiers();
    void onlyWordOfATextCannotBeErased();
    void everyMeasureHasOneNumberPerToken_data();
    void everyMeasureHasOneNumberPerToken();
    void layersAgreeWithPlainLoops_data();
    void layersAgreeWithPlainLoops();
    void masksBehindTheSoftmaxAgreeWithPlainLoops();
    void uniformHeadsStaySoInShortenedTexts();
    void keptValuesAreNotRunAgain();
    void rolloutIsReadWhereAPieceIsGuessed();
    void specialTokensAreMaskedOnRequest();
    void stopCancels();
    void stopIsHeardBetweenTokens();
};

void ImportanceRunTest::erasureIsTheRunOfTheShortenedText_data()
{
    QTest::addColumn<QJsonObject>("config");
    QTest::addColumn<bool>("masksSpecialTokens");
    QTest::newRow("encoder") << support::encoderConfig() << false;
    QTest::newRow("encoder, special tokens masked") << support::encoderConfig() << true;
    QTest::newRow("LAMA, learned context") << support::lamaConfig() << false;
    QTest::newRow("LAMA, mean context") << support::lamaConfig({{"context", "mean"}, {"token_mlp", true}}) << false;
}

void ImportanceRunTest::erasureIsTheRunOfTheShortenedText()
{
    QFETCH(QJsonObject, config);
    QFETCH(bool, masksSpecialTokens);
    const TinyModel tiny(config);
    const auto snapshot = snapshotOf(tiny, "word57 word60 abc word58 a", masksSpecialTokens);
    const std::vector<double> falls = erasureOf(*snapshot);
    QCOMPARE(falls.size(), snapshot->text->tokens.size());
    for (std::size_t token = 0; token < falls.size(); ++token) {
        if (snapshot->text->tokens[token].isSpecial())
            QVERIFY(std::isnan(falls[token]));
        else
            QVERIFY2(std::abs(falls[token] - fallByHand(*snapshot, token)) < 1e-9, qPrintable(QString::number(token)));
    }
}

void ImportanceRunTest::shortenedTextMayAsWellBeTyped()
{
    const TinyModel tiny(support::encoderConfig());
    const auto whole = snapshotOf(tiny, "word57 word60 word58");
    const auto shortened = snapshotOf(tiny, "word57 word58");
    const std::size_t predicted = core::followedOutput(whole->model->config, whole->outputs).value();
    const double fall = whole->outputs[predicted] - shortened->outputs[predicted];
    QVERIFY(std::abs(erasureOf(*whole)[2] - fall) < 1e-9);
}

void ImportanceRunTest::erasureOfAWordDeletesAllOfItsPieces_data()
{
    QTest::addColumn<QJsonObject>("config");
    const QJsonObject one{{"0", "score"}};
    const QJsonObject three{{"0", "a"}, {"1", "b"}, {"2", "c"}};
    QTest::newRow("softmax") << support::encoderConfig();
    QTest::newRow("several labels") << support::encoderConfig(
        {{"id2label", three}, {"problem_type", "multi_label_classification"}});
    QTest::newRow("one sigmoid") << support::encoderConfig(
        {{"id2label", one}, {"problem_type", "single_label_classification"}});
    QTest::newRow("regression") << support::encoderConfig({{"id2label", one}});
    QTest::newRow("regression, three values")
        << support::encoderConfig({{"id2label", three}, {"problem_type", "regression"}});
    QTest::newRow("LAMA") << support::lamaConfig();
    QTest::newRow("LAMA, regression") << support::lamaConfig({{"id2label", one}});
}

// Against a pass in double over the ids without the word's, which is not what its pieces come to one by one.
void ImportanceRunTest::erasureOfAWordDeletesAllOfItsPieces()
{
    QFETCH(QJsonObject, config);
    const TinyModel tiny(config, 3);
    const auto snapshot = snapshotOf(tiny, "word57 ac word58 bb");
    const core::WordImportance words = core::wordImportance(core::importancePass(*snapshot), ImportanceMeasure::Erasure,
                                                            {.unit = core::ImportanceUnit::Word}, {})
                                           .value();
    QCOMPARE(words.words.size(), 4U);
    QVERIFY(words.words[1].count > 1);
    const std::vector<core::TokenId> ids = core::tokenIds(*snapshot->text);
    const std::size_t followed = words.target.value().output;
    const double whole = referenceOutput(tiny, ids, followed);
    for (std::size_t word = 0; word < words.words.size(); ++word) {
        std::vector<core::TokenId> rest = ids;
        const auto first = rest.begin() + words.words[word].first;
        rest.erase(first, first + words.words[word].count);
        const double fall = whole - referenceOutput(tiny, rest, followed);
        QVERIFY2(std::abs(words.values[word] - fall) < 1e-5, qPrintable(QString::number(word)));
    }
    const std::vector<double> pieces = erasureOf(*snapshot);
    const auto piecesOfSecond = std::span(pieces).subspan(static_cast<std::size_t>(words.words[1].first),
                                                          static_cast<std::size_t>(words.words[1].count));
    QVERIFY(std::abs(std::accumulate(piecesOfSecond.begin(), piecesOfSecond.end(), 0.0) - words.values[1]) > 1e-4);
}

void ImportanceRunTest::whatAFamilyLacksIsAbsent_data()
{
    QTest::addColumn<QJsonObject>("config");
    QTest::addColumn<QStringList>("absent");
    const auto contextFirst = QJsonObject{{"kind", "linear"}, {"variant", "context_first"}};
    QTest::newRow("encoder") << support::encoderConfig() << QStringList{"contributions"};
    QTest::newRow("LAMA") << support::lamaConfig()
                          << QStringList{"attention_from_first", "rollout", "value_weighted", "effective_attention",
                                         "attention_gradient"};
    QTest::newRow("linear, efficient") << support::encoderConfig(support::attentionCase("linear, efficient"))
                                       << QStringList{"erasure_keys", "attention_gradient", "contributions"};
    QTest::newRow("Linformer") << support::encoderConfig(support::attentionCase("linformer"))
                               << QStringList{"rollout", "effective_attention", "erasure_keys", "attention_gradient",
                                              "contributions"};
    QTest::newRow("context first") << support::encoderConfig({{"attention", contextFirst}})
                                   << QStringList{"attention_received", "attention_from_first", "rollout",
                                                  "value_weighted",     "effective_attention",  "erasure_keys",
                                                  "attention_gradient", "contributions"};
    const QStringList ofOutputs{"erasure",          "erasure_mask",         "erasure_keys",
                                "gradient_x_input", "integrated_gradients", "attention_gradient",
                                "contributions"};
    QTest::newRow("masked language model")
        << support::encoderConfig({{"architectures", QJsonArray{"CompactBertForMaskedLM"}}}) << ofOutputs;
    QTest::newRow("encoder alone") << support::encoderConfig({{"architectures", QJsonArray{"CompactBertModel"}}})
                                   << ofOutputs;
}

void ImportanceRunTest::whatAFamilyLacksIsAbsent()
{
    QFETCH(QJsonObject, config);
    QFETCH(QStringList, absent);
    const TinyModel tiny(config);
    const auto snapshot = snapshotOf(tiny, "word57 word60 abc");
    for (const core::ImportanceDescription &description : core::importanceDescriptions()) {
        const bool readsLast = description.measure == ImportanceMeasure::AttentionFromLast;  // none of these networks does
        const bool isAbsent = readsLast || absent.contains(QString::fromUtf8(description.id));
        QCOMPARE(!core::importanceAbsence(core::importancePass(*snapshot), description.measure).empty(), isAbsent);
        const core::WordImportance importance = core::wordImportance(core::importancePass(*snapshot), description.measure,
                                                                     {.unit = core::ImportanceUnit::Token}, {})
                                                    .value();
        QCOMPARE(allUndefined(importance.values), isAbsent);
    }
    const bool hasFirst = !absent.contains("attention_from_first");
    QCOMPARE(core::offeredImportance(core::importancePass(*snapshot), ImportanceMeasure::AttentionFromFirst),
             hasFirst ? ImportanceMeasure::AttentionFromFirst : ImportanceMeasure::AttentionReceived);
}

void ImportanceRunTest::erasureIsUndefinedOutsideClassifiers_data()
{
    QTest::addColumn<QString>("architecture");
    QTest::newRow("masked language model") << "CompactBertForMaskedLM";
    QTest::newRow("encoder alone") << "CompactBertModel";
}

void ImportanceRunTest::erasureIsUndefinedOutsideClassifiers()
{
    QFETCH(QString, architecture);
    const TinyModel tiny(support::encoderConfig({{"architectures", QJsonArray{architecture}}}));
    const auto snapshot = snapshotOf(tiny, "word57 word60");
    QCOMPARE(erasureOf(*snapshot).size(), 4U);
    QVERIFY(allUndefined(erasureOf(*snapshot)));
}

void ImportanceRunTest::onlyWordOfATextCannotBeErased()
{
    const TinyModel lama(support::lamaConfig());
    QVERIFY(allUndefined(erasureOf(*snapshotOf(lama, "word57"))));
    QVERIFY(erasureOf(*snapshotOf(lama, "")).empty());
    // An encoder still has its special tokens to read.
    const TinyModel encoder(support::encoderConfig());
    QVERIFY(std::isfinite(erasureOf(*snapshotOf(encoder, "word57"))[1]));
    QVERIFY(allUndefined(erasureOf(*snapshotOf(encoder, ""))));
}

void ImportanceRunTest::everyMeasureHasOneNumberPerToken_data()
{
    QTest::addColumn<QJsonObject>("config");
    QTest::newRow("encoder") << support::encoderConfig();
    QTest::newRow("lama") << support::lamaConfig();
}

void ImportanceRunTest::everyMeasureHasOneNumberPerToken()
{
    QFETCH(QJsonObject, config);
    const TinyModel tiny(config);
    const auto snapshot = snapshotOf(tiny, "word57 word60 abc");
    for (const core::ImportanceDescription &description : core::importanceDescriptions()) {
        const core::WordImportance importance = core::wordImportance(core::importancePass(*snapshot), description.measure,
                                                                     {.unit = core::ImportanceUnit::Token}, {})
                                                    .value();
        QCOMPARE(importance.measure, description.measure);
        QCOMPARE(importance.completeness.has_value(), description.measure == ImportanceMeasure::IntegratedGradients);
        if (core::importanceAbsence(core::importancePass(*snapshot), description.measure).empty())
            QCOMPARE(importance.values.size(), snapshot->text->tokens.size());
        if (!description.isSigned)
            QVERIFY(std::ranges::all_of(importance.values, [](double value) { return value >= 0.0; }));
    }
}

void ImportanceRunTest::layersAgreeWithPlainLoops_data()
{
    QTest::addColumn<QJsonObject>("config");
    for (const auto &cases : {support::attentionKinds(), support::trainedMasks()}) {
        for (const support::AttentionCase &each : cases) {
            if (std::string_view(each.name) != "linear, context first")
                QTest::newRow(each.name) << each.config;
        }
    }
}

// Texts shorter and longer than the head size of 6.
void ImportanceRunTest::layersAgreeWithPlainLoops()
{
    QFETCH(QJsonObject, config);
    const TinyModel tiny(support::encoderConfig(config), 5);
    for (const char *text : {"word57 a", "word57 word60 abc word58 a word61 word62 word57 bb"}) {
        const auto snapshot = snapshotOf(tiny, text);
        const support::ReferenceTensors trace = support::referenceTrace(tiny.reference(), core::tokenIds(*snapshot->text));
        const bool isSigned = trace.contains("layer.0.effective");
        QCOMPARE(support::difference(measured(*snapshot, ImportanceMeasure::ValueWeighted),
                                     support::referenceValueWeighted(tiny.reference(), trace), 1e-5),
                 QString());
        if (isSigned)
            continue;
        QCOMPARE(support::difference(measured(*snapshot, ImportanceMeasure::EffectiveAttention),
                                     support::referenceEffective(tiny.reference(), trace), 1e-5),
                 QString());
        for (const double residual : {0.0, 0.5, 0.8})
            QCOMPARE(support::difference(measured(*snapshot, ImportanceMeasure::Rollout, {.residual = residual}),
                                         support::referenceRollout(tiny.reference(), trace, residual, 0), 1e-5),
                     QString());
    }
}

void ImportanceRunTest::masksBehindTheSoftmaxAgreeWithPlainLoops()
{
    const TinyModel tiny(support::encoderConfig(), 6);
    core::AnalysisRequest request;
    request.modelDirectory = tiny.directory();
    request.text = "word57 word60 abc word58 a word61";
    request.mask = core::parseMask("band:1~after~0.75").value();
    const auto whole = core::AnalysisPipeline().run(request, {}).value();
    const core::AnalysisSnapshot &masked = *whole->masked->answer;
    const support::ReferenceMask band{
        .after = [](int, int, int query, int key) { return std::abs(query - key) <= 1 ? 1.0 : 0.25; }};
    const support::ReferenceTensors trace =
        support::referenceTrace(tiny.reference(), core::tokenIds(*masked.text), {}, band);
    QCOMPARE(support::difference(measured(masked, ImportanceMeasure::Rollout),
                                 support::referenceRollout(tiny.reference(), trace, 0.5, 0), 1e-5),
             QString());
    QCOMPARE(support::difference(measured(masked, ImportanceMeasure::ValueWeighted),
                                 support::referenceValueWeighted(tiny.reference(), trace), 1e-5),
             QString());
    QCOMPARE(support::difference(measured(masked, ImportanceMeasure::EffectiveAttention),
                                 support::referenceEffective(tiny.reference(), trace), 1e-5),
             QString());
}

void ImportanceRunTest::uniformHeadsStaySoInShortenedTexts()
{
    const TinyModel tiny(support::encoderConfig());
    core::AnalysisRequest request;
    request.modelDirectory = tiny.directory();
    request.text = "word57 word60 abc";
    request.mask = core::parseMask("diagonal&uniform").value();
    const auto whole = core::AnalysisPipeline().run(request, {}).value();
    const core::AnalysisSnapshot &masked = *whole->masked->answer;
    std::vector<core::TokenId> ids = core::tokenIds(*masked.text);
    ids.erase(ids.begin() + 2);
    const auto shortened = core::forward(*masked.model, ids, {.mask = request.mask}, {});
    const std::size_t predicted = core::followedOutput(masked.model->config, masked.outputs).value();
    const double expected = masked.outputs[predicted] - core::modelOutputs(*masked.model, *shortened)[predicted];
    QVERIFY(std::abs(erasureOf(masked)[2] - expected) < 1e-9);
}

void ImportanceRunTest::keptValuesAreNotRunAgain()
{
    const TinyModel tiny(support::encoderConfig());
    const auto snapshot = snapshotOf(tiny, "word57 word60 abc", true);
    const std::vector<bool> masked = core::maskedKeys(true, *snapshot->text);
    const core::ForwardTrace trace = support::wholeTrace(*snapshot->model, core::tokenIds(*snapshot->text), masked);
    core::ImportancePass pass = core::importancePass(*snapshot);
    for (const ImportanceMeasure measure : {ImportanceMeasure::ValueWeighted, ImportanceMeasure::EffectiveAttention}) {
        const std::vector<double> runAgain = core::wordImportance(pass, measure, {}, {}).value().values;
        const core::ImportancePass kept{pass.model, pass.text, trace, pass.mask, pass.masksSpecialTokens};
        const core::StopToken never = core::StopToken::afterQuestions(0);
        QCOMPARE(core::wordImportance(kept, measure, {}, never).value().values, runAgain);
        QCOMPARE(core::wordImportance(pass, measure, {}, never).error().kind, core::ErrorKind::Cancelled);
    }
}

void ImportanceRunTest::rolloutIsReadWhereAPieceIsGuessed()
{
    const TinyModel tiny(support::encoderConfig({{"architectures", QJsonArray{"CompactBertForMaskedLM"}}}), 7);
    const auto rolled = [&tiny](const core::AnalysisSnapshot &snapshot, int row) {
        return support::referenceRollout(
            tiny.reference(), support::referenceTrace(tiny.reference(), core::tokenIds(*snapshot.text)), 0.5, row);
    };
    const auto masked = snapshotOf(tiny, "word57 word60 [MASK] a");
    QCOMPARE(support::difference(measured(*masked, ImportanceMeasure::Rollout), rolled(*masked, 3), 1e-5), QString());
    const core::ImportanceOptions atSecond{.target = {.name = {}, .position = 2}};
    QCOMPARE(support::difference(measured(*masked, ImportanceMeasure::Rollout, atSecond), rolled(*masked, 2), 1e-5),
             QString());
    const auto whole = snapshotOf(tiny, "word57 word60");
    QCOMPARE(support::difference(measured(*whole, ImportanceMeasure::Rollout), rolled(*whole, 0), 1e-5), QString());
}

void ImportanceRunTest::specialTokensAreMaskedOnRequest()
{
    const TinyModel tiny(support::encoderConfig());
    const auto plain = snapshotOf(tiny, "word57 a");
    QVERIFY(core::maskedKeys(plain->request.masksSpecialTokens, *plain->text).empty());
    const auto masked = snapshotOf(tiny, "word57 a", true);
    QCOMPARE(core::maskedKeys(masked->request.masksSpecialTokens, *masked->text),
             (std::vector<bool>{true, false, false, true}));
}

void ImportanceRunTest::stopCancels()
{
    const TinyModel tiny(support::encoderConfig());
    const auto snapshot = snapshotOf(tiny, "word57 word60");
    std::stop_source source;
    source.request_stop();
    const auto importance =
        core::wordImportance(core::importancePass(*snapshot), ImportanceMeasure::Erasure, {}, source.get_token());
    QVERIFY(!importance);
    QCOMPARE(importance.error().kind, core::ErrorKind::Cancelled);
}

// More than two hundred passes of fifty layers, stopped when they have barely begun.
void ImportanceRunTest::stopIsHeardBetweenTokens()
{
    const TinyModel tiny(support::encoderConfig());
    const auto stopsHeard = [&tiny](const char *text) {
        const auto snapshot = snapshotOf(tiny, text);
        return support::stopsHeard([&](const core::StopToken &stop) {
            const auto importance = core::wordImportance(core::importancePass(*snapshot), ImportanceMeasure::Erasure,
                                                         {.unit = core::ImportanceUnit::Token}, stop);
            return !importance && importance.error().kind == core::ErrorKind::Cancelled;
        });
    };
    QVERIFY(stopsHeard("word57 word58 word59 word60 word61") >= stopsHeard("word57 word58") + 3);
}

ATTNSCOPE_TEST(ImportanceRunTest, tests::NoApplication)
#include "tst_importance_run.moc"
