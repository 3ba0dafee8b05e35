#include "core/model/mask/mask_name.h"
#include "core/model/mask/mask_text.h"
#include "tests/support/test_program.h"

class MaskNameTest : public QObject
{
    Q_OBJECT

private slots:
    void names_data();
    void names();
    void paintedMaskHasAShortName();
    void fileIsCalledByItsOwnName();
    void wholeNameTellsOfTheAblation();
    void longScopesAreCounted();
};

namespace {

std::string nameOf(const char *text)
{
    const core::Result<core::AttentionMask> mask = core::parseMaskForm(text);
    return mask ? core::maskName(*mask) : mask.error().message;
}

}  // namespace

void MaskNameTest::names_data()
{
    QTest::addColumn<QString>("name");
    const std::pair<const char *, const char *> cases[] = {
        {"", ""},
        {"none", "full attention"},
        {"diagonal", "no diagonal"},
        {"diagonal+block:4", "no diagonal or blocks of 4"},
        {"band:2&diagonal", "band of ±2 and no diagonal"},
        {"band:2&diagonal+block:4", "(band of ±2 and no diagonal) or blocks of 4"},
        {"offset:0", "no offset 0"},
        {"offset:3", "no offset ±3"},
        {"random:1:1", "without 1 random pair"},
        {"bigbird:1:2:3:4", "BigBird of ±1, 2 global, 3 random"},
        {"learned:0.3", "learned gates above 0.3"},
        {"diagonal~0.5", "no diagonal, half strength"},
        {"diagonal~0.25~after", "no diagonal, after the softmax, strength 0.25"},
        {"diagonal~control:1", "random pairs, as many as no diagonal"},
        {"band:2@0.1,1", "band of ±2 in L1, L0 H1"},
        {"ablate@0.1", ""},
    };
    for (const auto &[text, name] : cases)
        QTest::newRow(text) << QString::fromUtf8(name);
}

void MaskNameTest::names()
{
    QFETCH(const QString, name);
    QCOMPARE(QString::fromStdString(nameOf(QTest::currentDataTag())), name);
}

void MaskNameTest::paintedMaskHasAShortName()
{
    QCOMPARE(nameOf("painted:2:F+diagonal"), std::string("painted mask or no diagonal"));
}

void MaskNameTest::fileIsCalledByItsOwnName()
{
    QCOMPARE(nameOf("file:/a/folder/band.npy"), std::string("band.npy"));
}

void MaskNameTest::wholeNameTellsOfTheAblation()
{
    QCOMPARE(core::wholeMaskName(*core::parseMaskForm("diagonal;ablate@0.1")), std::string("no diagonal · ablated: L0 H1"));
    QCOMPARE(core::wholeMaskName(*core::parseMaskForm("ablate@0")), std::string("ablated: L0"));
    QVERIFY(core::isPainted(*core::parseMaskForm("diagonal&painted:2:F")));
    QVERIFY(!core::isPainted(*core::parseMaskForm("diagonal")));
}

void MaskNameTest::longScopesAreCounted()
{
    QCOMPARE(nameOf("diagonal@0.0,0.1,0.2,0.3"), std::string("no diagonal in 4 heads"));
    QCOMPARE(nameOf("diagonal@0,1,2,3.1,3.2"), std::string("no diagonal in 3 layers, 2 heads"));
    QCOMPARE(core::scopeName({}), std::string("all heads"));
}

ATTNSCOPE_TEST(MaskNameTest, tests::NoApplication)
#include "tst_mask_name.moc"
