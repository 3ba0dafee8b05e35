#include "tests/support/scripted_analyzer.h"
#include "ui/panels/sentence_panel.h"
#include "ui/session/request_binding.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QRegularExpression>
#include <QTest>
#include <QToolButton>

class SentencePanelTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void typedTextIsAskedFor();
    void pastedParagraphsBecomeOneLine();
    void caretStaysWhereTextChangesElsewhere();
    void fieldLeavesUndoToTheWindow();
    void cutTextIsToldOf();
    void emptyTextOffersExamples();
    void unitIsSwitchedByClickAndKey();
    void specialTokenMenuSaysWhichModeItIs();
    void importanceMenuNamesEveryMeasure();
    void everyControlHasANameToBeReadOut();
};

namespace {

struct Desk {
    ui::AnalysisSession session{scripted::analyze};
    ui::ViewState options;
    ui::SentencePanel panel{session, options, {QStringLiteral("the film is lovely"), QStringLiteral("the plot is thin")}};
    QLineEdit *text = panel.findChild<QLineEdit *>(QStringLiteral("sentenceText"));

    explicit Desk(const std::string &sentence = {})
    {
        ui::bindRequestToOptions(session, options);
        panel.setTokenStrip(new QLabel(QStringLiteral("tokens")));
        core::AnalysisRequest request;
        request.modelDirectory = "one";
        request.text = sentence;
        session.submit(request);
        panel.resize(1200, 120);
        panel.show();
        text->setFocus();
    }

    QToolButton *button(const QString &name) const { return panel.findChild<QToolButton *>(name); }

    void choose(const QString &menuButton, const QString &choice) const
    {
        for (QAction *action : button(menuButton)->menu()->actions()) {
            if (action->text() == choice)
                action->trigger();
        }
    }
};

} // namespace

void SentencePanelTest::typedTextIsAskedFor()
{
    Desk desk("a film");
    QCOMPARE(desk.text->text(), QStringLiteral("a film"));
    QTest::keyClick(desk.text, Qt::Key_End);
    QTest::keyClicks(desk.text, QStringLiteral(" I like"));
    QCOMPARE(desk.session.request().text, std::string("a film I like"));
    QCOMPARE(desk.session.request().modelDirectory, std::filesystem::path("one"));
}

void SentencePanelTest::pastedParagraphsBecomeOneLine()
{
    Desk desk("ab");
    desk.text->setCursorPosition(1);
    QApplication::clipboard()->setText(QStringLiteral("one\ntwo\r\nthree\tfour"));
    QTest::keySequence(desk.text, QKeySequence::Paste);
    QCOMPARE(desk.text->text(), QStringLiteral("aone two  three fourb"));
    QCOMPARE(desk.session.request().text, std::string("aone two  three fourb"));
    QCOMPARE(desk.text->cursorPosition(), 20);
}

void SentencePanelTest::caretStaysWhereTextChangesElsewhere()
{
    Desk desk("a lovely film");
    desk.text->setCursorPosition(8);
    QTest::keyClick(desk.text, Qt::Key_Backspace);
    QCOMPARE(desk.text->text(), QStringLiteral("a lovel film"));
    QTRY_VERIFY(desk.session.isUpToDate());
    QCOMPARE(desk.text->cursorPosition(), 7);

    core::AnalysisRequest before = desk.session.request();
    before.text = "a lovely film";
    desk.session.submit(before);  // as undo does
    QCOMPARE(desk.text->text(), QStringLiteral("a lovely film"));
    QCOMPARE(desk.text->cursorPosition(), 8);
}

void SentencePanelTest::fieldLeavesUndoToTheWindow()
{
    Desk desk("a");
    QTest::keyClicks(desk.text, QStringLiteral("b"));
    const QString typed = desk.text->text();
    QTest::keySequence(desk.text, QKeySequence::Undo);
    QCOMPARE(desk.text->text(), typed);
    QKeyEvent override(QEvent::ShortcutOverride, Qt::Key_Z, Qt::ControlModifier);
    QApplication::sendEvent(desk.text, &override);
    QVERIFY(!override.isAccepted());
}

