#include "core/corpus/evaluation/held_out_mask.h"

#include "tests/support/test_program.h"
#include "tests/support/tiny_model.h"
#include "tests/support/unending_tokenizer.h"

#include <QJsonArray>
#include <QTest>

#include <numeric>

namespace {

using core::MaskedPart;
using support::TinyModel;

std::shared_ptr<const core::LoadedModel> tinyMaskedModel()
{
    auto model = core::loadModel(ATTNSCOPE_TEST_DATA "/tiny/linear-masked-lm");
    if (!model)
        qFatal("%s", model.error().message.c_str());
    return *std::move(model);
}

std::vector<int> heldOutIndices(std::uint64_t first, std::uint64_t end)
{
    std::vector<int> indices;
    for (std::uint64_t index = first; index < end; ++index) {
        if (core::isHeldOut(index))
            indices.push_back(static_cast<int>(index - first));
    }
    return indices;
}

std::vector<int> numbers(const std::vector<core::TokenId> &ids)
{
    std::vector<int> values(ids.size());
    std::ranges::transform(ids, values.begin(), &core::TokenId::value);
    return values;
}

// What models/training/masking.py makes of the same text.
struct ExpectedPart {
    std::vector<int> ids;
    std::vector<int> positions;
    std::vector<int> answers;
};

}  // namespace

class HeldOutMaskTest : public QObject
{
    Q_OBJECT

private slots:
    void generatorIsTheTrainers();
    void aboutFifteenPercentAreHeldOut();
    void partsAreTheTrainers();
    void partsKeepEveryPieceInOrder();
    void paragraphWithoutAPieceIsNoPart();
    void textWithoutAMaskedPieceIsRefused();
    void vocabularyWithoutAMaskIsRefused();
    void limitWithoutRoomForAPieceIsRefused();
    void paragraphThatCannotBeReadIsRefused();
};

void HeldOutMaskTest::generatorIsTheTrainers()
{
    QCOMPARE(heldOutIndices(0, 100), (std::vector{20, 21, 23, 25, 28, 51, 55, 61, 66, 67, 69, 79, 87, 92, 95, 98}));
    QCOMPARE(heldOutIndices(58'953'000, 58'953'060),
             (std::vector{5, 11, 16, 18, 21, 22, 27, 34, 35, 38, 39, 45, 48, 49, 55}));
}

void HeldOutMaskTest::aboutFifteenPercentAreHeldOut()
{
    const double share = static_cast<double>(heldOutIndices(0, 1'000'000).size()) / 1e6;
    QVERIFY2(std::abs(share - 0.15) < 0.002, qPrintable(QString::number(share)));
}

// Parts of at most 14 pieces for a model of 16 positions; pieces are counted on from part to part.
void HeldOutMaskTest::partsAreTheTrainers()
{
    const std::vector<std::string> paragraphs{
        "The film was very slow, and the plot was bad. It was not funny: the actor was a warm, moving actor, but the "
        "music was dull.",
        "zebra! [MASK] and [SEP] of a bright cafe", "a good story"};
    const std::vector<ExpectedPart> expected{
        {{2, 11, 20, 17, 19, 28, 6, 15, 11, 25, 17, 27, 5, 36, 17, 3}, {}, {}},
        {{2, 18, 31, 1, 11, 22, 17, 4, 4, 6, 4, 22, 4, 41, 11, 3}, {7, 8, 10, 12}, {12, 29, 32, 6}},
        {{2, 4, 17, 30, 5, 3}, {1}, {24}},
        {{2, 1, 7, 4, 15, 3, 14, 12, 33, 34, 3}, {}, {}},
        {{2, 12, 26, 21, 3}, {}, {}}};
    const auto parts = core::maskedParts(*tinyMaskedModel(), paragraphs);
    QVERIFY2(parts, parts ? "" : parts.error().message.c_str());
    QCOMPARE(parts->size(), expected.size());
    for (std::size_t index = 0; index < expected.size(); ++index) {
        QCOMPARE(numbers((*parts)[index].ids), expected[index].ids);
        QCOMPARE((*parts)[index].positions, expected[index].positions);
        QCOMPARE(numbers((*parts)[index].answers), expected[index].answers);
    }
}

