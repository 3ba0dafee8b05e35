#include "core/pipeline/analysis_pipeline.h"

#include "core/model/mask/mask_text.h"
#include "core/model/model_outputs.h"
#include "tests/core/pipeline/pipeline_answer.h"
#include "tests/support/test_program.h"

#include <QTest>

using core::AnalysisPipeline;
using core::AnalysisRequest;
using pipeline::answer;
using pipeline::manyWords;
using pipeline::requestFor;
using pipeline::SnapshotPointer;
using support::TinyModel;

// The pass with cut heads and the one under a mask, beside the model as it is.
class SecondPassTest : public QObject
{
    Q_OBJECT

private slots:
    void truncatedPassStandsBesideTheWholeOne();
    void truncatedPassKeepsItsAttentionAlone();
    void bothPassesHaveToFit();
    void maskedPassStandsBesideTheOther();
    void maskedPassRunsAgainOnlyWhereItHasTo();
    void maskedPassStartsAtTheFirstMaskedLayer();
    void whatStandsBesideAMaskedPassIsUnderTheMask();
    void maskOfOnesChangesNothing();
    void maskedImportanceIsThatOfMaskedPasses();
    void maskWithoutMeaningIsRefused();
};

void SecondPassTest::truncatedPassStandsBesideTheWholeOne()
{
    const TinyModel tiny(support::encoderConfig());
    AnalysisPipeline pipeline;
    AnalysisRequest request = requestFor(tiny);
    const SnapshotPointer whole = answer(pipeline, request);
    QVERIFY(!whole->truncated);
    request.truncation = {.rank = 1, .heads = {{{0}, {1}}}};
    const SnapshotPointer both = answer(pipeline, request);
    QCOMPARE(both->trace, whole->trace);
    QCOMPARE(both->truncated->outputs.size(), both->outputs.size());
    QVERIFY(both->truncated->outputs != both->outputs);
    request.importance = core::ImportanceMeasure::Erasure;
    QCOMPARE(answer(pipeline, request)->truncated, both->truncated);  // runs again only where it has to
    request.truncation.rank = 2;
    QVERIFY(answer(pipeline, request)->truncated != both->truncated);
    request.truncation = {};
    QVERIFY(!answer(pipeline, request)->truncated);
}

void SecondPassTest::truncatedPassKeepsItsAttentionAlone()
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
void SecondPassTest::bothPassesHaveToFit()
{
    const TinyModel tiny(support::encoderConfig({{"hidden_size", 2}, {"head_size", 1}, {"max_position_embeddings", 13000}}));
    AnalysisPipeline pipeline;
    AnalysisRequest request = requestFor(tiny, manyWords(13000));
    request.truncation = {.rank = 1, .heads = {{{0}, {1}}}};
    const auto snapshot = pipeline.run(request, {});
    QVERIFY(!snapshot);
    QVERIFY2(snapshot.error().message.find("13000 tokens would need 10 GiB") != std::string::npos,
             snapshot.error().message.c_str());
}

void SecondPassTest::maskedPassStandsBesideTheOther()
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
    QVERIFY(masked.outputs != both->outputs);
    QCOMPARE(both->outputs, without->outputs);
    const core::HeadRef head{{1}, {2}};
    QCOMPARE(masked.measures->at(head, core::HeadMeasure::DiagonalMass), 0.0);
    QVERIFY(both->measures->at(head, core::HeadMeasure::DiagonalMass) > 0.0);
    QVERIFY(both->masked->divergence.at(head) > 0.0);
    QCOMPARE(masked.importance->values.size(), both->importance->values.size());
}

