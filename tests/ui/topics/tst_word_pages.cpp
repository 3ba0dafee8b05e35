#include "tests/support/test_program.h"
#include "ui/topics/importance/importance_workspace.h"

#include "tests/support/engine_desk.h"
#include "tests/support/scripted_session.h"
#include "tests/support/tiny_model.h"
#include "ui/topics/importance/contexts/contexts_page.h"
#include "ui/topics/importance/vocabulary/vocabulary_page.h"
#include "ui/widgets/choice_menu.h"
#include "ui/widgets/text_tab.h"

#include <QApplication>
#include <QFile>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <algorithm>

using namespace ui;

namespace {

// The pages that look through a file, over the engine with a tiny model.
struct WordBench : support::EngineDesk {
    support::TinyModel tiny{support::encoderConfig()};
    ImportanceWorkspace page{sources(), models, messages, engine()};
    QTemporaryDir folder;

    WordBench()
    {
        ask(tiny.directory());
        scripted::showAt(page, 1000, 620);
    }

    std::filesystem::path fileOf(const QByteArray &lines) const
    {
        QFile file(folder.filePath(QStringLiteral("texts.tsv")));
        if (!file.open(QIODevice::WriteOnly) || file.write(lines) != lines.size())
            qFatal("the texts cannot be written");
        return file.fileName().toStdString();
    }
    ContextsPage &contexts() const { return *page.findChild<ContextsPage *>(); }
    VocabularyPage &vocabulary() const { return *page.findChild<VocabularyPage *>(); }
    void show(const char *tab) const { QTest::mouseClick(page.findChild<TextTab *>(QLatin1String(tab)), Qt::LeftButton); }
    void lookFor(const QString &word)
    {
        auto *field = page.findChild<QLineEdit *>(QStringLiteral("contextWord"));
        field->selectAll();
        QTest::keyClicks(field, word);
        QTest::keyClick(field, Qt::Key_Return);
        support::waitUntil([this] { return !contexts().run().isRunning() && contexts().run().report(); });
    }
};

}  // namespace

class WordPagesTest : public QObject
{
    Q_OBJECT

private slots:
    void everyContextIsALine();
    void linesAreSorted();
    void wordsOfALineAreMeasured();
    void activatedLineBecomesTheSentence();
    void lineStandsBesideTheSentence();
    void twoLinesStandBesideEachOther();
    void everyLineIsSaved();
    void headingsSort();
    void keptSentencesAreLookedThrough();
    void keptSentencesAreChosenBesideAFile();
    void wordThatIsNotThereSaysSo();
    void vocabularyIsWhatTheCommandWrites();
    void vocabularyIsSearchedAndSorted();
    void wordOfTheVocabularyShowsItsContexts();
};

void WordPagesTest::everyContextIsALine()
{
    WordBench bench;
    bench.show("importanceContextsTab");
    bench.contexts().run().setFile(bench.fileOf("a b c\nb a b\nc d\n"));
    bench.lookFor(QStringLiteral("b"));
    QTRY_COMPARE(bench.contexts().lines().rowCount(), 3);
    QCOMPARE(bench.contexts().lines().textAt(1), std::string("b a b"));
    QCOMPARE(bench.contexts().lines().lineAt(2).position, 2U);
    QCOMPARE(bench.contexts().lines().lineAt(2).text.words, (std::vector<std::string>{"b", "a", "b"}));
    QCOMPARE(bench.workbench.state().importance.contexts.word, std::string("b"));
}

void WordPagesTest::linesAreSorted()
{
    WordBench bench;
    bench.show("importanceContextsTab");
    bench.contexts().run().setFile(bench.fileOf("a b c\nd b a\nc b d\n"));
    bench.lookFor(QStringLiteral("b"));
    QTRY_COMPARE(bench.contexts().lines().rowCount(), 3);
    auto *order = bench.page.findChild<ChoiceMenu *>(QStringLiteral("contextOrder"));
    const auto texts = [&bench] {
        QStringList shown;
        for (int row = 0; row < bench.contexts().lines().rowCount(); ++row)
            shown << QString::fromStdString(bench.contexts().lines().textAt(row));
        return shown;
    };
    order->menu()->actions().at(3)->trigger();  // left neighbor
    QTRY_COMPARE(texts(), (QStringList{"a b c", "c b d", "d b a"}));
    order->menu()->actions().at(4)->trigger();  // right neighbor
    QTRY_COMPARE(texts(), (QStringList{"d b a", "a b c", "c b d"}));
    order->menu()->actions().at(1)->trigger();  // importance
    const auto isSorted = [&bench] {
        const ConcordanceModel &lines = bench.contexts().lines();
        return lines.lineAt(0).value >= lines.lineAt(1).value && lines.lineAt(1).value >= lines.lineAt(2).value;
    };
    QTRY_VERIFY(bench.workbench.state().importance.contexts.order == core::ContextOrder::Importance && isSorted());
}