void SentencePanelTest::cutTextIsToldOf()
{
    Desk desk("a film");
    auto *note = desk.panel.findChild<QLabel *>(QStringLiteral("cutNote"));
    QTRY_VERIFY(desk.session.isUpToDate());
    QVERIFY(note->isHidden());
    QString text;
    for (int word = 0; word < 1200; ++word)
        text += QStringLiteral("word ");
    QApplication::clipboard()->setText(text);
    QTest::keySequence(desk.text, QKeySequence::Paste);
    QTRY_VERIFY(!note->isHidden());
    QCOMPARE(note->text(), QStringLiteral("first 32 of 1,204 tokens: the model's limit"));
}

void SentencePanelTest::emptyTextOffersExamples()
{
    Desk desk;
    auto *hint = desk.panel.findChild<QWidget *>(QStringLiteral("emptyTextHint"));
    QVERIFY(hint->isVisible());
    QTest::mouseClick(desk.button(QStringLiteral("example1")), Qt::LeftButton);
    QCOMPARE(desk.text->text(), QStringLiteral("the plot is thin"));
    QCOMPARE(desk.session.request().text, std::string("the plot is thin"));
    QVERIFY(!hint->isVisible());
    desk.text->selectAll();
    QTest::keyClick(desk.text, Qt::Key_Delete);
    QVERIFY(hint->isVisible());
}

void SentencePanelTest::unitIsSwitchedByClickAndKey()
{
    Desk desk("a film");
    QTest::mouseClick(desk.button(QStringLiteral("unit:words")), Qt::LeftButton);
    QCOMPARE(desk.options.options().unit, ui::TokenUnit::Word);
    QTest::keyClick(desk.button(QStringLiteral("unit:sub-words")), Qt::Key_Space);
    QCOMPARE(desk.options.options().unit, ui::TokenUnit::SubWord);
    QVERIFY(desk.button(QStringLiteral("unit:sub-words"))->isChecked());
}

void SentencePanelTest::specialTokenMenuSaysWhichModeItIs()
{
    Desk desk("a film");
    const QString menu = QStringLiteral("specialTokens");
    QCOMPARE(desk.button(menu)->text(), QStringLiteral("shown ▾"));
    desk.choose(menu, QStringLiteral("masked"));
    QCOMPARE(desk.button(menu)->text(), QStringLiteral("masked ▾"));
    QCOMPARE(desk.options.options().specialTokens, core::SpecialTokenMode::Mask);
    QVERIFY(desk.session.request().masksSpecialTokens);
    desk.choose(menu, QStringLiteral("hidden"));
    QVERIFY(!desk.session.request().masksSpecialTokens);
    QCOMPARE(desk.button(menu)->accessibleName(), QStringLiteral("Special tokens: hidden"));
}

void SentencePanelTest::importanceMenuNamesEveryMeasure()
{
    Desk desk("a film");
    const QString menu = QStringLiteral("importanceMeasure");
    QCOMPARE(desk.button(menu)->menu()->actions().size(), qsizetype(core::importanceDescriptions().size()));
    desk.choose(menu, QStringLiteral("erasure"));
    QCOMPARE(desk.session.request().importance, core::ImportanceMeasure::Erasure);
    QCOMPARE(desk.button(menu)->text(), QStringLiteral("erasure ▾"));
}

void SentencePanelTest::everyControlHasANameToBeReadOut()
{
    const Desk desk("a film");
    for (const QWidget *child : desk.panel.findChildren<QWidget *>()) {
        if (child->focusPolicy() == Qt::NoFocus || qobject_cast<const QMenu *>(child))
            continue;
        QVERIFY2(!child->objectName().isEmpty(), child->metaObject()->className());
        QVERIFY2(!child->accessibleName().isEmpty(), qPrintable(child->objectName()));
    }
}

QTEST_MAIN(SentencePanelTest)
#include "tst_sentence_panel.moc"
