#include "core/text/word_spans.h"
#include "tests/support/test_program.h"

#include <QTest>

using core::TokenSpan;

namespace {

core::TokenizedText textOf(const std::vector<int> &words)
{
    core::TokenizedText text;
    for (const int word : words)
        text.tokens.push_back({.piece = "piece", .id = {7}, .word = word});
    return text;
}

constexpr int special = core::Token::noWord;

}  // namespace

class WordSpansTest : public QObject
{
    Q_OBJECT

private slots:
    void aWordIsTheRunOfItsPieces()
    {
        QCOMPARE(core::wordSpans(textOf({special, 0, 1, 1, 1, 2, special})),
                 (std::vector<TokenSpan>{{1, 1}, {2, 3}, {5, 1}}));
    }

    void specialTokensAreNoWords()
    {
        QVERIFY(core::wordSpans(textOf({special, special})).empty());
        QVERIFY(core::wordSpans({}).empty());
        QCOMPARE(core::wordSpans(textOf({0, special, special, 1})), (std::vector<TokenSpan>{{0, 1}, {3, 1}}));
    }
};

ATTNSCOPE_TEST(WordSpansTest, tests::NoApplication)
#include "tst_word_spans.moc"
