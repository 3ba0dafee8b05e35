#include "core/pipeline/analysis_pipeline.h"

#include "core/model/mask_text.h"
#include "core/pipeline/class_probabilities.h"
#include "tests/support/matrix_compare.h"
#include "tests/support/tiny_model.h"

#include <QJsonObject>
#include <QStringList>
#include <QTest>

#include <numeric>

namespace {

using core::AnalysisPipeline;
using core::AnalysisRequest;
using support::TinyModel;
using SnapshotPointer = std::shared_ptr<const core::AnalysisSnapshot>;

AnalysisRequest requestFor(const TinyModel &tiny, const std::string &text = "word57 word60 a")
{
    AnalysisRequest request;
    request.modelDirectory = tiny.directory();
    request.text = text;
    return request;
}

SnapshotPointer answer(AnalysisPipeline &pipeline, const AnalysisRequest &request)
{
    auto snapshot = pipeline.run(request, {});
    if (!snapshot)
        qFatal("%s", snapshot.error().message.c_str());
    return *snapshot;
}

// The parts of `after` that are not those of `before`, in the order of the stages.
QStringList changedParts(const core::AnalysisSnapshot &before, const core::AnalysisSnapshot &after)
{
    QStringList parts;
    if (before.model != after.model)
        parts << "model";
    if (before.text != after.text)
        parts << "text";
    if (before.trace != after.trace)
        parts << "trace";
    if (before.measures != after.measures)
        parts << "measures";
    if (before.importance != after.importance)
        parts << "importance";
    if (before.truncated != after.truncated)
        parts << "truncated";
    if (before.masked != after.masked)
        parts << "masked";
    return parts;
}

std::string manyWords(int count)
{
    std::string text;
    for (int word = 0; word < count; ++word)
        text += "word57 ";
    return text;
}

}  // namespace

class AnalysisPipelineTest : public QObject
{
    Q_OBJECT

private slots:
    void changeRunsItsStageAndTheLaterOnes_data();
    void changeRunsItsStageAndTheLaterOnes();
    void keptPartsEqualThoseOfAFreshRun();
    void otherModelChangesEverything();
    void modelSomebodyHoldsIsNotLoadedAgain();
    void modelNobodyHoldsIsLetGo();
    void vanishedFolderKeepsWorking();
    void failingLoadLeavesThePreviousUsable();
    void snapshotAnswersItsRequest();
    void textWithoutWords_data();
    void textWithoutWords();
    void textWithoutTokensIsAnError();
    void longTextIsCutAtTheModelsLimit_data();
    void longTextIsCutAtTheModelsLimit();
    void maskedSpecialTokensGetNoAttention();
    void bytesThatAreNotTextAreRead();
    void truncatedPassStandsBesideTheWholeOne();
    void truncatedPassKeepsItsAttentionAlone();
    void bothPassesHaveToFit();
    void maskedPassStandsBesideTheOther();
    void maskedPassRunsAgainOnlyWhereItHasTo();
    void maskedPassStartsAtTheFirstMaskedLayer();
    void maskOfOnesChangesNothing();
    void maskedImportanceIsThatOfMaskedPasses();
    void maskWithoutMeaningIsRefused();
    void stopCancelsAndChangesNothing();
};

