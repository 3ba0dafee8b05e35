#include "core/model/model_outputs.h"
#include "tests/support/fail_on_warnings.h"
#include "tests/support/scripted_desk.h"
#include "tests/support/test_program.h"
#include "tests/support/wait_until.h"
#include "ui/panels/sentence_input.h"
#include "ui/panels/sentence_panel.h"
#include "ui/session/open_models.h"

#include <QApplication>
#include <QClipboard>
#include <QDragEnterEvent>
#include <QLabel>
#include <QMenu>
#include <QMimeData>
#include <QTest>
#include <QTextBlock>
#include <QToolButton>

#include <cmath>

class SentencePanelTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { failOnWarnings(); }
    void typedTextIsAskedFor();
    void pastedParagraphsBecomeOneLine();
    void caretStaysWhereTextChangesElsewhere();
    void fieldLeavesUndoToTheWindow();
    void draggedFileIsLeftToTheWindow();
    void cutTextIsToldOf();
    void missingImportanceIsExplained();
    void whatErasureMeasuresIsNamed();
    void emptyTextOffersExamples();
    void upAndDownGoThroughTheSentencesBefore();
    void lineBreaksOfAFileDoNotHoldUp();
    void replacedSentencesAreKept();
    void arrowsStayWithinATextOfManyLines();
    void everyControlHasANameToBeReadOut();
};

namespace {

// An encoder without a head: it predicts no class, so that nothing falls when a token is erased.
core::Result<scripted::SnapshotPointer> analyzeWithoutClasses(const core::AnalysisRequest &request,
                                                              const core::StopToken &stop)
{
    core::AnalysisSnapshot snapshot = **scripted::analyze(request, stop);
    snapshot.outputs.clear();
    core::LoadedModel model = *snapshot.model;
    model.config.task = core::ModelTask::EncoderOnly;
    snapshot.model = std::make_shared<const core::LoadedModel>(std::move(model));
    const std::vector<double> none(snapshot.text->tokens.size(), std::nan(""));
    if (request.importance == core::ImportanceMeasure::Erasure)
        snapshot.importance = std::make_shared<const core::WordImportance>(core::WordImportance{request.importance, none});
    return std::make_shared<const core::AnalysisSnapshot>(std::move(snapshot));
}

struct SentencePanelDesk : scripted::Desk {
    ui::SentencePanel panel{
        workbench, session, models, {QStringLiteral("the film is lovely"), QStringLiteral("the plot is thin")}};
    ui::SentenceInput *text = panel.findChild<ui::SentenceInput *>(QStringLiteral("sentenceText"));

    explicit SentencePanelDesk(const std::string &sentence = {})
    {
        panel.setTokenStrip(new QLabel(QStringLiteral("tokens")));
        show(sentence);
        panel.resize(1200, 120);
        panel.show();
        text->setFocus();
    }

    QToolButton *button(const QString &name) const { return panel.findChild<QToolButton *>(name); }
};

// What a panel says of erasure once it is chosen, and nothing before.
QString noteOfErasure(scripted::Desk &desk)
{
    ui::SentencePanel panel(desk.workbench, desk.session, desk.models, {});
    panel.show();
    const auto *note = panel.findChild<QLabel *>(QStringLiteral("importanceNote"));
    desk.show("a film");
    support::waitUntil([&desk] { return desk.session.isUpToDate(); });
    if (note->isVisible())
        return QStringLiteral("already: ") + note->text();
    desk.workbench.change([](core::WorkbenchState &state) { state.display.importance = core::ImportanceMeasure::Erasure; });
    support::waitUntil([note] { return note->isVisible(); });
    return note->text();
}

}  // namespace

void SentencePanelTest::typedTextIsAskedFor()
{
    SentencePanelDesk desk("a film");
    QCOMPARE(desk.text->text(), QStringLiteral("a film"));
    QTest::keyClick(desk.text, Qt::Key_End);
    QTest::keyClicks(desk.text, QStringLiteral(" I like"));
    QCOMPARE(desk.session.request().text, std::string("a film I like"));
    QCOMPARE(desk.session.request().modelDirectory, std::filesystem::path("one"));
}

