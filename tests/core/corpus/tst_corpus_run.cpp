#include "core/corpus/runs/corpus_run.h"

#include "core/base/parallel_for.h"
#include "tests/support/test_program.h"
#include "tests/support/tiny_model.h"

#include <QFile>
#include <QTest>

#include <cmath>
#include <limits>

namespace {

using support::TinyModel;

// Layers x heads x 2: the largest attention of the head, and a number that is never defined.
core::HeadQuantities largestAttention()
{
    return {.perHead = 2, .heads = 0, .kept = {}, .of = [](const core::ForwardTrace &trace, const core::StopToken &) {
                std::vector<double> values;
                for (const core::LayerTrace &layer : std::get<core::EncoderTrace>(trace.network).layers) {
                    for (int head = 0; head < layer.attention.heads(); ++head) {
                        values.push_back(layer.attention[head].maxCoeff());
                        values.push_back(std::numeric_limits<double>::quiet_NaN());
                    }
                }
                return values;
            }};
}

std::vector<std::string> sentences(int count)
{
    std::vector<std::string> texts;
    for (int index = 0; index < count; ++index)
        texts.push_back("word" + std::to_string(10 + index % 40) + " word57" + (index % 3 == 0 ? " a" : ""));
    return texts;
}

// More than one batch on any machine.
int manyTexts()
{
    return 10 * core::mostThreads();
}

}  // namespace

class CorpusRunTest : public QObject
{
    Q_OBJECT

private slots:
    void gathersWhatEachTextSays();
    void isTheSameEveryTime();
    void progressCountsUp();
    void stopKeepsWhatIsDone();
    void batchesKeepEveryCoreBusy();
    void longTextsAreCounted();
    void textsOfSimilarLengthAreAGroup();
    void summaryHasTheSameNumbers();
    void emptyTextsAreCountedApart();
    void otherCountOfNumbersIsAnError();
};

void CorpusRunTest::gathersWhatEachTextSays()
{
    const TinyModel tiny(support::encoderConfig());
    const auto model = tiny.load();
    const std::vector<std::string> texts = sentences(19);
    const auto statistics = core::runCorpus(*model, texts, largestAttention(), {}, {});
    QVERIFY(statistics && statistics->isComplete());
    QCOMPARE(statistics->texts, 19U);
    core::RunningStatistics expected;
    for (const std::string &text : texts) {
        std::vector<core::TokenId> ids;
        for (const core::Token &token : model->tokenizer->tokenize(text, model->tokenLimit()).tokens)
            ids.push_back(token.id);
        const auto trace = core::forward(*model, ids, {}, {});
        expected.add(std::get<core::EncoderTrace>(trace->network).layers[1].attention[2].maxCoeff());
    }
    QVERIFY(std::abs(statistics->at({{1}, {2}}, 0).mean() - expected.mean()) < 1e-7);
    QCOMPARE(statistics->at({{1}, {2}}, 0).count(), 19U);
    QCOMPARE(statistics->at({{1}, {2}}, 1).undefinedCount(), 19U);
    QCOMPARE(statistics->all.tokens.quantile(1.0), 5.0);
}

void CorpusRunTest::isTheSameEveryTime()
{
    const TinyModel tiny(support::encoderConfig());
    const auto model = tiny.load();
    const std::vector<std::string> texts = sentences(30);
    const auto once = core::runCorpus(*model, texts, largestAttention(), {}, {});
    const auto again = core::runCorpus(*model, texts, largestAttention(), {}, {});
    for (int head = 0; head < 4; ++head)
        QCOMPARE(once->at({{0}, {head}}, 0).mean(), again->at({{0}, {head}}, 0).mean());
}

void CorpusRunTest::progressCountsUp()
{
    const TinyModel tiny(support::encoderConfig());
    std::vector<std::size_t> counts;
    const auto gather = [&counts](const core::CorpusStatistics &soFar) { counts.push_back(soFar.texts); };
    QVERIFY(core::runCorpus(*tiny.load(), sentences(manyTexts()), largestAttention(), gather, {}));
    QCOMPARE(counts.back(), static_cast<std::size_t>(manyTexts()));
    QVERIFY(counts.size() > 1 && std::ranges::is_sorted(counts));
}

void CorpusRunTest::batchesKeepEveryCoreBusy()
{
    const TinyModel tiny(support::encoderConfig());
    const auto threads = static_cast<std::size_t>(core::mostThreads());
    std::size_t previous = 0;
    const auto isWhole = [&](const core::CorpusStatistics &soFar) {
        QCOMPARE((soFar.texts - previous) % threads, 0U);
        previous = soFar.texts;
    };
    QVERIFY(core::runCorpus(*tiny.load(), sentences(static_cast<int>(8 * threads)), largestAttention(), isWhole, {}));
}