void WordPagesTest::wordsOfALineAreMeasured()
{
    WordBench bench;
    bench.show("importanceContextsTab");
    bench.contexts().run().setFile(bench.fileOf("a b c\n"));
    bench.lookFor(QStringLiteral("b"));
    QTRY_COMPARE(bench.contexts().lines().rowCount(), 1);
    QTRY_COMPARE(bench.contexts().lines().lineAt(0).importance.size(), 3U);
    QCOMPARE(bench.contexts().lines().lineAt(0).importance[1], bench.contexts().lines().lineAt(0).value);
}

void WordPagesTest::activatedLineBecomesTheSentence()
{
    WordBench bench;
    bench.show("importanceContextsTab");
    bench.contexts().run().setFile(bench.fileOf("a b c\nd b a\n"));
    bench.lookFor(QStringLiteral("b"));
    QTRY_COMPARE(bench.contexts().lines().rowCount(), 2);
    auto *table = bench.page.findChild<QTableView *>(QStringLiteral("contextLines"));
    table->setFocus();
    table->selectRow(1);
    table->setCurrentIndex(table->model()->index(1, 0));
    QTest::keyClick(table, Qt::Key_Return);
    QCOMPARE(bench.workbench.state().text, std::string("d b a"));
}

void WordPagesTest::lineStandsBesideTheSentence()
{
    WordBench bench;
    bench.show("importanceContextsTab");
    bench.contexts().run().setFile(bench.fileOf("a b c\nd b a\n"));
    bench.lookFor(QStringLiteral("b"));
    QTRY_COMPARE(bench.contexts().lines().rowCount(), 2);
    auto *table = bench.page.findChild<QTableView *>(QStringLiteral("contextLines"));
    table->setCurrentIndex(table->model()->index(1, 0));
    QTest::mouseClick(bench.page.findChild<QToolButton *>(QStringLiteral("compareLine")), Qt::LeftButton);
    QCOMPARE(bench.workbench.state().importance.second.text, std::string("d b a"));
    QCOMPARE(bench.workbench.state().place.importance, core::ImportancePage::SideBySide);
    QCOMPARE(bench.workbench.state().text, std::string("a b c d e f"));
}

void WordPagesTest::everyLineIsSaved()
{
    WordBench bench;
    bench.show("importanceContextsTab");
    auto *save = bench.page.findChild<QToolButton *>(QStringLiteral("saveContexts"));
    QVERIFY(!save->isEnabled());
    bench.contexts().run().setFile(bench.fileOf("a b c\nd b a\nb b\n"));
    bench.lookFor(QStringLiteral("b"));
    QTRY_VERIFY(save->isEnabled());
    const QString file = bench.folder.filePath(QStringLiteral("contexts.csv"));
    bench.contexts().saveTable(file);
    QFile saved(file);
    QVERIFY(saved.open(QIODevice::ReadOnly));
    const std::string table = saved.readAll().toStdString();
    QCOMPARE(table, core::occurrenceCsv(*bench.contexts().run().report()));
    QCOMPARE(std::ranges::count(table, '\n'), 5);
}

// The name of the column of numbers is that of the measure.
void WordPagesTest::headingsSort()
{
    WordBench bench;
    bench.show("importanceContextsTab");
    bench.contexts().run().setFile(bench.fileOf("a b c\nd b a\n"));
    bench.lookFor(QStringLiteral("b"));
    QTRY_COMPARE(bench.contexts().lines().rowCount(), 2);
    auto *table = bench.page.findChild<QTableView *>(QStringLiteral("contextLines"));
    QHeaderView &header = *table->horizontalHeader();
    QCOMPARE(table->model()->headerData(ConcordanceModel::Importance, Qt::Horizontal).toString(),
             QStringLiteral("attention received"));
    const int place = header.sectionViewportPosition(ConcordanceModel::Importance) + 4;
    QTest::mouseClick(header.viewport(), Qt::LeftButton, {}, {place, header.height() / 2});
    QVERIFY(bench.workbench.state().importance.contexts.order == core::ContextOrder::Importance);
    QTRY_COMPARE(table->model()->headerData(ConcordanceModel::Importance, Qt::Horizontal).toString(),
                 QStringLiteral("▾ attention received"));
    QTest::mouseClick(header.viewport(), Qt::LeftButton, {}, {4, header.height() / 2});
    QVERIFY(bench.workbench.state().importance.contexts.order == core::ContextOrder::Text);
}

