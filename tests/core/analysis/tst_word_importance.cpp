#include "core/analysis/importance/word_importance.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <algorithm>
#include <set>

class WordImportanceTest : public QObject
{
    Q_OBJECT

private slots:
    void everyMeasureIsDescribedOnce();
    void aCausalMeasureStandsBesideAttention();
};

void WordImportanceTest::everyMeasureIsDescribedOnce()
{
    std::set<core::ImportanceMeasure> measures;
    std::set<std::string_view> ids;
    for (const core::ImportanceDescription &description : core::importanceDescriptions()) {
        QVERIFY(measures.insert(description.measure).second);
        QVERIFY(ids.insert(description.id).second);
        QCOMPARE(core::describe(description.measure).id, description.id);
        QVERIFY(!description.name.empty() && !description.formula.empty());
    }
}

void WordImportanceTest::aCausalMeasureStandsBesideAttention()
{
    QVERIFY(std::ranges::any_of(core::importanceDescriptions(), [](const core::ImportanceDescription &description) {
        return description.formula.find("causal") != std::string_view::npos && description.isSigned;
    }));
}

ATTNSCOPE_TEST(WordImportanceTest, tests::NoApplication)
#include "tst_word_importance.moc"
