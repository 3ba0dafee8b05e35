#include "tests/support/test_program.h"
#include "ui/widgets/limit_menu.h"

#include <QAction>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>

#include <array>

using namespace ui;

class LimitMenuTest : public QObject
{
    Q_OBJECT

private slots:
    void usualLimitIsChosen();
    void unusualLimitIsOfferedToo();
};

namespace {

constexpr std::array<std::size_t, 3> limitsOfTest{0, 100, 500};

}  // namespace

void LimitMenuTest::usualLimitIsChosen()
{
    LimitMenu menu(QStringLiteral("sentences"), limitsOfTest);
    QSignalSpy chosen(&menu, &LimitMenu::limitChosen);
    menu.setLimit(0);
    QVERIFY(menu.text().startsWith(QStringLiteral("all sentences")));
    QVERIFY(chosen.empty());
    menu.menu()->actions().at(2)->trigger();
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen.front().front().value<std::size_t>(), 500U);
}

void LimitMenuTest::unusualLimitIsOfferedToo()
{
    LimitMenu menu(QStringLiteral("texts"), limitsOfTest);
    menu.setLimit(20);
    QVERIFY2(menu.text().startsWith(QStringLiteral("first 20")), qPrintable(menu.text()));
    QCOMPARE(menu.menu()->actions().size(), 4);
    menu.setLimit(100);
    QVERIFY(menu.text().startsWith(QStringLiteral("first 100")));
    QCOMPARE(menu.menu()->actions().size(), 3);
}

ATTNSCOPE_TEST(LimitMenuTest, QApplication)
#include "tst_limit_menu.moc"
