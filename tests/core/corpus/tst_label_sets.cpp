#include "core/corpus/texts/label_sets.h"
#include "core/corpus/texts/number_labels.h"
#include "tests/support/message_of.h"
#include "tests/support/test_program.h"

#include <QTest>

using core::TextTable;
using support::messageOf;

namespace {

TextTable labeledBy(const std::vector<std::string> &labels)
{
    TextTable table;
    table.hasLabels = true;
    for (const std::string &label : labels)
        table.rows.push_back({.line = table.rows.size() + 1, .text = "text", .label = label});
    return table;
}

const std::vector<std::string> flaws{"toxic", "insult", "threat"};

}  // namespace

class LabelSetsTest : public QObject
{
    Q_OBJECT

private slots:
    void namesOrIndicesAreJoinedByCommas()
    {
        const std::vector<std::vector<bool>> expected{{true, false, true}, {false, false, false}, {false, true, false}};
        const auto named = core::labelSets(labeledBy({"toxic, threat", "", "insult"}), flaws);
        QVERIFY2(named, qPrintable(messageOf(named)));
        QVERIFY(named->holds == expected);
        QCOMPARE(named->readAs, std::string("class names"));
        const auto indexed = core::labelSets(labeledBy({"2,0", "", "1"}), flaws);
        QVERIFY2(indexed, qPrintable(messageOf(indexed)));
        QVERIFY(indexed->holds == expected);
        QCOMPARE(indexed->readAs, std::string("class indices from 0"));
    }

    void flagsOfEveryLabelAreToldFromIndices()
    {
        const auto flags = core::labelSets(labeledBy({"1,0,1", "0,0,1"}), flaws);
        QVERIFY2(flags, qPrintable(messageOf(flags)));
        QVERIFY((flags->holds == std::vector<std::vector<bool>>{{true, false, true}, {false, false, true}}));
        QCOMPARE(flags->readAs, std::string("one 0 or 1 for each label of the model"));
        QVERIFY(messageOf(core::labelSets(labeledBy({"0,1", "1,0"}), {"joy", "anger"}))
                    .contains("may be read as class indices"));
        QVERIFY(messageOf(core::labelSets(labeledBy({"2,2"}), flaws)).contains("one of them twice"));
        QVERIFY(messageOf(core::labelSets(labeledBy({"a,b"}), {"a,b", "a", "b"})).contains("has a comma in it"));
    }

    void zeroOfTheOnlyLabelSaysThatItDoesNotHold()
    {
        using Labels = std::vector<std::string>;
        for (const Labels &labels : {Labels{"0", "1"}, Labels{"0", "0"}}) {
            const auto flags = core::labelSets(labeledBy(labels), {"toxic"});
            QVERIFY2(flags, qPrintable(messageOf(flags)));
            QVERIFY(flags->holds == (std::vector<std::vector<bool>>{{false}, {labels.back() == "1"}}));
            QCOMPARE(flags->readAs, std::string("one 0 or 1 for each label of the model"));
        }
        const auto indexed = core::labelSets(labeledBy({"0", ""}), {"toxic"});
        QVERIFY2(indexed, qPrintable(messageOf(indexed)));
        QVERIFY((indexed->holds == std::vector<std::vector<bool>>{{true}, {false}}));
    }

    void mixtureIsRefusedWithItsLine_data()
    {
        QTest::addColumn<std::vector<std::string>>("labels");
        QTest::addColumn<QString>("message");
        using Labels = std::vector<std::string>;
        QTest::newRow("unknown name") << Labels{"toxic", "rude"} << "line 2 has the label \"rude\"";
        QTest::newRow("index too large") << Labels{"0,1", "3"} << "line 2 has the label \"3\"";
        QTest::newRow("name after index") << Labels{"0", "toxic"} << "line 2 has the label \"toxic\"";
        QTest::newRow("index after name") << Labels{"toxic", "toxic,1"} << "line 2 has the label \"1\"";
        QTest::newRow("names that are other indices")
            << Labels{"0"} << "class names or class indices from 0, which are other";
        QTest::newRow("indices from 0 or from 1") << Labels{"1,2"} << "may be read as class indices from 0 or from 1";
        QTest::newRow("other separator") << Labels{"toxic;insult"} << "labels of one text are joined by commas";
    }

    void mixtureIsRefusedWithItsLine()
    {
        QFETCH(std::vector<std::string>, labels);
        QFETCH(QString, message);
        const bool areNumbers = message.contains("which are other");
        const std::vector<std::string> shifted{"1", "0"};
        const QString refusal = messageOf(core::labelSets(labeledBy(labels), areNumbers ? shifted : flaws));
        QVERIFY2(refusal.contains(message), qPrintable(refusal));
    }

    void labelsAreReadAsThoseOfOneClass()
    {
        const std::vector<std::vector<bool>> expected{{true, false, true}, {false, true, false}};
        const auto inAnyCase = core::labelSets(labeledBy({"TOXIC, threat", "Insult"}), flaws);
        QVERIFY2(inAnyCase && inAnyCase->holds == expected, qPrintable(messageOf(inAnyCase)));
        const auto decimals = core::labelSets(labeledBy({"0.0, 2.0", "1.0"}), flaws);
        QVERIFY2(decimals && decimals->holds == expected, qPrintable(messageOf(decimals)));
        const auto from1 = core::labelSets(labeledBy({"1,3", "2"}), flaws, core::LabelReading::IndicesFrom1);
        QVERIFY2(from1 && from1->holds == expected, qPrintable(messageOf(from1)));
        QVERIFY(!core::labelSets(labeledBy({"1,3", "2"}), flaws, core::LabelReading::Names));
        QVERIFY(!core::labelSets(labeledBy({"rude"}), {"rude", "rude"}));
    }

    void labelsOfARegressionAreNumbers()
    {
        const auto numbers = core::numberLabels(labeledBy({"1", "-2.5", "3e-1", "+4"}));
        QVERIFY2(numbers, qPrintable(messageOf(numbers)));
        QCOMPARE(*numbers, (std::vector<double>{1, -2.5, 0.3, 4}));
        for (const char *label : {"positive", "", "+-1.5", "++1", "1,5", "nan", "inf", "1 2", "1e999"}) {
            const QString refusal = messageOf(core::numberLabels(labeledBy({"1", label})));
            QVERIFY2(refusal.startsWith("line 2 has the label") && refusal.contains("expected a number"),
                     qPrintable(refusal));
        }
    }
};

ATTNSCOPE_TEST(LabelSetsTest, tests::NoApplication)
#include "tst_label_sets.moc"
