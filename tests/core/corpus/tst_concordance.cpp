#include "core/corpus/words/concordance.h"

#include "core/corpus/words/word_report.h"
#include "tests/support/test_program.h"
#include "tests/support/tiny_model.h"
#include "tests/support/unending_tokenizer.h"

#include <QTest>

#include <cmath>

namespace {

std::shared_ptr<const core::LoadedModel> smallLama()
{
    return support::TinyModel(support::lamaConfig(), 3).load();
}

const std::vector<std::string> &someLines()
{
    static const std::vector<std::string> lines{"word57 a b", "nothing here",    "a WORD57, word57!",
                                                "word570",    "b w\u00f6rd57 a", "word\00157 a"};
    return lines;
}

}  // namespace

class ConcordanceTest : public QObject
{
    Q_OBJECT

private slots:
    void findsTheWordAsItIsTokenized();
    void contextIsWhatWasTyped();
    void textThatCannotBeReadIsRefused();
    void firstPageIsToldOfAtOnce();
};

// In any case, with accents and control characters that the tokenizer drops, not as a part of another word.
void ConcordanceTest::findsTheWordAsItIsTokenized()
{
    const auto model = smallLama();
    QCOMPARE(*core::textsWithWord(*model, someLines(), "Word57", {}), (std::vector<std::size_t>{0, 2, 4, 5}));
    QCOMPARE(*core::textsWithWord(*model, someLines(), "", {}), std::vector<std::size_t>());
    QCOMPARE(*core::textsWithWord(*model, someLines(), "absent", {}), std::vector<std::size_t>());
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

// Where the word may be in it; texts that cannot have the word are not read.
void ConcordanceTest::textThatCannotBeReadIsRefused()
{
    const core::LoadedModel model = support::withUnendingTokenizer(*smallLama());
    const std::vector<std::string> texts{"word57 a", "an endless one", "endless word57"};
    const auto found = core::textsWithWord(model, texts, "word57", {});
    QVERIFY(!found);
    QCOMPARE(found.error().message, std::string("\"endless word57\": the expression takes too long"));
    QCOMPARE(*core::textsWithWord(model, std::span(texts).first(2), "word57", {}), std::vector<std::size_t>{0});
}

// Of so many texts that they are not run at once, and before the pace would say so.
void ConcordanceTest::firstPageIsToldOfAtOnce()
{
    core::WordRequest request;
    request.model = smallLama();
    request.word = "word57";
    request.typed.assign(5000, "word57");
    std::vector<std::size_t> told;
    std::stop_source stop;
    const auto soFar = [&](const core::WordReportPointer &report) {
        told.push_back(report->found.occurrences.size());
        stop.request_stop();
    };
    QVERIFY(core::runWordReport(request, {.soFar = soFar, .betweenBatches = {}}, stop.get_token()));
    QCOMPARE(told.size(), 1U);
    QVERIFY(told.front() >= 30 && told.front() < request.typed.size());
}

ATTNSCOPE_TEST(ConcordanceTest, tests::NoApplication)
#include "tst_concordance.moc"