void WordPagesTest::keptSentencesAreLookedThrough()
{
    WordBench bench;
    bench.show("importanceContextsTab");
    auto *keep = bench.page.findChild<QToolButton *>(QStringLiteral("keepSentence"));
    QTest::mouseClick(keep, Qt::LeftButton);
    bench.workbench.change([](core::WorkbenchState &state) { state.text = "b b"; });
    QTest::mouseClick(keep, Qt::LeftButton);
    QTest::mouseClick(keep, Qt::LeftButton);  // the same one once
    QCOMPARE(bench.workbench.state().importance.contexts.kept, (std::vector<std::string>{"a b c d e f", "b b"}));
    bench.lookFor(QStringLiteral("b"));
    QTRY_COMPARE(bench.contexts().lines().rowCount(), 3);
    QVERIFY(bench.page.findChild<QLabel *>(QStringLiteral("contextsStatus"))->text().contains("2 of 2 kept sentences"));
}

void WordPagesTest::keptSentencesAreChosenBesideAFile()
{
    WordBench bench;
    bench.show("importanceContextsTab");
    auto *source = bench.contexts().findChild<ChoiceMenu *>(QStringLiteral("corpusSource"));
    bench.workbench.change([](core::WorkbenchState &state) { state.importance.contexts.kept = {"b b", "c b"}; });
    QVERIFY(source->isHidden());
    bench.contexts().run().setFile(bench.fileOf("a b c\n"));
    QVERIFY(!source->isHidden() && source->text() == QLatin1String("in the file"));
    bench.lookFor(QStringLiteral("b"));
    QTRY_COMPARE(bench.contexts().lines().rowCount(), 1);
    source->menu()->actions().at(1)->trigger();
    QTRY_COMPARE(bench.contexts().lines().rowCount(), 3);
    QCOMPARE(source->text(), QStringLiteral("in kept sentences (2)"));
    bench.contexts().run().setFile(bench.fileOf("d b\n"));  // a file that is chosen is looked through
    QTRY_COMPARE(bench.contexts().lines().rowCount(), 1);
}

// Chosen by the keyboard: Ctrl moves without choosing, Ctrl+Space chooses one more.
void WordPagesTest::twoLinesStandBesideEachOther()
{
    WordBench bench;
    bench.show("importanceContextsTab");
    bench.contexts().run().setFile(bench.fileOf("a b c\nd b a\nc b d\n"));
    bench.workbench.change([](core::WorkbenchState &state) {
        state.importance.contexts.measure = core::ImportanceMeasure::Rollout;
        state.importance.second.model = "another";
    });
    bench.lookFor(QStringLiteral("b"));
    QTRY_COMPARE(bench.contexts().lines().rowCount(), 3);
    auto *compare = bench.page.findChild<QToolButton *>(QStringLiteral("compareLine"));
    QVERIFY(!compare->isEnabled() && compare->toolTip().contains("Choose one line"));
    auto *table = bench.page.findChild<QTableView *>(QStringLiteral("contextLines"));
    table->setFocus();
    table->setCurrentIndex(table->model()->index(0, 0));
    QTest::keyClick(table, Qt::Key_Down, Qt::ControlModifier);
    QTest::keyClick(table, Qt::Key_Down, Qt::ControlModifier);
    QTest::keyClick(table, Qt::Key_Space, Qt::ControlModifier);
    QVERIFY(compare->isEnabled() && compare->toolTip().contains("two chosen lines"));
    QTest::mouseClick(compare, Qt::LeftButton);
    const core::WorkbenchState &state = bench.workbench.state();
    QCOMPARE(state.text, std::string("a b c"));
    QCOMPARE(state.importance.second.text, std::string("c b d"));
    QVERIFY(state.importance.second.model.empty());
    QCOMPARE(state.place.importance, core::ImportancePage::SideBySide);
    QCOMPARE(state.display.importance, core::ImportanceMeasure::Rollout);
    QVERIFY(std::ranges::find(state.importance.measures, core::ImportanceMeasure::Rollout) !=
            state.importance.measures.end());
}

