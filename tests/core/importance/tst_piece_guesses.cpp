#include "core/importance/piece_guesses.h"

#include "tests/support/test_program.h"
#include "tests/support/tiny_model.h"

#include <QJsonArray>
#include <QTest>

#include <cmath>

class PieceGuessesTest : public QObject
{
    Q_OBJECT

private slots:
    void guessesAreTheLikeliestPieces();
    void textsWithoutMaskHaveNone();
};

void PieceGuessesTest::guessesAreTheLikeliestPieces()
{
    const support::TinyModel tiny(support::encoderConfig({{"architectures", QJsonArray{"CompactBertForMaskedLM"}}}), 4);
    const auto model = tiny.load();
    const core::TokenizedText text = model->tokenizer->tokenize("a [MASK] word57 [MASK]", model->tokenLimit());
    std::vector<core::TokenId> ids;
    for (const core::Token &token : text.tokens)
        ids.push_back(token.id);
    const core::ForwardTrace trace = support::wholeTrace(*model, ids);
    QVERIFY(core::guessedPositions(*model, text) == (std::vector{2, 4}));
    const std::vector<double> logits = support::referenceTrace(tiny.reference(), ids).at("logits").values;
    const std::size_t pieces = logits.size() / ids.size();
    for (const int position : {2, 4}) {
        const auto guesses = core::pieceGuesses(*model, trace, position, 3);
        QCOMPARE(guesses.size(), 3U);
        const std::size_t first = static_cast<std::size_t>(position) * pieces;
        double sum = 0;
        for (std::size_t piece = 0; piece < pieces; ++piece)
            sum += std::exp(logits[first + piece]);
        double last = 1;
        for (const core::PieceGuess &guess : guesses) {
            QVERIFY(model->tokenizer->find(guess.piece) == guess.id);
            QVERIFY(std::abs(guess.probability - std::exp(logits[first + static_cast<std::size_t>(guess.id.value)]) / sum) <
                    1e-6);
            QVERIFY(guess.probability <= last);
            last = guess.probability;
        }
        std::size_t likelier = 0;
        for (std::size_t piece = 0; piece < pieces; ++piece)
            likelier += std::exp(logits[first + piece]) / sum > last + 1e-7 ? 1 : 0;
        QCOMPARE(likelier, 2U);
    }
    QVERIFY(core::pieceGuesses(*model, trace, 99, 3).empty());
}

void PieceGuessesTest::textsWithoutMaskHaveNone()
{
    const support::TinyModel tiny(support::encoderConfig({{"architectures", QJsonArray{"CompactBertForMaskedLM"}}}), 4);
    const auto model = tiny.load();
    const core::TokenizedText text = model->tokenizer->tokenize("a b", model->tokenLimit());
    QVERIFY(core::guessedPositions(*model, text).empty());
}

ATTNSCOPE_TEST(PieceGuessesTest, tests::NoApplication)
#include "tst_piece_guesses.moc"