void AnalysisPipelineTest::changeRunsItsStageAndTheLaterOnes_data()
{
    QTest::addColumn<AnalysisRequest>("changes");  // without the model directory
    QTest::addColumn<QStringList>("expected");
    const AnalysisRequest base{{}, "word57 word60 a", false, core::ImportanceMeasure::AttentionReceived, {}};
    AnalysisRequest text = base;
    text.text = "word57 word61 a";
    AnalysisRequest spaces = base;
    spaces.text = "word57  word60 a ";
    AnalysisRequest mask = base;
    mask.masksSpecialTokens = true;
    AnalysisRequest kept = base;
    kept.kept = core::KeptTensors::all();
    AnalysisRequest importance = base;
    importance.importance = core::ImportanceMeasure::Erasure;
    AnalysisRequest textAndImportance = text;
    textAndImportance.importance = core::ImportanceMeasure::AttentionFromFirst;
    AnalysisRequest truncation = base;
    truncation.truncation = {.rank = 1, .heads = {{{0}, {1}}}};
    AnalysisRequest masked = base;
    masked.mask = *core::parseMask("diagonal@1");
    const QStringList fromForward{"trace", "measures", "importance"};
    QTest::newRow("nothing") << base << QStringList{};
    QTest::newRow("text") << text << QStringList{"text"} + fromForward;
    QTest::newRow("text with the same tokens") << spaces << QStringList{"text"};
    QTest::newRow("masked special tokens") << mask << fromForward;
    QTest::newRow("kept tensors") << kept << fromForward;
    QTest::newRow("importance measure") << importance << QStringList{"importance"};
    QTest::newRow("truncation") << truncation << QStringList{"truncated"};
    QTest::newRow("mask") << masked << QStringList{"masked"};
    QTest::newRow("text and importance measure") << textAndImportance << QStringList{"text"} + fromForward;
}

void AnalysisPipelineTest::changeRunsItsStageAndTheLaterOnes()
{
    QFETCH(AnalysisRequest, changes);
    QFETCH(QStringList, expected);
    const TinyModel tiny(support::encoderConfig());
    AnalysisPipeline pipeline;
    const SnapshotPointer before = answer(pipeline, requestFor(tiny));
    changes.modelDirectory = tiny.directory();
    const SnapshotPointer after = answer(pipeline, changes);
    QCOMPARE(changedParts(*before, *after), expected);
    QVERIFY(after->request == changes);
}

void AnalysisPipelineTest::keptPartsEqualThoseOfAFreshRun()
{
    const TinyModel tiny(support::encoderConfig());
    AnalysisPipeline used;
    AnalysisRequest request = requestFor(tiny);
    for (const char *text : {"word57", "word57 word60", " word57 word60 ", "word60 word57", "", "word57"}) {
        request.text = text;
        request.masksSpecialTokens = !request.masksSpecialTokens;
        for (const core::ImportanceDescription &description : core::importanceDescriptions()) {
            request.importance = description.measure;
            AnalysisPipeline fresh;
            const SnapshotPointer kept = answer(used, request);
            const SnapshotPointer expected = answer(fresh, request);
            QVERIFY(kept->text->tokens == expected->text->tokens);
            QCOMPARE(support::difference(kept->trace->logits, expected->trace->logits, 0.0), QString());
            QCOMPARE(support::difference(kept->probabilities, expected->probabilities, 0.0), QString());
            QCOMPARE(kept->importance->measure, expected->importance->measure);
            QCOMPARE(support::difference(kept->importance->values, expected->importance->values, 0.0), QString());
        }
    }
}

void AnalysisPipelineTest::otherModelChangesEverything()
{
    const TinyModel first(support::encoderConfig());
    const TinyModel second(support::encoderConfig(), 2);
    AnalysisPipeline pipeline;
    const SnapshotPointer before = answer(pipeline, requestFor(first));
    const SnapshotPointer after = answer(pipeline, requestFor(second));
    QCOMPARE(changedParts(*before, *after), (QStringList{"model", "text", "trace", "measures", "importance"}));
    QVERIFY(!support::difference(after->trace->logits, before->trace->logits, 1e-3).isEmpty());
}

void AnalysisPipelineTest::modelSomebodyHoldsIsNotLoadedAgain()
{
    const TinyModel first(support::encoderConfig());
    const TinyModel second(support::lamaConfig());
    AnalysisPipeline pipeline;
    const SnapshotPointer held = answer(pipeline, requestFor(first));
    const SnapshotPointer other = answer(pipeline, requestFor(second));
    QCOMPARE(answer(pipeline, requestFor(first))->model, held->model);
}