void CorpusRunTest::stopKeepsWhatIsDone()
{
    const TinyModel tiny(support::encoderConfig());
    std::stop_source source;
    const auto stopAfterFirst = [&source](const core::CorpusStatistics &) { source.request_stop(); };
    const auto statistics =
        core::runCorpus(*tiny.load(), sentences(manyTexts()), largestAttention(), stopAfterFirst, source.get_token());
    QVERIFY(statistics && !statistics->isComplete());
    QVERIFY(statistics->texts > 0 && statistics->texts < statistics->allTexts);
    QCOMPARE(statistics->allTexts, static_cast<std::size_t>(manyTexts()));
    QCOMPARE(statistics->at({{0}, {0}}, 0).count(), statistics->texts);
}

void CorpusRunTest::longTextsAreCounted()
{
    const TinyModel tiny(support::encoderConfig());
    std::string text;
    for (int word = 0; word < 100; ++word)
        text += "word57 ";
    const auto statistics = core::runCorpus(*tiny.load(), std::vector{text, std::string("a")}, largestAttention(), {}, {});
    QCOMPARE(statistics->cutTexts, 1U);
    QCOMPARE(statistics->all.tokens.quantile(1.0), 40.0);
}

void CorpusRunTest::textsOfSimilarLengthAreAGroup()
{
    QCOMPARE(core::lengthGroup(1), 8);
    QCOMPARE(core::lengthGroup(8), 8);
    QCOMPARE(core::lengthGroup(9), 16);
    QCOMPARE(core::lengthGroup(512), 512);
    const TinyModel tiny(support::encoderConfig());
    const std::vector<std::string> texts{"a", "a b", "a b c d e f g h i"};  // and two special tokens each
    const auto statistics = core::runCorpus(*tiny.load(), texts, largestAttention(), {}, {});
    QVERIFY(statistics);
    QCOMPARE(statistics->byLength.size(), 2U);
    QCOMPARE(statistics->byLength.at(8).tokens.count(), 2U);
    QCOMPARE(statistics->byLength.at(16).tokens.mean(), 11.0);
    QCOMPARE(statistics->byLength.at(16).values[0].count(), 1U);
}

void CorpusRunTest::summaryHasTheSameNumbers()
{
    const TinyModel tiny(support::encoderConfig());
    const auto statistics = core::runCorpus(*tiny.load(), sentences(12), largestAttention(), {}, {});
    QVERIFY(statistics);
    const core::CorpusSummary summary = core::summaryOf(*statistics);
    QVERIFY(summary.isComplete());
    const core::HeadRef head{{1}, {2}};
    const core::ValueSummary &value = summary.group(0)->values[summary.indexOf(head, 0)];
    QCOMPARE(value.mean, statistics->at(head, 0).mean());
    QCOMPARE(value.median, statistics->at(head, 0).quantile(0.5));
    QCOMPARE(value.high, statistics->at(head, 0).quantile(0.95));
    QCOMPARE(summary.group(0)->values[summary.indexOf(head, 1)].undefined, 12U);
    QVERIFY(summary.group(8) && !summary.group(64));
}

void CorpusRunTest::emptyTextsAreCountedApart()
{
    const TinyModel tiny(support::encoderConfig());
    QFile settings(QString::fromStdString((tiny.directory() / "tokenizer_config.json").string()));
    QVERIFY(settings.open(QIODevice::WriteOnly));
    settings.write("{\"add_special_tokens\": false}");
    settings.close();
    const auto statistics =
        core::runCorpus(*tiny.load(), std::vector<std::string>{"a", "\x01", "b c"}, largestAttention(), {}, {});
    QVERIFY2(statistics, statistics ? "" : statistics.error().message.c_str());
    QVERIFY(statistics->isComplete());
    QCOMPARE(statistics->emptyTexts, 1U);
    QCOMPARE(statistics->all.tokens.count(), 2U);
    QCOMPARE(statistics->at({{0}, {0}}, 0).count(), 2U);
}

void CorpusRunTest::otherCountOfNumbersIsAnError()
{
    const TinyModel tiny(support::encoderConfig());
    const core::HeadQuantities oneNumber{
        .perHead = 2, .heads = 0, .kept = {}, .of = [](const core::ForwardTrace &, const core::StopToken &) {
            return std::vector{1.0};
        }};
    const auto statistics = core::runCorpus(*tiny.load(), sentences(3), oneNumber, {}, {});
    QVERIFY(!statistics);
    QCOMPARE(QString::fromStdString(statistics.error().message),
             "\"word10 word57 a\": 1 number was gathered of its heads, expected 16");
}

ATTNSCOPE_TEST(CorpusRunTest, tests::NoApplication)
#include "tst_corpus_run.moc"
