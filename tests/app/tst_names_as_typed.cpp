#include "app/actions.h"
#include "app/engine_analyzer.h"
#include "app/main_window.h"
#include "app/workspaces.h"
#include "tests/support/painted_texts.h"
#include "tests/support/scripted_session.h"
#include "tests/support/test_program.h"
#include "ui/widgets/text_tab.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QDropEvent>
#include <QFile>
#include <QLabel>
#include <QMenu>
#include <QMimeData>
#include <QTemporaryDir>
#include <QTest>
#include <QTextDocumentFragment>

namespace {

const QString typed = QStringLiteral("a <b>&amp; &zq");
const QString telling = QStringLiteral("zq");  // is in no other text of the window

// What a reader sees of a tooltip, which Qt may take for rich text.
QString shownToolTip(const QString &tip)
{
    return Qt::mightBeRichText(tip) ? QTextDocumentFragment::fromHtml(tip).toPlainText() : tip;
}

// What a reader sees of an action's text: && is &, and a single one is a line below the next letter.
QString shownAction(QString text)
{
    text.replace(QStringLiteral("&&"), QChar(QChar::Null));
    text.remove(u'&');
    return text.replace(QChar(QChar::Null), u'&');
}

// Whether the text ends with the beginning of the name.
bool endsInAPartOfTheName(const QString &text)
{
    for (qsizetype size = typed.size(); size > 0; --size) {
        if (text.endsWith(typed.left(size)))
            return true;
    }
    return false;
}

// Wherever the name's end is shown, its beginning is before it, or as much of both as an ellipsis in it leaves.
bool isAsTyped(const QString &shown)
{
    for (qsizetype place = shown.indexOf(telling); place >= 0; place = shown.indexOf(telling, place + 1)) {
        const QString upToHere = shown.left(place + telling.size());
        if (upToHere.endsWith(typed))
            continue;
        const qsizetype ellipsis = upToHere.lastIndexOf(u'…');
        const QString before = upToHere.left(std::max<qsizetype>(0, ellipsis));
        if (ellipsis < 0 || !typed.endsWith(upToHere.mid(ellipsis + 1)))
            return false;
        if (!before.isEmpty() && !endsInAPartOfTheName(before))
            return false;
    }
    return true;
}

}  // namespace

class TestNamesAsTyped : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init() { scripted::prepareGuiTest(); }
    void bothSidesOfAnEllipsisCount_data();
    void bothSidesOfAnEllipsisCount();
    void everywhereInTheWindow();

private:
    QString path(const QString &name) const { return m_folder.filePath(name); }
    void checkTexts(QWidget &window) const;

    QTemporaryDir m_folder;
    mutable int m_checked = 0;
};

// A model whose folder and labels are named like markup, and a file of texts beside it.
void TestNamesAsTyped::initTestCase()
{
    const QString source = QStringLiteral(ATTNSCOPE_TEST_DATA "/tiny/bert-classifier/");
    QVERIFY(QDir(m_folder.path()).mkdir(typed));
    for (const char *name : {"model.safetensors", "tokenizer_config.json", "vocab.txt"})
        QVERIFY(QFile::copy(source + QLatin1String(name), path(typed + QLatin1Char('/') + QLatin1String(name))));
    QFile original(source + QStringLiteral("config.json"));
    QVERIFY(original.open(QFile::ReadOnly));
    QByteArray config = original.readAll();
    config.replace("positive", typed.toUtf8() + " 1").replace("negative", typed.toUtf8() + " 0");
    QFile changed(path(typed + QStringLiteral("/config.json")));
    QVERIFY(changed.open(QFile::WriteOnly));
    changed.write(config);
    QFile texts(path(typed + QStringLiteral(".tsv")));
    QVERIFY(texts.open(QFile::WriteOnly));
    texts.write("the film is good\t1\nthe film is not good\t0\n");
}

