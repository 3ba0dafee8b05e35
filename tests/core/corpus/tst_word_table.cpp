#include "core/corpus/words/word_table.h"

#include "core/base/seeded_random.h"
#include "core/base/undefined.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <map>

namespace {

// Texts of a few words that come again and again, with random values.
core::WordOccurrences drawnOccurrences(std::size_t texts)
{
    core::SeededRandom random(7);
    core::WordGathering gathering(texts);
    for (std::size_t text = 0; text < texts; ++text) {
        core::MeasuredWords measured{.words = {}, .importance = {}, .prediction = static_cast<int>(random.below(3)) - 1};
        for (std::uint64_t count = 1 + random.below(8); count > 0; --count) {
            measured.words.push_back("w" + std::to_string(random.below(12) * random.below(3)));
            measured.importance.push_back(random.below(9) == 0 ? static_cast<float>(core::undefined)
                                                               : static_cast<float>(random.fraction() - 0.5));
        }
        gathering.add(text, measured);
    }
    return gathering.gathered();
}

using Values = std::vector<double>;

// Of each word, what it has in all texts, or in those of a class.
std::map<std::string, Values> valuesByWord(const core::WordOccurrences &all, std::optional<int> ofClass = {})
{
    std::map<std::string, Values> values;
    for (const core::WordOccurrence &occurrence : all.occurrences) {
        Values &ofWord = values[all.words[occurrence.word]];
        if (!std::isnan(occurrence.importance) && (!ofClass || all.predictions[occurrence.text] == *ofClass))
            ofWord.push_back(occurrence.importance);
    }
    return values;
}

double meanByHand(const Values &values)
{
    double sum = 0;
    for (const double value : values)
        sum += value;
    return sum / static_cast<double>(values.size());
}

double quantileByHand(Values values, double share)
{
    std::sort(values.begin(), values.end());
    const double place = share * static_cast<double>(values.size() - 1);
    const auto below = static_cast<std::size_t>(std::floor(place));
    const std::size_t above = std::min(below + 1, values.size() - 1);
    return values[below] + (place - static_cast<double>(below)) * (values[above] - values[below]);
}

bool near(double one, double other)
{
    return (std::isnan(one) && std::isnan(other)) || std::abs(one - other) < 1e-9;
}

core::TextClasses predictedClasses(const core::WordOccurrences &occurrences)
{
    return {.ofTexts = occurrences.predictions, .count = 2};
}

}  // namespace

class WordTableTest : public QObject
{
    Q_OBJECT

private slots:
    void rowsAreThoseOfPlainLoops();
    void frequentWordsComeFirst();
    void shareWithinWordsIsThatOfPlainLoops();
    void shareIsZeroAndOneAtItsEnds();
    void distributionIsByClass();
    void tableHasTwoColumnsForEachClass();
    void occurrencesAreSmall();
};

void WordTableTest::rowsAreThoseOfPlainLoops()
{
    const core::WordOccurrences all = drawnOccurrences(300);
    const std::vector<core::WordRow> rows = core::wordTable(all, predictedClasses(all));
    const auto values = valuesByWord(all);
    QCOMPARE(rows.size(), values.size());
    for (const core::WordRow &row : rows) {
        const Values &ofWord = values.at(row.word);
        QCOMPARE(row.all.count, ofWord.size());
        QVERIFY(near(row.all.mean, meanByHand(ofWord)));
        double squares = 0;
        for (const double value : ofWord)
            squares += std::pow(value - meanByHand(ofWord), 2);
        QVERIFY(near(row.all.deviation, std::sqrt(squares / static_cast<double>(ofWord.size() - 1))));
        QVERIFY(near(row.all.q10, quantileByHand(ofWord, 0.1)));
        QVERIFY(near(row.all.lowerQuartile, quantileByHand(ofWord, 0.25)));
        QVERIFY(near(row.all.median, quantileByHand(ofWord, 0.5)));
        QVERIFY(near(row.all.q90, quantileByHand(ofWord, 0.9)));
        for (int ofClass = 0; ofClass < 2; ++ofClass) {
            const Values inClass = valuesByWord(all, ofClass).at(row.word);
            QCOMPARE(row.classes[static_cast<std::size_t>(ofClass)].count, inClass.size());
            QVERIFY(near(row.classes[static_cast<std::size_t>(ofClass)].mean, meanByHand(inClass)));
        }
    }
}