void SecondPassTest::whatStandsBesideAMaskedPassIsUnderTheMask()
{
    const TinyModel tiny(support::encoderConfig());
    AnalysisPipeline pipeline;
    AnalysisRequest request = requestFor(tiny);
    request.truncation = {.rank = 1, .heads = {{{0}, {1}}}};
    request.baselines = {.shufflesTokens = true, .drawsProjections = true, .permutesRows = true, .head = core::HeadRef{}};
    const SnapshotPointer without = answer(pipeline, request);
    request.mask = *core::parseMask("diagonal");
    const SnapshotPointer both = answer(pipeline, request);
    const core::AnalysisSnapshot &masked = core::shownPass(*both);
    QCOMPARE(&masked, both->masked->answer.get());
    QVERIFY(!both->truncated && !both->shuffledSpectra);
    QVERIFY(masked.truncated && masked.shuffledSpectra && masked.drawnSpectra && masked.permutedSpectra);
    QVERIFY(masked.truncated->outputs != without->truncated->outputs);
    const auto &truncated = std::get<core::EncoderTrace>(masked.truncated->trace.network);
    QCOMPARE(truncated.layers[1].attention[0](2, 2), 0.0F);
    request.importance = core::ImportanceMeasure::Erasure;
    const SnapshotPointer again = answer(pipeline, request);
    QCOMPARE(core::shownPass(*again).truncated, masked.truncated);
    QCOMPARE(core::shownPass(*again).shuffledSpectra, masked.shuffledSpectra);
}

void SecondPassTest::maskedPassRunsAgainOnlyWhereItHasTo()
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
void SecondPassTest::maskedPassStartsAtTheFirstMaskedLayer()
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

void SecondPassTest::maskOfOnesChangesNothing()
{
    const TinyModel tiny(support::encoderConfig());
    AnalysisPipeline pipeline;
    AnalysisRequest request = requestFor(tiny);
    request.mask = *core::parseMask("none");
    const SnapshotPointer snapshot = answer(pipeline, request);
    const core::AnalysisSnapshot &masked = *snapshot->masked->answer;
    QVERIFY(masked.trace->logits == snapshot->trace->logits);
    QCOMPARE(masked.outputs, snapshot->outputs);
    QCOMPARE(masked.importance->values, snapshot->importance->values);
    for (const double divergence : snapshot->masked->divergence.values)
        QCOMPARE(divergence, 0.0);
}

void SecondPassTest::maskedImportanceIsThatOfMaskedPasses()
{
    const TinyModel tiny(support::encoderConfig());
    AnalysisPipeline pipeline;
    AnalysisRequest request = requestFor(tiny);
    request.importance = core::ImportanceMeasure::Erasure;
    request.mask = *core::parseMask("star:1");
    request.text = "word60 a";
    const SnapshotPointer rest = answer(pipeline, request);
    const auto fallTo = [&rest](const core::AnalysisSnapshot &whole) {
        const std::size_t followed = core::followedOutput(whole.model->config, whole.outputs).value();
        return whole.outputs[followed] - rest->masked->answer->outputs[followed];
    };
    request.text = "word57 word60 a";
    const SnapshotPointer withWord = answer(pipeline, request);
    QVERIFY(std::abs(withWord->masked->answer->importance->values[1] - fallTo(*withWord->masked->answer)) < 1e-9);
    // All pieces of a word take their rows and columns with them.
    request.text = "abc word60 a";
    request.importanceOptions.unit = core::ImportanceUnit::Word;
    const SnapshotPointer withPieces = answer(pipeline, request);
    QVERIFY(std::abs(withPieces->masked->answer->importance->values[0] - fallTo(*withPieces->masked->answer)) < 1e-9);
}

void SecondPassTest::maskWithoutMeaningIsRefused()
{
    const TinyModel tiny(support::lamaConfig());
    AnalysisPipeline pipeline;
    AnalysisRequest request = requestFor(tiny);
    request.mask = *core::parseMask("diagonal");
    const auto refused = pipeline.run(request, {});
    QVERIFY(!refused);
    QVERIFY2(refused.error().message.find("no pairs of query and key") != std::string::npos,
             refused.error().message.c_str());
    request.mask = *core::parseMask("ablate@0.1");
    QVERIFY(answer(pipeline, request)->masked->answer->outputs != answer(pipeline, requestFor(tiny))->outputs);
}

ATTNSCOPE_TEST(SecondPassTest, tests::NoApplication)
#include "tst_second_pass.moc"
