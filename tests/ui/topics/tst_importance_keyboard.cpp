#include "tests/support/test_program.h"
#include "ui/topics/importance/importance_workspace.h"

#include "tests/support/engine_desk.h"
#include "tests/support/scripted_session.h"
#include "tests/support/tiny_model.h"
#include "ui/views/card_menu.h"
#include "ui/widgets/text_tab.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QApplication>
#include <QLineEdit>
#include <QTableView>
#include <QTest>

#include <algorithm>
#include <set>

using namespace ui;

namespace {

// Where Tab goes, from wherever it is until it comes round.
std::set<const QWidget *> reachedByTab(QWidget &page)
{
    constexpr int most = 200;
    std::set<const QWidget *> reached;
    page.setFocus(Qt::TabFocusReason);
    for (int step = 0; step < most; ++step) {
        QTest::keyClick(QApplication::focusWidget() ? QApplication::focusWidget() : &page, Qt::Key_Tab);
        reached.insert(QApplication::focusWidget());
    }
    return reached;
}

QString spokenName(QWidget &widget)
{
    const QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(&widget);
    return spoken ? spoken->text(QAccessible::Name) : QString();
}

// A card's menu opens by the menu key and its own keys, its help by F1; arrow keys go through the tabs of a row.
bool isReachedOtherwise(const QWidget &widget, const std::set<const QWidget *> &reached)
{
    const auto besides = widget.parentWidget()->findChildren<TextTab *>(QString(), Qt::FindDirectChildrenOnly);
    const bool isInReachedRow = qobject_cast<const TextTab *>(&widget) &&
                                std::ranges::any_of(besides, [&](const TextTab *tab) { return reached.contains(tab); });
    return isInReachedRow || qobject_cast<const CardMenu *>(&widget) || widget.objectName() == QLatin1String("helpButton");
}

}  // namespace

class ImportanceKeyboardTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { scripted::prepareGuiTest(); }
    void tabReachesEveryControl_data();
    void tabReachesEveryControl();
};

void ImportanceKeyboardTest::tabReachesEveryControl_data()
{
    QTest::addColumn<int>("page");
    const char *names[] = {"words", "reading", "contexts", "vocabulary", "what if", "side by side"};
    for (int page = 0; page < 6; ++page)
        QTest::newRow(names[page]) << page;
}

void ImportanceKeyboardTest::tabReachesEveryControl()
{
    QFETCH(int, page);
    support::EngineDesk desk;
    const support::TinyModel tiny(support::encoderConfig());
    ImportanceWorkspace workspace(desk.sources(), desk.models, desk.messages, support::EngineDesk::engine());
    desk.workbench.change([page](core::WorkbenchState &state) {
        state.place.importance = static_cast<core::ImportancePage>(page);
        state.importance.contexts.kept = {"a b c", "b a b"};
        state.importance.contexts.word = "b";
    });
    desk.ask(tiny.directory());
    scripted::showAt(workspace, 1000, 620);
    QCoreApplication::processEvents();
    const std::set<const QWidget *> reached = reachedByTab(workspace);
    for (QWidget *widget : workspace.findChildren<QWidget *>()) {
        const bool isControl = qobject_cast<const QAbstractButton *>(widget) || qobject_cast<const QLineEdit *>(widget) ||
                               qobject_cast<const QAbstractScrollArea *>(widget);
        const bool isThere = widget->isVisible() && widget->isEnabled() && widget->parentWidget();
        const bool isPartOfAnother = qobject_cast<const QLineEdit *>(widget->parentWidget()) ||
                                     qobject_cast<const QAbstractScrollArea *>(widget->parentWidget());
        if (!isControl || !isThere || isPartOfAnother)
            continue;
        const QString name =
            QStringLiteral("%1 %2").arg(QLatin1String(widget->metaObject()->className()), widget->objectName());
        QVERIFY2(isReachedOtherwise(*widget, reached) || reached.contains(widget), qPrintable(name));
        QVERIFY2(!spokenName(*widget).isEmpty(), qPrintable(name));
    }
}

ATTNSCOPE_TEST(ImportanceKeyboardTest, QApplication)
#include "tst_importance_keyboard.moc"
