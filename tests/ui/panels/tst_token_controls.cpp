#include "tests/support/fail_on_warnings.h"
#include "tests/support/scripted_desk.h"
#include "tests/support/test_program.h"
#include "ui/panels/token_controls.h"
#include "ui/widgets/choice_menu.h"

#include <QAbstractButton>
#include <QApplication>
#include <QMenu>
#include <QTest>

class TokenControlsTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { failOnWarnings(); }
    void unitIsSwitchedByClickAndKey();
    void specialTokenMenuSaysWhichModeItIs();
    void importanceMenuNamesEveryMeasure();
    void measureThatAModelLacksIsNotOffered();
    void everyChoiceHasRoom();
    void everyControlHasANameToBeReadOut();
};

namespace {

core::Result<ui::SnapshotPointer> analyzed(const core::AnalysisRequest &request, const core::StopToken &stop)
{
    auto answer = scripted::analyze(request, stop);
    if (request.modelDirectory != "lama")
        return answer;
    core::AnalysisSnapshot snapshot = **answer;
    core::LoadedModel model = *snapshot.model;
    model.config.type = core::ModelType::Lama;
    snapshot.model = std::make_shared<const core::LoadedModel>(std::move(model));
    return std::make_shared<const core::AnalysisSnapshot>(std::move(snapshot));
}

struct TokenControlsDesk : scripted::Desk {
    ui::TokenControls controls{session, workbench};

    TokenControlsDesk() : scripted::Desk(analyzed) { controls.show(); }

    void open(const std::string &model)
    {
        show("a fine film", model);
        QTRY_VERIFY(session.isUpToDate() && session.snapshot()->request.modelDirectory == model);
    }

    QAbstractButton *button(const QString &name) const { return controls.findChild<QAbstractButton *>(name); }
    QMenu *menuOf(const QString &name) const { return controls.findChild<ui::ChoiceMenu *>(name)->menu(); }

    void choose(const QString &menuButton, const QString &choice) const
    {
        for (QAction *action : menuOf(menuButton)->actions()) {
            if (action->text() == choice)
                action->trigger();
        }
    }
};

}  // namespace

void TokenControlsTest::unitIsSwitchedByClickAndKey()
{
    TokenControlsDesk desk;
    QTest::mouseClick(desk.button(QStringLiteral("unit:words")), Qt::LeftButton);
    QCOMPARE(desk.workbench.state().display.unit, core::TokenUnit::Word);
    QTest::keyClick(desk.button(QStringLiteral("unit:sub-words")), Qt::Key_Space);
    QCOMPARE(desk.workbench.state().display.unit, core::TokenUnit::SubWord);
    QVERIFY(desk.button(QStringLiteral("unit:sub-words"))->isChecked());
    QVERIFY(!desk.button(QStringLiteral("unit:words"))->isChecked());
}

void TokenControlsTest::specialTokenMenuSaysWhichModeItIs()
{
    TokenControlsDesk desk;
    const QString menu = QStringLiteral("specialTokens");
    QCOMPARE(desk.button(menu)->text(), QStringLiteral("shown"));
    desk.choose(menu, QStringLiteral("masked"));
    QCOMPARE(desk.button(menu)->text(), QStringLiteral("masked"));
    QCOMPARE(desk.workbench.state().display.specialTokens, core::SpecialTokenMode::Mask);
    desk.choose(menu, QStringLiteral("hidden"));
    QCOMPARE(desk.button(menu)->accessibleName(), QStringLiteral("Special tokens: hidden"));
    QVERIFY(desk.button(menu)->toolTip().contains(QStringLiteral("left out of the pictures; every other number")));
}

void TokenControlsTest::importanceMenuNamesEveryMeasure()
{
    TokenControlsDesk desk;
    const QString menu = QStringLiteral("importanceMeasure");
    QCOMPARE(desk.menuOf(menu)->actions().size(), qsizetype(core::importanceDescriptions().size()));
    desk.choose(menu, QStringLiteral("erasure"));
    QCOMPARE(desk.workbench.state().display.importance, core::ImportanceMeasure::Erasure);
    QCOMPARE(desk.button(menu)->text(), QStringLiteral("erasure"));
}

// The choice is remembered for the next model that has the measure.
void TokenControlsTest::measureThatAModelLacksIsNotOffered()
{
    TokenControlsDesk desk;
    const QString menu = QStringLiteral("importanceMeasure");
    const auto offered = [&] {
        QStringList names;
        for (const QAction *action : desk.menuOf(menu)->actions()) {
            if (action->isVisible())
                names << action->text();
        }
        return names;
    };
    desk.open("encoder");
    const QStringList ofEncoder = offered();
    QVERIFY(ofEncoder.contains(QStringLiteral("attention from [CLS]")) && ofEncoder.contains(QStringLiteral("erasure")));
    QVERIFY(!ofEncoder.contains(QStringLiteral("contributions")));
    desk.choose(menu, QStringLiteral("attention from [CLS]"));
    desk.open("lama");
    QVERIFY(!offered().contains(QStringLiteral("attention from [CLS]")));
    QVERIFY(offered().contains(QStringLiteral("attention received")) && offered().contains(QStringLiteral("erasure")));
    QCOMPARE(desk.button(menu)->text(), QStringLiteral("attention received"));
    QVERIFY(desk.menuOf(menu)->actions().first()->isChecked());
    desk.open("encoder");
    QCOMPARE(offered(), ofEncoder);
    QCOMPARE(desk.button(menu)->text(), QStringLiteral("attention from [CLS]"));
}

// A menu bar does not ask its corner how wide it has become.
void TokenControlsTest::everyChoiceHasRoom()
{
    TokenControlsDesk desk;
    const QSize before = desk.controls.sizeHint();
    for (const char *name : {"importanceMeasure", "specialTokens"}) {
        for (const QAction *choice : desk.menuOf(name)->actions()) {
            desk.choose(name, choice->text());
            QCOMPARE(desk.button(name)->text(), choice->text());
            QCOMPARE(desk.controls.sizeHint(), before);
        }
    }
}

void TokenControlsTest::everyControlHasANameToBeReadOut()
{
    const TokenControlsDesk desk;
    for (const QAbstractButton *button : desk.controls.findChildren<QAbstractButton *>()) {
        QVERIFY(!button->objectName().isEmpty());
        QVERIFY2(!button->accessibleName().isEmpty(), qPrintable(button->objectName()));
        QVERIFY2(button->focusPolicy() != Qt::NoFocus, qPrintable(button->objectName()));
    }
}

ATTNSCOPE_TEST(TokenControlsTest, QApplication)
#include "tst_token_controls.moc"