void TestNamesAsTyped::checkTexts(QWidget &window) const
{
    for (QWidget *widget : window.findChildren<QWidget *>()) {
        const QString tip = shownToolTip(widget->toolTip());
        QVERIFY2(isAsTyped(tip), qPrintable(tip));
        m_checked += tip.contains(typed) ? 1 : 0;
        if (const auto *label = qobject_cast<const QLabel *>(widget))
            QVERIFY2(label->textFormat() == Qt::PlainText, qPrintable(label->objectName()));
        if (const auto *button = qobject_cast<const QAbstractButton *>(widget); button && button->text().contains(telling))
            QVERIFY2(button->shortcut().isEmpty(), qPrintable(button->text()));
        if (!widget->isVisible() || widget->size().isEmpty())
            continue;
        for (const support::PaintedText &painted : support::paintedTexts(*widget)) {
            QVERIFY2(isAsTyped(painted.text), qPrintable(painted.text));
            m_checked += painted.text.contains(typed) ? 1 : 0;
        }
    }
    for (const QAction *action : window.findChildren<QAction *>()) {
        const QString shown = shownAction(action->text());
        QVERIFY2(isAsTyped(shown) && isAsTyped(shownToolTip(action->toolTip())), qPrintable(action->text()));
        m_checked += shown.contains(typed) ? 1 : 0;
    }
}

void TestNamesAsTyped::bothSidesOfAnEllipsisCount_data()
{
    QTest::addColumn<QString>("shown");
    QTest::addColumn<bool>("isRight");
    QTest::newRow("whole") << QStringLiteral("by a <b>&amp; &zq · 2") << true;
    QTest::newRow("no name") << QStringLiteral("by b & c") << true;
    QTest::newRow("beginning left out") << QStringLiteral("…amp; &zq 1") << true;
    QTest::newRow("middle left out") << QStringLiteral("by a <b… &zq") << true;
    QTest::newRow("mangled") << QStringLiteral("a & zq") << false;
    QTest::newRow("mangled before") << QStringLiteral("by a &lt;b… &zq") << false;
    QTest::newRow("mangled behind") << QStringLiteral("a <b>…& zq") << false;
    QTest::newRow("mangled behind nothing") << QStringLiteral("…& zq") << false;
}

void TestNamesAsTyped::bothSidesOfAnEllipsisCount()
{
    QFETCH(QString, shown);
    QTEST(isAsTyped(shown), "isRight");
}

void TestNamesAsTyped::everywhereInTheWindow()
{
    const std::filesystem::path model = path(typed).toStdString();
    app::MainWindow window({.analyzer = app::engineAnalyzer(), .bundledModels = {model}});
    window.resize(1900, 1100);
    window.show();
    window.start(model, QStringLiteral("the film is good"));
    QTRY_VERIFY(window.session().isUpToDate() && window.session().snapshot());
    QCOMPARE(window.windowTitle(), typed + QStringLiteral(" – Attnscope"));
    window.findChild<QAbstractButton *>(QStringLiteral("pinPrediction"))->click();
    for (int workspace = 0; workspace < static_cast<int>(app::workspaces().size()); ++workspace) {
        window.showWorkspace(workspace);
        QApplication::processEvents();
        for (ui::TextTab *tab : window.findChildren<ui::TextTab *>()) {
            if (!tab->isVisible())
                continue;
            QTest::mouseClick(tab, Qt::LeftButton);
            QMimeData dragged;
            dragged.setUrls({QUrl::fromLocalFile(path(typed + QStringLiteral(".tsv")))});
            for (QWidget *page : window.findChildren<QWidget *>(QStringLiteral("evaluationPage"))) {
                QDropEvent drop(QPointF(5, 5), Qt::CopyAction, &dragged, Qt::LeftButton, {});
                if (page->isVisible())
                    QApplication::sendEvent(page, &drop);
            }
            QTRY_VERIFY(window.session().isUpToDate());
            QApplication::processEvents();
            checkTexts(window);
        }
    }
    QVERIFY2(m_checked > 20, qPrintable(QString::number(m_checked)));  // the walk met the name
}

ATTNSCOPE_TEST(TestNamesAsTyped, QApplication)
#include "tst_names_as_typed.moc"