void WordTableTest::frequentWordsComeFirst()
{
    core::WordGathering gathering(1);
    gathering.add(0, {.words = {"c", "b", "a", "b", "d"}, .importance = {1, 2, 3, 4, static_cast<float>(core::undefined)}});
    const std::vector<core::WordRow> rows = core::wordTable(gathering.gathered(), {});
    QStringList words;
    for (const core::WordRow &row : rows)
        words << QString::fromStdString(row.word);
    QCOMPARE(words, (QStringList{"b", "a", "c", "d"}));
    QVERIFY(std::isnan(rows[1].all.deviation));
    QCOMPARE(rows[3].all.count, 0U);
    QVERIFY(std::isnan(rows[3].all.mean));
}

// 1 - SS_between / SS_total over words with five values at least.
void WordTableTest::shareWithinWordsIsThatOfPlainLoops()
{
    const core::WordOccurrences all = drawnOccurrences(25);
    Values counted;
    std::size_t rare = 0;
    for (const auto &[word, values] : valuesByWord(all)) {
        rare += values.size() < 5 ? 1 : 0;
        if (values.size() >= 5)
            counted.insert(counted.end(), values.begin(), values.end());
    }
    QVERIFY(rare > 0);
    double total = 0;
    for (const double value : counted)
        total += std::pow(value - meanByHand(counted), 2);
    double between = 0;
    for (const auto &[word, values] : valuesByWord(all)) {
        if (values.size() >= 5)
            between += static_cast<double>(values.size()) * std::pow(meanByHand(values) - meanByHand(counted), 2);
    }
    QVERIFY(near(core::withinWordShare(all), 1 - between / total));
}

void WordTableTest::shareIsZeroAndOneAtItsEnds()
{
    core::WordGathering constant(5);
    core::WordGathering shared(5);
    for (std::size_t text = 0; text < 5; ++text) {
        constant.add(text, {.words = {"a", "b"}, .importance = {1, 2}});
        shared.add(text, {.words = {"a", "b"}, .importance = {static_cast<float>(text), static_cast<float>(text)}});
    }
    QCOMPARE(core::withinWordShare(constant.gathered()), 0.0);
    QCOMPARE(core::withinWordShare(shared.gathered()), 1.0);
    core::WordGathering rare(1);
    rare.add(0, {.words = {"a", "a", "b"}, .importance = {1, 2, 3}});
    QVERIFY(std::isnan(core::withinWordShare(rare.gathered())));
}

void WordTableTest::distributionIsByClass()
{
    const core::WordOccurrences all = drawnOccurrences(200);
    const core::WordDistribution distribution = core::wordDistribution(all, "w0", predictedClasses(all));
    QCOMPARE(distribution.classes.size(), 2U);
    const std::vector<Values> groups{valuesByWord(all, 0).at("w0"), valuesByWord(all, 1).at("w0")};
    for (std::size_t ofClass = 0; ofClass < 2; ++ofClass) {
        QCOMPARE(distribution.classes[ofClass].count, groups[ofClass].size());
        QVERIFY(near(distribution.classes[ofClass].upperQuartile, quantileByHand(groups[ofClass], 0.75)));
    }
    QCOMPARE(distribution.test->test, core::RankTest::MannWhitney);
    QCOMPARE(distribution.test->p, core::rankTest(groups)->p);
    const core::WordDistribution none = core::wordDistribution(all, "nowhere", predictedClasses(all));
    QCOMPARE(none.classes.size(), 2U);
    QCOMPARE(none.classes[0].count, 0U);
    QVERIFY(!none.test);
}

void WordTableTest::tableHasTwoColumnsForEachClass()
{
    core::WordGathering gathering(2);
    gathering.add(0, {.words = {"a"}, .importance = {0.5F}, .prediction = 1});
    gathering.add(1, {.words = {"a"}, .importance = {1.5F}, .prediction = core::noClass});
    const core::WordOccurrences all = gathering.gathered();
    const std::vector<std::string> names{"bad", "good"};
    QCOMPARE(QString::fromStdString(core::wordTableCsv(core::wordTable(all, predictedClasses(all)), names)),
             QString("word,count,mean,standard_deviation,q10,q50,q90,mean_bad,count_bad,mean_good,count_good\n"
                     "\"a\",2,1,0.707106781,0.6,1,1.4,,0,0.5,1\n"));
}

void WordTableTest::occurrencesAreSmall()
{
    QCOMPARE(sizeof(core::WordOccurrence), 16U);
}

ATTNSCOPE_TEST(WordTableTest, tests::NoApplication)
#include "tst_word_table.moc"