void AnalysisPipelineTest::modelNobodyHoldsIsLetGo()
{
    const TinyModel first(support::encoderConfig());
    const TinyModel second(support::lamaConfig());
    AnalysisPipeline pipeline;
    const std::weak_ptr<const core::LoadedModel> model = answer(pipeline, requestFor(first))->model;
    QVERIFY(!model.expired());
    answer(pipeline, requestFor(second));
    QVERIFY(model.expired());
}

void AnalysisPipelineTest::vanishedFolderKeepsWorking()
{
    const TinyModel tiny(support::encoderConfig());
    AnalysisPipeline pipeline;
    const SnapshotPointer before = answer(pipeline, requestFor(tiny));
    std::filesystem::remove_all(tiny.directory());
    const SnapshotPointer after = answer(pipeline, requestFor(tiny, "word60 b c"));
    QCOMPARE(after->model, before->model);
    QVERIFY(after->trace->logits.allFinite());
}

void AnalysisPipelineTest::failingLoadLeavesThePreviousUsable()
{
    const TinyModel tiny(support::encoderConfig());
    const TinyModel broken(support::encoderConfig());
    std::filesystem::resize_file(broken.directory() / "model.safetensors", 1000);
    AnalysisPipeline pipeline;
    const SnapshotPointer before = answer(pipeline, requestFor(tiny));
    for (const std::filesystem::path &directory : {broken.directory(), std::filesystem::path("/nowhere")}) {
        AnalysisRequest request = requestFor(tiny);
        request.modelDirectory = directory;
        const auto failed = pipeline.run(request, {});
        QVERIFY(!failed);
        QVERIFY2(failed.error().message.find(directory.string()) != std::string::npos, failed.error().message.c_str());
    }
    QCOMPARE(changedParts(*before, *answer(pipeline, requestFor(tiny))), QStringList{});
}

void AnalysisPipelineTest::snapshotAnswersItsRequest()
{
    const TinyModel tiny(support::encoderConfig());
    AnalysisPipeline pipeline;
    const SnapshotPointer snapshot = answer(pipeline, requestFor(tiny));
    QVERIFY(snapshot->request == requestFor(tiny));
    QCOMPARE(snapshot->text->tokens.size(), 5U);
    QCOMPARE(snapshot->measures->layers(), 2);
    QCOMPARE(snapshot->measures->heads(), 4);
    QCOMPARE(snapshot->importance->values.size(), 5U);
    QCOMPARE(snapshot->probabilities.size(), 2U);
    QVERIFY(std::abs(snapshot->probabilities[0] + snapshot->probabilities[1] - 1.0) < 1e-12);
    QVERIFY(snapshot->milliseconds.total() > 0.0);
}

void AnalysisPipelineTest::textWithoutWords_data()
{
    QTest::addColumn<QJsonObject>("config");
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("tokens");
    QTest::newRow("encoder, nothing") << support::encoderConfig() << "" << 2;
    QTest::newRow("encoder, spaces") << support::encoderConfig() << " \t\n " << 2;
    QTest::newRow("LAMA, nothing") << support::lamaConfig() << "" << 0;
    QTest::newRow("LAMA, spaces") << support::lamaConfig() << "   " << 0;
}

void AnalysisPipelineTest::textWithoutWords()
{
    QFETCH(QJsonObject, config);
    QFETCH(QString, text);
    QFETCH(int, tokens);
    const TinyModel tiny(config);
    for (const core::ImportanceDescription &description : core::importanceDescriptions()) {
        AnalysisPipeline pipeline;
        AnalysisRequest request = requestFor(tiny, text.toStdString());
        request.importance = description.measure;
        request.masksSpecialTokens = true;
        const SnapshotPointer snapshot = answer(pipeline, request);
        QCOMPARE(snapshot->text->tokens.size(), static_cast<std::size_t>(tokens));
        QCOMPARE(snapshot->importance->values.size(), static_cast<std::size_t>(tokens));
        QCOMPARE(snapshot->measures->heads(), 4);
        QCOMPARE(snapshot->probabilities.empty(), tokens == 0);
    }
}

