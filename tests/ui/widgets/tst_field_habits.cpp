#include "tests/support/test_program.h"
#include "ui/widgets/field_habits.h"

#include <QApplication>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QShortcut>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>
#include <QToolButton>
#include <QVBoxLayout>
#include <QWheelEvent>

using namespace ui;

namespace {

// Fields in a window that has its own undo.
struct FieldBench {
    FieldHabits habits{*qApp};
    QWidget window;
    QLineEdit line;
    QPlainTextEdit text;
    QSpinBox number;
    QToolButton button;
    QShortcut undo{QKeySequence::Undo, &window};
    QSignalSpy undone{&undo, &QShortcut::activated};

    FieldBench()
    {
        auto *column = new QVBoxLayout(&window);
        for (QWidget *field : std::initializer_list<QWidget *>{&line, &text, &number, &button})
            column->addWidget(field);
        window.show();
        window.activateWindow();
        if (!QTest::qWaitForWindowActive(&window))
            qFatal("the window does not become active");
    }

    void wheel()
    {
        const QPointF place(5, 5);
        QWheelEvent event(place, number.mapToGlobal(place), {}, {0, 120}, {}, {}, Qt::NoScrollPhase, false);
        QApplication::sendEvent(&number, &event);
    }
};

}  // namespace

class FieldHabitsTest : public QObject
{
    Q_OBJECT

private slots:
    void undoIsTheWindowsWhereAFieldHasNoStep();
    void undoIsTheFieldsWhereItHasOne();
    void wheelChangesOnlyTheFieldWithTheFocus();
    void enterPressesTheButtonWithTheFocus();
};

void FieldHabitsTest::undoIsTheWindowsWhereAFieldHasNoStep()
{
    FieldBench bench;
    for (QWidget *field : std::initializer_list<QWidget *>{&bench.line, &bench.text, &bench.number}) {
        field->setFocus();
        QTest::keyClick(field, Qt::Key_Z, Qt::ControlModifier);
    }
    QCOMPARE(bench.undone.size(), 3);
}

void FieldHabitsTest::undoIsTheFieldsWhereItHasOne()
{
    FieldBench bench;
    bench.line.setFocus();
    QTest::keyClicks(&bench.line, QStringLiteral("a film"));
    QTest::keyClick(&bench.line, Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(bench.line.text(), QString());
    QVERIFY(bench.undone.empty());
    QTest::keyClick(&bench.line, Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(bench.undone.size(), 1);
}

void FieldHabitsTest::wheelChangesOnlyTheFieldWithTheFocus()
{
    FieldBench bench;
    bench.line.setFocus();
    bench.wheel();
    QCOMPARE(bench.number.value(), 0);
    bench.number.setFocus();
    bench.wheel();
    QCOMPARE(bench.number.value(), 1);
}

void FieldHabitsTest::enterPressesTheButtonWithTheFocus()
{
    FieldBench bench;
    const QSignalSpy pressed(&bench.button, &QToolButton::clicked);
    bench.line.setFocus();
    QTest::keyClick(&bench.line, Qt::Key_Return);
    QCOMPARE(pressed.size(), 0);
    bench.button.setFocus();
    QTest::keyClick(&bench.button, Qt::Key_Return);
    QTest::keyClick(&bench.button, Qt::Key_Space);
    QCOMPARE(pressed.size(), 2);
    bench.button.setEnabled(false);
    QTest::keyClick(&bench.button, Qt::Key_Return);
    QCOMPARE(pressed.size(), 2);
}

ATTNSCOPE_TEST(FieldHabitsTest, QApplication)
#include "tst_field_habits.moc"