void WordPagesTest::wordThatIsNotThereSaysSo()
{
    WordBench bench;
    bench.show("importanceContextsTab");
    auto *absence = bench.page.findChild<QLabel *>(QStringLiteral("contextsAbsence"));
    QVERIFY(absence->isVisible() && absence->text().contains("Choose a file"));
    bench.contexts().run().setFile(bench.fileOf("a b c\n"));
    bench.lookFor(QStringLiteral("zebra"));
    QTRY_VERIFY(absence->text().contains("zebra") && absence->isVisible());
}

void WordPagesTest::vocabularyIsWhatTheCommandWrites()
{
    WordBench bench;
    bench.show("importanceVocabularyTab");
    bench.vocabulary().run().runOver(bench.fileOf("a b c\nb a b\nc d\n"));
    auto *table = bench.page.findChild<QTableView *>(QStringLiteral("vocabularyTable"));
    QTRY_VERIFY(!bench.vocabulary().run().isRunning() && table->model()->rowCount() == 4);
    QCOMPARE(table->model()->index(0, WordTableModel::Word).data().toString(), QStringLiteral("b"));
    QCOMPARE(table->model()->index(0, WordTableModel::Count).data().toString(), QStringLiteral("3"));
    const QString file = bench.folder.filePath(QStringLiteral("words.csv"));
    bench.vocabulary().saveTable(file);
    QFile saved(file);
    QVERIFY(saved.open(QIODevice::ReadOnly));
    const core::WordReportPointer report = bench.vocabulary().run().report();
    QCOMPARE(saved.readAll().toStdString(),
             core::wordTableCsv(core::wordTable(report->found, report->classes()), report->groupNames()));
}

void WordPagesTest::vocabularyIsSearchedAndSorted()
{
    WordBench bench;
    bench.show("importanceVocabularyTab");
    bench.vocabulary().run().runOver(bench.fileOf("a b c\nb a b\nc d\n"));
    auto *table = bench.page.findChild<QTableView *>(QStringLiteral("vocabularyTable"));
    QTRY_COMPARE(table->model()->rowCount(), 4);
    auto *search = bench.page.findChild<QLineEdit *>(QStringLiteral("vocabularySearch"));
    QTest::keyClicks(search, QStringLiteral("c"));
    QCOMPARE(table->model()->rowCount(), 1);
    search->clear();
    table->sortByColumn(WordTableModel::Mean, Qt::AscendingOrder);
    const auto meanAt = [table](int row) {
        return table->model()->index(row, WordTableModel::Mean).data(WordTableModel::sortRole).toDouble();
    };
    QVERIFY(meanAt(0) <= meanAt(1) && meanAt(1) <= meanAt(2) && meanAt(2) <= meanAt(3));
    table->setFocus();
    QTest::keyClick(table, static_cast<Qt::Key>(Qt::Key_1 + static_cast<int>(WordTableModel::Mean)));
    QVERIFY(meanAt(0) >= meanAt(1) && meanAt(1) >= meanAt(2) && meanAt(2) >= meanAt(3));
    const auto nameOf = [table](int column) { return table->model()->headerData(column, Qt::Horizontal).toString(); };
    QCOMPARE(nameOf(WordTableModel::Mean), QStringLiteral("▾ mean"));
    QCOMPARE(nameOf(WordTableModel::Count), QStringLiteral("count"));
    QTest::keyClick(table, Qt::Key_Tab);
    QVERIFY(!table->hasFocus());
}

void WordPagesTest::wordOfTheVocabularyShowsItsContexts()
{
    WordBench bench;
    bench.show("importanceVocabularyTab");
    bench.vocabulary().run().runOver(bench.fileOf("a b c\nb a b\nc d\n"));
    auto *table = bench.page.findChild<QTableView *>(QStringLiteral("vocabularyTable"));
    QTRY_COMPARE(table->model()->rowCount(), 4);
    table->setFocus();
    table->setCurrentIndex(table->model()->index(0, 0));
    QTest::keyClick(table, Qt::Key_Return);
    QCOMPARE(bench.workbench.state().place.importance, core::ImportancePage::Contexts);
    QTRY_COMPARE(bench.contexts().lines().rowCount(), 3);
}

ATTNSCOPE_TEST(WordPagesTest, QApplication)
#include "tst_word_pages.moc"