void AnalysisPipelineTest::textWithoutTokensIsAnError()
{
    const TinyModel tiny(support::encoderConfig());
    QFile settings(QString::fromStdString((tiny.directory() / "tokenizer_config.json").string()));
    QVERIFY(settings.open(QIODevice::WriteOnly));
    settings.write("{\"add_special_tokens\": false}");
    settings.close();
    const auto snapshot = AnalysisPipeline().run(requestFor(tiny, ""), {});
    QVERIFY(!snapshot);
    QCOMPARE(snapshot.error().kind, core::ErrorKind::BadInput);
}

void AnalysisPipelineTest::longTextIsCutAtTheModelsLimit_data()
{
    QTest::addColumn<QJsonObject>("config");
    QTest::addColumn<int>("tokens");
    QTest::addColumn<int>("dropped");
    QTest::newRow("encoder") << support::encoderConfig() << 40 << 5000 - 38;
    QTest::newRow("LAMA") << support::lamaConfig() << 4096 << 5000 - 4096;
}

void AnalysisPipelineTest::longTextIsCutAtTheModelsLimit()
{
    QFETCH(QJsonObject, config);
    QFETCH(int, tokens);
    QFETCH(int, dropped);
    const TinyModel tiny(config);
    AnalysisPipeline pipeline;
    const SnapshotPointer snapshot = answer(pipeline, requestFor(tiny, manyWords(5000)));
    QCOMPARE(snapshot->text->tokens.size(), static_cast<std::size_t>(tokens));
    QCOMPARE(snapshot->text->droppedTokens, static_cast<std::size_t>(dropped));
    QCOMPARE(snapshot->importance->values.size(), static_cast<std::size_t>(tokens));
    QVERIFY(snapshot->trace->logits.allFinite());
}

void AnalysisPipelineTest::maskedSpecialTokensGetNoAttention()
{
    const TinyModel tiny(support::encoderConfig());
    AnalysisPipeline pipeline;
    AnalysisRequest request = requestFor(tiny);
    request.masksSpecialTokens = true;
    const SnapshotPointer snapshot = answer(pipeline, request);
    QCOMPARE(snapshot->importance->values.front(), 0.0);
    QCOMPARE(snapshot->importance->values.back(), 0.0);
    QVERIFY(std::abs(std::accumulate(snapshot->importance->values.begin(), snapshot->importance->values.end(), 0.0) - 1.0) <
            1e-6);
}

void AnalysisPipelineTest::bytesThatAreNotTextAreRead()
{
    const TinyModel tiny(support::encoderConfig());
    AnalysisPipeline pipeline;
    const SnapshotPointer snapshot = answer(pipeline, requestFor(tiny, std::string("a \xff\xc3 b \0 c", 10)));
    QVERIFY(snapshot->trace->logits.allFinite());
}

void AnalysisPipelineTest::truncatedPassStandsBesideTheWholeOne()
{
    const TinyModel tiny(support::encoderConfig());
    AnalysisPipeline pipeline;
    AnalysisRequest request = requestFor(tiny);
    const SnapshotPointer whole = answer(pipeline, request);
    QVERIFY(!whole->truncated);
    request.truncation = {.rank = 1, .heads = {{{0}, {1}}}};
    const SnapshotPointer both = answer(pipeline, request);
    QCOMPARE(both->trace, whole->trace);
    QCOMPARE(both->truncated->probabilities.size(), both->probabilities.size());
    QVERIFY(both->truncated->probabilities != both->probabilities);
    request.importance = core::ImportanceMeasure::Erasure;
    QCOMPARE(answer(pipeline, request)->truncated, both->truncated);  // runs again only where it has to
    request.truncation.rank = 2;
    QVERIFY(answer(pipeline, request)->truncated != both->truncated);
    request.truncation = {};
    QVERIFY(!answer(pipeline, request)->truncated);
}

