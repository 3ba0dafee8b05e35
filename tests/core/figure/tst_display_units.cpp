#include "core/figure/values/display_units.h"

#include "tests/support/scripted_snapshot.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace core;

namespace {

using Labels = std::vector<std::string>;

const std::vector<std::string> pieces{"[CLS]", "a", "tri", "##fle", "[SEP]"};

DisplayUnits unitsOf(const DisplayOptions &options)
{
    return {scripted::tokens(pieces), options};
}

Matrix exampleMap()
{
    Matrix map(5, 5);
    map << 0.2F, 0.2F, 0.2F, 0.2F, 0.2F, 0.5F, 0.1F, 0.1F, 0.1F, 0.2F, 0.0F, 0.4F, 0.3F, 0.1F, 0.2F, 0.0F, 0.0F, 0.5F, 0.3F,
        0.2F, 1.0F, 0.0F, 0.0F, 0.0F, 0.0F;
    return map;
}

}  // namespace

class TestDisplayUnits : public QObject
{
    Q_OBJECT

private slots:
    void subWordsAreTheTokens()
    {
        const DisplayUnits units = unitsOf({});
        QCOMPARE(units.labels(), (Labels{"[CLS]", "a", "tri", "·fle", "[SEP]"}));
        QVERIFY(units.isEveryToken());
        QVERIFY(units[0].isSpecial && units[4].isSpecial && !units[1].isSpecial);
        QVERIFY(attentionBetweenUnits(viewOf(exampleMap()), units) == exampleMap());
    }

    void wordsJoinTheirPieces()
    {
        const DisplayUnits units = unitsOf({.mergesWords = true});
        QCOMPARE(units.labels(), (Labels{"[CLS]", "a", "trifle", "[SEP]"}));
        QCOMPARE(units.unitOf(TokenPosition{3}), 2);
        QCOMPARE(units.positionOf(2), TokenPosition{2});
        QCOMPARE(units.positionOf(3), TokenPosition{4});
    }

    void attentionToAWordIsTheSumAndFromAWordTheMean()
    {
        const Matrix words = attentionBetweenUnits(viewOf(exampleMap()), unitsOf({.mergesWords = true}));
        Matrix expected(4, 4);
        expected << 0.2F, 0.2F, 0.4F, 0.2F, 0.5F, 0.1F, 0.2F, 0.2F, 0.0F, 0.2F, 0.6F, 0.2F, 1.0F, 0.0F, 0.0F, 0.0F;
        QVERIFY(words.isApprox(expected));
        QVERIFY(words.rowwise().sum().isOnes(1e-6F));
    }

    void specialTokensCanBeLeftOut()
    {
        const DisplayUnits units = unitsOf({.specialTokens = SpecialTokenMode::Hide});
        QCOMPARE(units.labels(), (Labels{"a", "tri", "·fle"}));
        QVERIFY(!units.unitOf(TokenPosition{0}));
        QVERIFY(!units.unitOf(TokenPosition{17}));
        QVERIFY(attentionBetweenUnits(viewOf(exampleMap()), units).isApprox(exampleMap().block(1, 1, 3, 3)));
    }

    void renormalizedRowsSumToOne()
    {
        const DisplayUnits units = unitsOf({.mergesWords = true, .specialTokens = SpecialTokenMode::Renormalize});
        const Matrix words = attentionBetweenUnits(viewOf(exampleMap()), units);
        QCOMPARE(words.rows(), 2);
        QVERIFY(words.rowwise().sum().isOnes(1e-6F));
        QVERIFY(std::abs(words(0, 1) - 2.0F / 3) < 1e-6F);
    }

    void rowWithNothingLeftStaysZero()
    {
        Matrix map = Matrix::Zero(3, 3);
        map.col(0).setOnes();
        const DisplayUnits units(scripted::tokens({"[CLS]", "a", "b"}), {.specialTokens = SpecialTokenMode::Renormalize});
        QVERIFY(attentionBetweenUnits(viewOf(map), units).isZero());
    }

    void aWordIsTheSumOfItsPieces()
    {
        const std::vector<double> values{1, 2, 3, 4, 5};
        QCOMPARE(sumsOfUnits(values, unitsOf({.mergesWords = true})), (std::vector<double>{1, 2, 7, 5}));
    }

    void erasureOfAWordIsNotTheSumOfItsPieces()
    {
        const DisplayUnits pieces = unitsOf({});
        const DisplayUnits words = unitsOf({.mergesWords = true});
        const WordImportance ofTokens{ImportanceMeasure::Erasure, {NAN, 2, 3, 4, NAN}};
        const WordImportance ofWords{ImportanceMeasure::Erasure, {2, 9}, {{1, 1}, {2, 2}}};
        QCOMPARE(importanceOfUnits(ofTokens, pieces)[3], 4.0);
        QVERIFY(std::isnan(importanceOfUnits(ofTokens, words)[2]));  // not asked for yet
        QCOMPARE(importanceOfUnits(ofWords, words)[2], 9.0);
        QCOMPARE(importanceOfUnits(ofWords, words)[1], 2.0);
        QVERIFY(std::isnan(importanceOfUnits(ofWords, pieces)[2]));
        QVERIFY(std::isnan(importanceOfUnits(ofWords, words)[0]));  // [CLS]
        const WordImportance attention{ImportanceMeasure::AttentionReceived, {1, 2, 3, 4, 5}};
        QCOMPARE(importanceOfUnits(attention, words), (std::vector<double>{1, 2, 7, 5}));
    }

    void importanceOfOtherWordsIsOfNoUnit()
    {
        const DisplayUnits words = unitsOf({.mergesWords = true});
        const auto isNone = [&words](std::vector<TokenSpan> spans) {
            const std::vector<double> values(spans.size(), 1);
            const WordImportance stale{ImportanceMeasure::Erasure, values, std::move(spans)};
            return std::ranges::all_of(importanceOfUnits(stale, words), [](double value) { return std::isnan(value); });
        };
        QVERIFY(!isNone({{1, 1}, {2, 2}}));
        QVERIFY(isNone({{1, 1}}));
        QVERIFY(isNone({{1, 1}, {2, 1}}));
        QVERIFY(isNone({{1, 1}, {2, 1}, {3, 1}}));
        QVERIFY(isNone({{1, 1}, {2, 2}, {4, 1}}));
        QVERIFY(isNone({{1, 2}, {3, 1}}));
    }

    void nothingIsNoUnit()
    {
        const DisplayUnits units({}, {});
        QCOMPARE(units.size(), 0);
        QVERIFY(!units.unitOf(std::nullopt));
    }
};

ATTNSCOPE_TEST(TestDisplayUnits, tests::NoApplication)
#include "tst_display_units.moc"