void SentencePanelTest::pastedParagraphsBecomeOneLine()
{
    SentencePanelDesk desk("ab");
    desk.text->setCursorPosition(1);
    QApplication::clipboard()->setText(QStringLiteral("one\ntwo\r\nthree\tfour"));
    QTest::keySequence(desk.text, QKeySequence::Paste);
    QCOMPARE(desk.text->text(), QStringLiteral("aone two  three fourb"));
    QCOMPARE(desk.session.request().text, std::string("aone two  three fourb"));
    QCOMPARE(desk.text->cursorPosition(), 20);
}

void SentencePanelTest::caretStaysWhereTextChangesElsewhere()
{
    SentencePanelDesk desk("a lovely film");
    desk.text->setCursorPosition(8);
    QTest::keyClick(desk.text, Qt::Key_Backspace);
    QCOMPARE(desk.text->text(), QStringLiteral("a lovel film"));
    QTRY_VERIFY(desk.session.isUpToDate());
    QCOMPARE(desk.text->cursorPosition(), 7);

    desk.show("a lovely film");  // as undo does
    QCOMPARE(desk.text->text(), QStringLiteral("a lovely film"));
    QCOMPARE(desk.text->cursorPosition(), 8);
}

void SentencePanelTest::fieldLeavesUndoToTheWindow()
{
    SentencePanelDesk desk("a");
    QTest::keyClicks(desk.text, QStringLiteral("b"));
    const QString typed = desk.text->text();
    QTest::keySequence(desk.text, QKeySequence::Undo);
    QCOMPARE(desk.text->text(), typed);
    QKeyEvent override(QEvent::ShortcutOverride, Qt::Key_Z, Qt::ControlModifier);
    QApplication::sendEvent(desk.text, &override);
    QVERIFY(!override.isAccepted());
}

