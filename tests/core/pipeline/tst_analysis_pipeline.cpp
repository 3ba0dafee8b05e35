#include "core/importance/importance_run.h"
#include "core/pipeline/analysis_pipeline.h"
#include "core/pipeline/importance_of_snapshot.h"

#include "core/model/mask/mask_text.h"
#include "tests/core/pipeline/pipeline_answer.h"
#include "tests/support/matrix_compare.h"
#include "tests/support/test_program.h"

#include <QJsonObject>
#include <QStringList>
#include <QTest>

#include <numeric>

using core::AnalysisPipeline;
using core::AnalysisRequest;
using pipeline::answer;
using pipeline::manyWords;
using pipeline::requestFor;
using pipeline::SnapshotPointer;
using support::TinyModel;

namespace {

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

}  // namespace

class AnalysisPipelineTest : public QObject
{
    Q_OBJECT

private slots:
    void changeRunsItsStageAndTheLaterOnes_data();
    void changeRunsItsStageAndTheLaterOnes();
    void keptPartsEqualThoseOfAFreshRun();
    void unitOfErasureRunsTheAnalysisAlone();
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
    void stopCancelsAndChangesNothing();
    void passOfALongTextIsToldOfBeforeItsSpectra();
    void shortTextIsToldOfOnce();
};

void AnalysisPipelineTest::changeRunsItsStageAndTheLaterOnes_data()
{
    QTest::addColumn<AnalysisRequest>("changes");  // without the model directory
    QTest::addColumn<QStringList>("expected");
    const AnalysisRequest base{.modelDirectory = {}, .text = "word57 word60 a"};
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
    AnalysisRequest attentionOfWords = base;
    attentionOfWords.importanceOptions.unit = core::ImportanceUnit::Word;
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
    QTest::newRow("attention of words, which is that of their pieces") << attentionOfWords << QStringList{};
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
            QCOMPARE(support::difference(kept->outputs, expected->outputs, 0.0), QString());
            QCOMPARE(kept->importance->measure, expected->importance->measure);
            QCOMPARE(support::difference(kept->importance->values, expected->importance->values, 0.0), QString());
        }
    }
}

void AnalysisPipelineTest::unitOfErasureRunsTheAnalysisAlone()
{
    const TinyModel tiny(support::encoderConfig());
    AnalysisPipeline pipeline;
    AnalysisRequest request = requestFor(tiny, "abc word57");
    request.importance = core::ImportanceMeasure::Erasure;
    const SnapshotPointer tokens = answer(pipeline, request);
    request.importanceOptions.unit = core::ImportanceUnit::Word;
    const SnapshotPointer words = answer(pipeline, request);
    QCOMPARE(changedParts(*tokens, *words), QStringList{"importance"});
    QCOMPARE(tokens->importance->values.size(), tokens->text->tokens.size());
    QCOMPARE(words->importance->values.size(), 2U);
    // The same tokens, which may have been other words.
    request.text = "abc  word57";
    QCOMPARE(changedParts(*words, *answer(pipeline, request)), (QStringList{"text", "importance"}));
    // And back.
    request.importanceOptions.unit = core::ImportanceUnit::Token;
    QCOMPARE(answer(pipeline, request)->importance->values.size(), tokens->text->tokens.size());
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
    QCOMPARE(snapshot->outputs.size(), 2U);
    QVERIFY(std::abs(snapshot->outputs[0] + snapshot->outputs[1] - 1.0) < 1e-12);
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
        if (core::importanceAbsence(core::importancePass(*snapshot), snapshot->importance->measure).empty())
            QCOMPARE(snapshot->importance->values.size(), static_cast<std::size_t>(tokens));
        QCOMPARE(snapshot->measures->heads(), 4);
        QCOMPARE(snapshot->outputs.empty(), tokens == 0);
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

// Both of the pass as it is and of the one under a mask.
void AnalysisPipelineTest::passOfALongTextIsToldOfBeforeItsSpectra()
{
    const TinyModel tiny(support::encoderConfig({{"max_position_embeddings", 720}}));
    AnalysisPipeline pipeline;
    AnalysisRequest request = requestFor(tiny, manyWords(710));
    request.mask.pattern = core::parseMask("diagonal")->pattern;
    std::vector<SnapshotPointer> told;
    const auto tell = [&told](SnapshotPointer snapshot) { told.push_back(std::move(snapshot)); };
    const auto whole = pipeline.run(request, {}, tell);
    QVERIFY(whole);
    QCOMPARE(told.size(), std::size_t{1});
    const core::AnalysisSnapshot &pass = *told.front();
    QCOMPARE(pass.trace, (*whole)->trace);
    QCOMPARE(pass.outputs, (*whole)->outputs);
    QCOMPARE(pass.importance, (*whole)->importance);
    QVERIFY(!pass.spectra && !pass.measures);
    QVERIFY(pass.masked && !pass.masked->answer->spectra);
    QCOMPARE(pass.masked->answer->trace, (*whole)->masked->answer->trace);
    QVERIFY((*whole)->spectra && (*whole)->measures && (*whole)->masked->answer->spectra);
    // What is there already is not waited for.
    request.importance = core::ImportanceMeasure::AttentionFromFirst;
    QVERIFY(pipeline.run(request, {}, tell));
    QCOMPARE(told.size(), std::size_t{1});
}

void AnalysisPipelineTest::shortTextIsToldOfOnce()
{
    const TinyModel tiny(support::encoderConfig());
    int told = 0;
    QVERIFY(AnalysisPipeline().run(requestFor(tiny), {}, [&told](const SnapshotPointer &) { ++told; }));
    QCOMPARE(told, 0);
}

ATTNSCOPE_TEST(AnalysisPipelineTest, tests::NoApplication)
#include "tst_analysis_pipeline.moc"
