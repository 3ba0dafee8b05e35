#include "core/base/shared_text.h"

#include "tests/support/test_program.h"

#include <QTest>

class SharedTextTest : public QObject
{
    Q_OBJECT

private slots:
    void copiesShareTheirText()
    {
        const core::SharedText one(std::string("a film"));
        const core::SharedText other = one;
        QCOMPARE(&one.text(), &other.text());
        QCOMPARE(other.text(), std::string("a film"));
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
