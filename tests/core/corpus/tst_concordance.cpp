#include "core/corpus/words/concordance.h"

#include "tests/support/test_program.h"
#include "tests/support/tiny_model.h"

#include <QTest>

#include <cmath>

namespace {

std::shared_ptr<const core::LoadedModel> smallLama()
{
    return support::TinyModel(support::lamaConfig(), 3).load();
}

const std::vector<std::string> &someLines()
{
    static const std::vector<std::string> lines{"word57 a b",
                                                "nothing here",
                                                "a WORD57, word57!",
                                                "word570",
                                                "b w\u00f6rd57 a",
                                                "word\x01"
                                                "57 a"};
    return lines;
}

}  // namespace

class ConcordanceTest : public QObject
{
    Q_OBJECT

private slots:
    void findsTheWordAsItIsTokenized();
    void contextIsWhatWasTyped();
    void rowsAreThoseOfEachText();
    void rowsComeBatchByBatch();
    void stopEndsIt();
};

// In any case, with accents and control characters that the tokenizer drops, not as a part of another word.
void ConcordanceTest::findsTheWordAsItIsTokenized()
{
    const auto model = smallLama();
    QCOMPARE(core::textsWithWord(*model, someLines(), "Word57", {}), (std::vector<std::size_t>{0, 2, 4, 5}));
    QCOMPARE(core::textsWithWord(*model, someLines(), "", {}), std::vector<std::size_t>());
    QCOMPARE(core::textsWithWord(*model, someLines(), "absent", {}), std::vector<std::size_t>());
}

void ConcordanceTest::contextIsWhatWasTyped()
{
    const auto model = smallLama();
    const core::WordContext context = core::wordContext(*model, "One Two,  three FOUR five", 3, 2);
    QCOMPARE(context.left, std::string("Two,"));
    QCOMPARE(context.word, std::string("three"));
    QCOMPARE(context.right, std::string("FOUR five"));
    QCOMPARE(core::wordContext(*model, "one two", 0).left, std::string());
    QCOMPARE(core::wordContext(*model, "one two", 2).word, std::string());
}

void ConcordanceTest::rowsAreThoseOfEachText()
{
    const auto model = smallLama();
    std::vector<core::ConcordanceRow> all;
    const core::WordMeasure measure{.measure = core::ImportanceMeasure::Erasure, .options = {}};
    const auto texts = core::concordance(
        *model, someLines(), "word57", measure,
        [&all](std::span<const core::ConcordanceRow> rows) { all.insert(all.end(), rows.begin(), rows.end()); }, {});
    QCOMPARE(*texts, 4U);
    QCOMPARE(all.size(), 5U);
    for (const core::ConcordanceRow &row : all) {
        const auto measured = core::measuredWords(*model, someLines()[row.text], measure, {}).value();
        QCOMPARE(measured.words[row.position], std::string("word57"));
        QCOMPARE(row.importance, measured.importance[row.position]);
        QCOMPARE(row.prediction, measured.prediction);
    }
    QCOMPARE(all[1].text, 2U);
    QCOMPARE(all[1].context.word, std::string("WORD57"));
    QCOMPARE(all[2].context.left, std::string("a WORD57,"));
}

void ConcordanceTest::rowsComeBatchByBatch()
{
    const auto model = smallLama();
    const std::vector<std::string> texts(400, "a word57");
    std::size_t calls = 0;
    std::size_t rows = 0;
    const auto done = core::concordance(*model, texts, "word57", {},
                                        [&](std::span<const core::ConcordanceRow> batch) {
                                            ++calls;
                                            rows += batch.size();
                                        },
                                        {});
    QCOMPARE(*done, 400U);
    QCOMPARE(rows, 400U);
    QVERIFY(calls > 1);
}

void ConcordanceTest::stopEndsIt()
{
    const auto model = smallLama();
    const std::vector<std::string> texts(400, "a word57");
    std::stop_source source;
    std::size_t rows = 0;
    const auto done = core::concordance(
        *model, texts, "word57", {},
        [&](std::span<const core::ConcordanceRow> batch) {
            rows += batch.size();
            source.request_stop();
        },
        source.get_token());
    QVERIFY(done);
    QCOMPARE(*done, rows);
    QVERIFY(rows > 0 && rows < 400);
}

ATTNSCOPE_TEST(ConcordanceTest, tests::NoApplication)
#include "tst_concordance.moc"
