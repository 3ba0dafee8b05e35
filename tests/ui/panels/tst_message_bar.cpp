#include "tests/support/fail_on_warnings.h"
#include "tests/support/scripted_analyzer.h"
#include "tests/support/test_program.h"
#include "ui/panels/message_bar.h"

#include <QApplication>
#include <QLabel>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

class MessageBarTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { failOnWarnings(); }
    void saysWhatFailed();
    void showsMessages();
    void isDismissedByAClickOrAKey();
    void goesOnceTheUserHasMovedOn();
    void offerStaysBehindWhatFailed();
};

namespace {

core::AnalysisRequest requestOf(const char *model, const char *text)
{
    core::AnalysisRequest request;
    request.modelDirectory = model;
    request.text = text;
    return request;
}

}  // namespace

void MessageBarTest::saysWhatFailed()
{
    ui::AnalysisSession session(scripted::analyze);
    ui::Messages messages;
    const ui::MessageBar bar(messages, session);
    QVERIFY(bar.isHidden());
    session.submit(requestOf("broken", "text"));
    QTRY_VERIFY(!bar.isHidden());
    QCOMPARE(bar.findChild<QLabel *>(QStringLiteral("messageText"))->text(),
             QStringLiteral("broken: config.json is missing"));
}

void MessageBarTest::showsMessages()
{
    ui::AnalysisSession session(scripted::analyze);
    ui::Messages messages;
    const ui::MessageBar bar(messages, session);
    messages.say({});
    QVERIFY(bar.isHidden());
    messages.say(QStringLiteral("mask.npy: no such file"));
    QVERIFY(!bar.isHidden());
    QCOMPARE(bar.findChild<QLabel *>(QStringLiteral("messageText"))->text(), QStringLiteral("mask.npy: no such file"));
}

void MessageBarTest::isDismissedByAClickOrAKey()
{
    ui::AnalysisSession session(scripted::analyze);
    ui::Messages messages;
    ui::MessageBar bar(messages, session);
    auto *button = bar.findChild<QToolButton *>(QStringLiteral("dismissMessage"));
    bar.showMessage(QStringLiteral("one"));
    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(bar.isHidden());
    bar.showMessage(QStringLiteral("two"));
    QTest::keyClick(button, Qt::Key_Space);
    QVERIFY(bar.isHidden());
}

void MessageBarTest::goesOnceTheUserHasMovedOn()
{
    ui::AnalysisSession session(scripted::analyze);
    ui::Messages messages;
    const ui::MessageBar bar(messages, session);
    session.submit(requestOf("good", "text"));
    QTRY_VERIFY(session.snapshot());
    session.submit(requestOf("broken", "text"));
    QTRY_VERIFY(!bar.isHidden());
    QTRY_VERIFY(session.isUpToDate());
    QVERIFY(!bar.isHidden());  // the picture of the open model comes back, the message stays
    session.submit(requestOf("good", "other text"));
    QTRY_VERIFY(bar.isHidden());
}

void MessageBarTest::offerStaysBehindWhatFailed()
{
    ui::AnalysisSession session(scripted::analyze);
    ui::Messages messages;
    ui::MessageBar bar(messages, session);
    auto *action = bar.findChild<QPushButton *>(QStringLiteral("messageAction"));
    auto *text = bar.findChild<QLabel *>(QStringLiteral("messageText"));
    int taken = 0;
    bar.offer(QStringLiteral("It has changed."), QStringLiteral("Reload"), [&taken] { ++taken; });
    QVERIFY(!bar.isHidden() && !action->isHidden());
    session.submit(requestOf("good", "text"));
    QTRY_VERIFY(session.snapshot());
    QVERIFY(!bar.isHidden());  // it is no failure that a good answer ends
    bar.showMessage(QStringLiteral("It failed."));
    QCOMPARE(text->text(), QStringLiteral("It failed."));
    QVERIFY(action->isHidden());
    bar.dismiss();
    QCOMPARE(text->text(), QStringLiteral("It has changed."));
    QTest::mouseClick(action, Qt::LeftButton);
    QCOMPARE(taken, 1);
    QVERIFY(bar.isHidden());
    bar.offer(QStringLiteral("It has changed."), QStringLiteral("Reload"), [] {});
    bar.dismiss();
    QVERIFY(bar.isHidden());
}

ATTNSCOPE_TEST(MessageBarTest, QApplication)
#include "tst_message_bar.moc"