void SentencePanelTest::draggedFileIsLeftToTheWindow()
{
    SentencePanelDesk desk;
    QMimeData file;
    file.setUrls({QUrl::fromLocalFile(QStringLiteral("/models/one"))});
    file.setText(QStringLiteral("file:///models/one"));
    QDragEnterEvent withFile({5, 5}, Qt::CopyAction, &file, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(desk.text->viewport(), &withFile);
    QVERIFY(!withFile.isAccepted());
    QMimeData words;
    words.setText(QStringLiteral("a film"));
    QDragEnterEvent withWords({5, 5}, Qt::CopyAction, &words, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(desk.text->viewport(), &withWords);
    QVERIFY(withWords.isAccepted());
}

void SentencePanelTest::cutTextIsToldOf()
{
    SentencePanelDesk desk("a film");
    auto *note = desk.panel.findChild<QLabel *>(QStringLiteral("cutNote"));
    QTRY_VERIFY(desk.session.isUpToDate());
    QVERIFY(note->isHidden());
    QString text;
    for (int word = 0; word < 1200; ++word)
        text += QStringLiteral("word ");
    QApplication::clipboard()->setText(text);
    QTest::keySequence(desk.text, QKeySequence::Paste);
    QTRY_VERIFY(!note->isHidden());
    QCOMPARE(note->text(), QStringLiteral("first 32 of 1,203 tokens: the model's limit"));
}

void SentencePanelTest::whatErasureMeasuresIsNamed()
{
    scripted::Desk desk([](const core::AnalysisRequest &request, const core::StopToken &stop) {
        core::AnalysisSnapshot snapshot = **scripted::analyze(request, stop);
        const std::vector<double> falls(snapshot.text->tokens.size(), 0.25);
        if (request.importance == core::ImportanceMeasure::Erasure)
            snapshot.importance = std::make_shared<const core::WordImportance>(core::WordImportance{
                .measure = request.importance, .values = falls, .target = core::ImportanceTarget{.output = 1}});
        return core::Result(std::make_shared<const core::AnalysisSnapshot>(std::move(snapshot)));
    });
    const QString note = noteOfErasure(desk);
    const core::ModelConfig &config = desk.session.snapshot()->model->config;
    QCOMPARE(note, QStringLiteral("erasure: fall of %1 when the token is deleted; causal")
                       .arg(QString::fromStdString(core::quantityName(config, 1))));
}

void SentencePanelTest::missingImportanceIsExplained()
{
    scripted::Desk desk(analyzeWithoutClasses);
    QCOMPARE(noteOfErasure(desk),
             QStringLiteral("No erasure: an encoder without a head has no class, label or value that could fall."));
}

void SentencePanelTest::emptyTextOffersExamples()
{
    SentencePanelDesk desk;
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

void SentencePanelTest::upAndDownGoThroughTheSentencesBefore()
{
    SentencePanelDesk desk;
    const auto press = [&desk](Qt::Key key) { QTest::keyClick(desk.text, key); };
    press(Qt::Key_Up);
    QCOMPARE(desk.text->text(), QString());
    for (const char *sentence : {"one", "two", "one"}) {
        desk.text->selectAll();
        QTest::keyClicks(desk.text, QLatin1String(sentence));
        press(Qt::Key_Return);
    }
    desk.text->selectAll();
    QTest::keyClicks(desk.text, QStringLiteral("a draft"));
    press(Qt::Key_Up);
    QCOMPARE(desk.text->text(), QStringLiteral("one"));
    QCOMPARE(desk.workbench.state().text, std::string("one"));
    press(Qt::Key_Up);
    QCOMPARE(desk.text->text(), QStringLiteral("two"));
    press(Qt::Key_Up);
    QCOMPARE(desk.text->text(), QStringLiteral("two"));  // each is there once, so this is the oldest
    press(Qt::Key_Down);
    press(Qt::Key_Down);
    QCOMPARE(desk.text->text(), QStringLiteral("a draft"));
    press(Qt::Key_Down);
    QCOMPARE(desk.text->text(), QStringLiteral("a draft"));
    press(Qt::Key_Up);
    QTest::keyClicks(desk.text, QStringLiteral("!"));
    press(Qt::Key_Down);
    QCOMPARE(desk.text->text(), QStringLiteral("one!"));  // an edit is no step back
}

void SentencePanelTest::lineBreaksOfAFileDoNotHoldUp()
{
    SentencePanelDesk desk("older");
    for (const char *text : {"two\nlines", "newest"})
        desk.workbench.change([text](core::WorkbenchState &state) { state.text = text; });
    const auto up = [&desk] { QTest::keyClick(desk.text, Qt::Key_Up); };
    up();
    QCOMPARE(desk.text->text(), QStringLiteral("two lines"));
    up();
    QCOMPARE(desk.text->text(), QStringLiteral("older"));
}

void SentencePanelTest::replacedSentencesAreKept()
{
    SentencePanelDesk desk("from a session");
    desk.workbench.change([](core::WorkbenchState &state) { state.text = "from a file"; });
    QTest::keyClick(desk.text, Qt::Key_Up);
    QCOMPARE(desk.text->text(), QStringLiteral("from a session"));
    QTest::keyClick(desk.text, Qt::Key_Down);
    QCOMPARE(desk.text->text(), QStringLiteral("from a file"));
}

void SentencePanelTest::arrowsStayWithinATextOfManyLines()
{
    const QString text = QStringLiteral("a film that is long ").repeated(20).trimmed();
    SentencePanelDesk desk(text.toStdString());
    QTRY_VERIFY(desk.text->document()->firstBlock().lineCount() > 1);
    desk.text->setCursorPosition(static_cast<int>(text.size()));
    QTest::keyClick(desk.text, Qt::Key_Up);
    QCOMPARE(desk.text->text(), text);
    QVERIFY(desk.text->cursorPosition() < text.size());
}

void SentencePanelTest::everyControlHasANameToBeReadOut()
{
    const SentencePanelDesk desk("a film");
    for (const QWidget *child : desk.panel.findChildren<QWidget *>()) {
        if (child->focusPolicy() == Qt::NoFocus || qobject_cast<const QMenu *>(child))
            continue;
        QVERIFY2(!child->objectName().isEmpty(), child->metaObject()->className());
        QVERIFY2(!child->accessibleName().isEmpty(), qPrintable(child->objectName()));
    }
}

ATTNSCOPE_TEST(SentencePanelTest, QApplication)
#include "tst_sentence_panel.moc"