void AnalysisPipelineTest::truncatedPassKeepsItsAttentionAlone()
{
    const TinyModel tiny(support::encoderConfig());
    AnalysisPipeline pipeline;
    AnalysisRequest request = requestFor(tiny);
    request.kept = core::KeptTensors::all();
    request.truncation = {.rank = 1, .heads = {{{0}, {1}}}};
    const SnapshotPointer both = answer(pipeline, request);
    const auto &truncated = std::get<core::EncoderTrace>(both->truncated->trace.network);
    QCOMPARE(truncated.embeddings.size(), 0);
    for (const core::LayerTrace &layer : truncated.layers) {
        QVERIFY(!layer.attention.isEmpty());
        QVERIFY(layer.scores.isEmpty() && layer.query.isEmpty() && layer.headOutput.isEmpty() && layer.hidden.size() == 0);
    }
    QVERIFY(!std::get<core::EncoderTrace>(both->trace->network).layers.front().scores.isEmpty());
}

// 13,000 tokens: 5 GiB of maps for the whole pass alone.
void AnalysisPipelineTest::bothPassesHaveToFit()
{
    const TinyModel tiny(support::encoderConfig({{"hidden_size", 2}, {"head_size", 1}, {"max_position_embeddings", 13000}}));
    AnalysisPipeline pipeline;
    AnalysisRequest request = requestFor(tiny, manyWords(13000));
    request.truncation = {.rank = 1, .heads = {{{0}, {1}}}};
    const auto snapshot = pipeline.run(request, {});
    QVERIFY(!snapshot);
    QVERIFY2(snapshot.error().message.find("13000 tokens would need 10 GiB") != std::string::npos, snapshot.error().message.c_str());
}

void AnalysisPipelineTest::maskedPassStandsBesideTheOther()
{
    const TinyModel tiny(support::encoderConfig());
    AnalysisPipeline pipeline;
    AnalysisRequest request = requestFor(tiny);
    const SnapshotPointer without = answer(pipeline, request);
    QVERIFY(!without->masked);
    request.mask = *core::parseMask("diagonal");
    const SnapshotPointer both = answer(pipeline, request);
    QVERIFY(!both->mask.isActive());
    const core::AnalysisSnapshot &masked = *both->masked->answer;
    QVERIFY(masked.mask == request.mask);
    QCOMPARE(masked.text, both->text);
    QVERIFY(masked.probabilities != both->probabilities);
    QCOMPARE(both->probabilities, without->probabilities);
    const core::HeadRef head{{1}, {2}};
    QCOMPARE(masked.measures->at(head, core::HeadMeasure::DiagonalMass), 0.0);
    QVERIFY(both->measures->at(head, core::HeadMeasure::DiagonalMass) > 0.0);
    QVERIFY(both->masked->divergence.at(head) > 0.0);
    QCOMPARE(masked.importance->values.size(), both->importance->values.size());
}

void AnalysisPipelineTest::maskedPassRunsAgainOnlyWhereItHasTo()
{
    const TinyModel tiny(support::encoderConfig());
    AnalysisPipeline pipeline;
    AnalysisRequest request = requestFor(tiny);
    request.mask = *core::parseMask("band:1");
    const SnapshotPointer before = answer(pipeline, request);
    request.importance = core::ImportanceMeasure::Erasure;
    const SnapshotPointer after = answer(pipeline, request);
    QCOMPARE(after->masked->answer->trace, before->masked->answer->trace);
    QCOMPARE(after->masked->answer->measures, before->masked->answer->measures);
    QVERIFY(after->masked->answer->importance != before->masked->answer->importance);
    request.mask = *core::parseMask("band:2");
    const SnapshotPointer other = answer(pipeline, request);
    QCOMPARE(other->trace, before->trace);
    QVERIFY(other->masked->answer->trace != before->masked->answer->trace);
    request.mask = {};
    QVERIFY(!answer(pipeline, request)->masked);
    request.mask = *core::parseMask("band:1");
    const SnapshotPointer again = answer(pipeline, request);
    QVERIFY(again->masked->answer->trace->logits == before->masked->answer->trace->logits);  // undo gives the same picture
}

