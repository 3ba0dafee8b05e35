#include "core/base/shared_text.h"

#include "tests/support/test_program.h"

#include <QTest>

#include <vector>

class SharedTextTest : public QObject
{
    Q_OBJECT

private slots:
    void copiesShareTheirText()
    {
        const std::vector<core::SharedText> copies(2, core::SharedText(std::string("a film")));
        QCOMPARE(&copies[0].text(), &copies[1].text());
        QCOMPARE(copies[1].text(), std::string("a film"));
    }

    void equalTextsAreEqual()
    {
        QVERIFY(core::SharedText("a") == core::SharedText("a"));
        QVERIFY(core::SharedText("a") == std::string("a"));
        QVERIFY(core::SharedText("a") != core::SharedText("b"));
        QVERIFY(core::SharedText() == core::SharedText(""));
        QVERIFY(core::SharedText().isEmpty());
    }
};

ATTNSCOPE_TEST(SharedTextTest, tests::NoApplication)
#include "tst_shared_text.moc"