// With the answers put back, the parts are the text; [UNK] and typed special tokens are never asked for.
void HeldOutMaskTest::partsKeepEveryPieceInOrder()
{
    const auto model = tinyMaskedModel();
    std::string paragraph;
    for (int sentence = 0; sentence < 40; ++sentence)
        paragraph += "the zebra was [MASK] very slow. ";
    const auto parts = core::maskedParts(*model, std::vector{paragraph});
    QVERIFY(parts);
    std::vector<core::TokenId> pieces;
    for (MaskedPart part : *parts) {
        QVERIFY(part.ids.size() <= model->tokenLimit());
        QCOMPARE(part.answers.size(), part.positions.size());
        QVERIFY(!part.text.empty() && paragraph.find(part.text) != std::string::npos);
        for (std::size_t index = 0; index < part.positions.size(); ++index) {
            core::TokenId &id = part.ids[static_cast<std::size_t>(part.positions[index])];
            QCOMPARE(id.value, 4);
            QVERIFY(part.answers[index].value > 4);
            id = part.answers[index];
        }
        pieces.insert(pieces.end(), part.ids.begin() + 1, part.ids.end() - 1);
    }
    std::vector<core::TokenId> whole;
    for (const core::Token &token : model->tokenizer->tokenize(paragraph, 10'000).tokens) {
        if (!token.isSpecial())
            whole.push_back(token.id);
    }
    QCOMPARE(numbers(pieces), numbers(whole));
}

void HeldOutMaskTest::paragraphWithoutAPieceIsNoPart()
{
    const std::string sentence = "the film was very slow and the film was very slow and ";
    const auto model = tinyMaskedModel();
    const auto with = core::maskedParts(*model, std::vector<std::string>{sentence, "\x01\x02", sentence, sentence});
    const auto without = core::maskedParts(*model, std::vector{sentence, sentence, sentence});
    QVERIFY(with && without);
    QCOMPARE(with->size(), without->size());
    for (std::size_t index = 0; index < with->size(); ++index)
        QCOMPARE(numbers((*with)[index].ids), numbers((*without)[index].ids));
}

void HeldOutMaskTest::textWithoutAMaskedPieceIsRefused()
{
    const auto parts = core::maskedParts(*tinyMaskedModel(), std::vector<std::string>{"a good story"});
    QVERIFY(!parts);
    QCOMPARE(parts.error().kind, core::ErrorKind::BadInput);
    QCOMPARE(QString::fromStdString(parts.error().message),
             "none of its 3 pieces was chosen to be guessed, as 15 % are; give more text");
}

void HeldOutMaskTest::vocabularyWithoutAMaskIsRefused()
{
    const TinyModel tiny(support::encoderConfig({{"architectures", QJsonArray{"CompactBertForMaskedLM"}}}));
    QFile vocabulary(QString::fromStdString((tiny.directory() / "vocab.txt").string()));
    QVERIFY(vocabulary.open(QIODevice::ReadWrite));
    const QByteArray pieces = vocabulary.readAll().replace("[MASK]", "[NONE]");
    vocabulary.resize(0);
    vocabulary.write(pieces);
    vocabulary.close();
    const auto parts = core::maskedParts(*tiny.load(), std::vector<std::string>{"a b c"});
    QVERIFY(!parts);
    QVERIFY2(parts.error().message.find("has no mask token") != std::string::npos, parts.error().message.c_str());
}

void HeldOutMaskTest::limitWithoutRoomForAPieceIsRefused()
{
    const TinyModel tiny(
        support::encoderConfig({{"architectures", QJsonArray{"CompactBertForMaskedLM"}}, {"max_position_embeddings", 2}}));
    const auto model = tiny.load();
    const auto parts = core::maskedParts(*model, std::vector<std::string>{"a b c"});
    QVERIFY(!parts);
    QCOMPARE(QString::fromStdString(parts.error().message),
             QString::fromStdString(model->name) +
                 " reads 2 tokens, expected more than the 2 that its tokenizer adds to a text");
}

void HeldOutMaskTest::paragraphThatCannotBeReadIsRefused()
{
    const core::LoadedModel model = support::withUnendingTokenizer(*tinyMaskedModel());
    const auto parts = core::maskedParts(model, std::vector<std::string>{"a b c", "an endless one"});
    QVERIFY(!parts);
    QCOMPARE(QString::fromStdString(parts.error().message),
             QStringLiteral("\"an endless one\": the expression takes too long"));
}

ATTNSCOPE_TEST(HeldOutMaskTest, tests::NoApplication)
#include "tst_held_out_mask.moc"