// The layers before it are not only the same in number: they are those of the other pass.
void AnalysisPipelineTest::maskedPassStartsAtTheFirstMaskedLayer()
{
    const TinyModel tiny(support::encoderConfig());
    AnalysisRequest request = requestFor(tiny);
    request.mask = *core::parseMask("diagonal@1.3");
    const SnapshotPointer whole = answer(*std::make_unique<AnalysisPipeline>(), request);
    request.kept.hidden = true;
    const SnapshotPointer later = answer(*std::make_unique<AnalysisPipeline>(), request);
    QVERIFY(later->masked->answer->trace->logits == whole->masked->answer->trace->logits);
    QCOMPARE(later->masked->divergence.values, whole->masked->divergence.values);
    QCOMPARE(later->masked->divergence.at({{0}, {3}}), 0.0);
    QVERIFY(later->masked->divergence.at({{1}, {3}}) > 0.0);
}

void AnalysisPipelineTest::maskOfOnesChangesNothing()
{
    const TinyModel tiny(support::encoderConfig());
    AnalysisPipeline pipeline;
    AnalysisRequest request = requestFor(tiny);
    request.mask = *core::parseMask("none");
    const SnapshotPointer snapshot = answer(pipeline, request);
    const core::AnalysisSnapshot &masked = *snapshot->masked->answer;
    QVERIFY(masked.trace->logits == snapshot->trace->logits);
    QCOMPARE(masked.probabilities, snapshot->probabilities);
    QCOMPARE(masked.importance->values, snapshot->importance->values);
    for (const double divergence : snapshot->masked->divergence.values)
        QCOMPARE(divergence, 0.0);
}

void AnalysisPipelineTest::maskedImportanceIsThatOfMaskedPasses()
{
    const TinyModel tiny(support::encoderConfig());
    AnalysisPipeline pipeline;
    AnalysisRequest request = requestFor(tiny);
    request.importance = core::ImportanceMeasure::Erasure;
    request.mask = *core::parseMask("star:1");
    const SnapshotPointer whole = answer(pipeline, request);
    const auto predicted = core::predictedClass(whole->masked->answer->probabilities);
    request.text = "word60 a";  // without "word57"
    const SnapshotPointer rest = answer(pipeline, request);
    const double fall = whole->masked->answer->probabilities[*predicted] - rest->masked->answer->probabilities[*predicted];
    QVERIFY(std::abs(whole->masked->answer->importance->values[1] - fall) < 1e-9);
}

void AnalysisPipelineTest::maskWithoutMeaningIsRefused()
{
    const TinyModel tiny(support::lamaConfig());
    AnalysisPipeline pipeline;
    AnalysisRequest request = requestFor(tiny);
    request.mask = *core::parseMask("diagonal");
    const auto refused = pipeline.run(request, {});
    QVERIFY(!refused);
    QVERIFY2(refused.error().message.find("no pairs of query and key") != std::string::npos, refused.error().message.c_str());
    request.mask = *core::parseMask("ablate@0.1");
    QVERIFY(answer(pipeline, request)->masked->answer->probabilities != answer(pipeline, requestFor(tiny))->probabilities);
}

void AnalysisPipelineTest::stopCancelsAndChangesNothing()
{
    const TinyModel tiny(support::encoderConfig());
    AnalysisPipeline pipeline;
    const SnapshotPointer before = answer(pipeline, requestFor(tiny));
    std::stop_source source;
    source.request_stop();
    const auto cancelled = pipeline.run(requestFor(tiny, "word61"), source.get_token());
    QVERIFY(!cancelled);
    QCOMPARE(cancelled.error().kind, core::ErrorKind::Cancelled);
    QCOMPARE(changedParts(*before, *answer(pipeline, requestFor(tiny))), QStringList{});
}

QTEST_APPLESS_MAIN(AnalysisPipelineTest)
#include "tst_analysis_pipeline.moc"
