#include "core/text/script_name.h"

#include "tests/support/test_program.h"

#include <QTest>

class ScriptNameTest : public QObject
{
    Q_OBJECT

private slots:
    void scriptsHaveTheirNames();
};

void ScriptNameTest::scriptsHaveTheirNames()
{
    QCOMPARE(core::scriptName(U'a'), std::string("Latin"));
    QCOMPARE(core::scriptName(U'電'), std::string("Han"));
    QCOMPARE(core::scriptName(U'\u0928'), std::string("Devanagari"));
    QCOMPARE(core::scriptName(U'\u1401'), std::string("Canadian Aboriginal"));
    for (const char32_t shared : {U'7', U'🙂', U'\u0301', U'\U000E5000', char32_t(0x110000)})
        QCOMPARE(core::scriptName(shared), std::string());
}

ATTNSCOPE_TEST(ScriptNameTest, tests::NoApplication)
#include "tst_script_name.moc"
