#include "ui/panels/texts_panel.h"

#include "tests/support/engine_desk.h"
#include "tests/support/test_program.h"
#include "tests/support/tiny_model.h"
#include "ui/panels/text_list_model.h"
#include "ui/session/workbench_history.h"
#include "ui/widgets/choice_menu.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <fstream>

using namespace ui;

namespace {

// The list over the engine with a tiny model.
struct ListDesk : support::EngineDesk {
    support::TinyModel tiny{support::encoderConfig()};
    QTemporaryDir folder;
    TextsPanel panel{workbench, session, models, messages};

    ListDesk()
    {
        ask(tiny.directory());
        panel.resize(900, 300);
        panel.show();
        support::waitUntil([this] { return panel.isVisible(); });
    }

    std::filesystem::path fileOf(const std::string &lines) const
    {
        const std::filesystem::path path = std::filesystem::path(folder.path().toStdString()) / "texts.tsv";
        std::ofstream(path) << lines;
        return path;
    }
    void list(const std::string &lines)
    {
        panel.browser().runOver(fileOf(lines));
        support::waitUntil([this] { return !panel.browser().isRunning() && panel.browser().report(); });
    }
    QTableView &table() const { return *panel.findChild<QTableView *>(QStringLiteral("textsTable")); }
    QString cell(int row, TextListModel::Column column) const
    {
        return table().model()->index(row, column).data().toString();
    }
    QStringList texts() const
    {
        QStringList shown;
        for (int row = 0; row < table().model()->rowCount(); ++row)
            shown << cell(row, TextListModel::Text);
        return shown;
    }
    void click(int row) const
    {
        const QRect place = table().visualRect(table().model()->index(row, TextListModel::Text));
        QTest::mouseClick(table().viewport(), Qt::LeftButton, {}, place.center());
    }
    QString absence() const { return panel.findChild<QLabel *>(QStringLiteral("textsAbsence"))->text(); }
};

const std::string labeled = "a b c\t1\nb a d\t0\nf e d c\t1\na\t0\n";

}  // namespace

class TextsPanelTest : public QObject
{
    Q_OBJECT

private slots:
    void clickPutsATextIntoTheSentenceBar();
    void arrowsGoFromTextToText();
    void shownSentenceIsMarked();
    void listIsSortedByLoss();
    void listIsSearched();
    void wrongTextsAloneAreShown();
    void columnsWithoutAnythingAreHidden();
    void listOfASessionIsAskedForWhenSeen();
    void missingFileSaysSo();
    void modelThatOpensTakesTheRefusalBack();
    void searchKeepsTheMarkOnTheShownText();
    void wrongOnlyCountsWhereThereAreVerdicts();
    void listIsAskedUnderTheMask();
    void browsingIsOneStepOfUndo();
    void modelOfTheListIsSound();
};

void TextsPanelTest::clickPutsATextIntoTheSentenceBar()
{
    ListDesk desk;
    desk.list(labeled);
    desk.click(2);
    QCOMPARE(desk.workbench.state().text, std::string("f e d c"));
}

void TextsPanelTest::arrowsGoFromTextToText()
{
    ListDesk desk;
    desk.list(labeled);
    desk.click(0);
    QTest::keyClick(&desk.table(), Qt::Key_Down);
    QCOMPARE(desk.workbench.state().text, std::string("b a d"));
    desk.panel.step(5);
    QCOMPARE(desk.workbench.state().text, std::string("a"));
    desk.panel.step(-1);
    QCOMPARE(desk.workbench.state().text, std::string("f e d c"));
}

void TextsPanelTest::shownSentenceIsMarked()
{
    ListDesk desk;
    desk.list(labeled);
    desk.workbench.change([](core::WorkbenchState &state) { state.text = "b a d"; });
    QCOMPARE(desk.table().currentIndex().row(), 1);
    desk.workbench.change([](core::WorkbenchState &state) { state.text = "something else"; });
    QVERIFY(!desk.table().currentIndex().isValid());
}

void TextsPanelTest::listIsSortedByLoss()
{
    ListDesk desk;
    desk.list(labeled);
    const auto losses = [&desk] {
        std::vector<double> shown;
        for (int row = 0; row < 4; ++row)
            shown.push_back(desk.cell(row, TextListModel::Loss).toDouble());
        return shown;
    };
    QTest::keyClick(&desk.table(), Qt::Key_5);
    QVERIFY(std::ranges::is_sorted(losses()));
    QTest::keyClick(&desk.table(), Qt::Key_5);
    QVERIFY(std::ranges::is_sorted(losses(), std::greater()));
    QVERIFY(losses().front() > losses().back());
    QCOMPARE(desk.table().horizontalHeader()->sortIndicatorSection(), int(TextListModel::Loss));
    QVERIFY(desk.workbench.state().texts.order == core::TextsOrder::Loss && desk.workbench.state().texts.isDescending);
    desk.workbench.change([](core::WorkbenchState &state) { state.texts.isDescending = false; });
    QVERIFY(std::ranges::is_sorted(losses()));
}

void TextsPanelTest::listIsSearched()
{
    ListDesk desk;
    desk.list(labeled);
    QTest::keyClicks(desk.panel.findChild<QLineEdit *>(QStringLiteral("textsSearch")), QStringLiteral("D"));
    QCOMPARE(desk.texts(), (QStringList{"b a d", "f e d c"}));
    QCOMPARE(desk.workbench.state().texts.search, std::string("D"));
    QTest::keyClicks(desk.panel.findChild<QLineEdit *>(QStringLiteral("textsSearch")), QStringLiteral("zzz"));
    QCOMPARE(desk.absence(), QStringLiteral("No text matches."));
}

void TextsPanelTest::wrongTextsAloneAreShown()
{
    ListDesk desk;
    desk.list(labeled + "a b c\t0\n");  // one of two labels of a text is wrong
    const auto wrong = static_cast<int>(desk.panel.browser().report()->wrongTexts());
    QVERIFY(wrong > 0 && wrong < 5);
    desk.panel.findChild<ChoiceMenu *>(QStringLiteral("textsWrongOnly"))->menu()->actions().at(1)->trigger();
    QCOMPARE(desk.table().model()->rowCount(), wrong);
    for (int row = 0; row < wrong; ++row)
        QVERIFY(desk.cell(row, TextListModel::Answer).startsWith(QStringLiteral("✗ ")));
    QCOMPARE(desk.panel.findChild<QLabel *>(QStringLiteral("textsCount"))->text(),
             QStringLiteral("%1 of 5 wrong").arg(wrong));
}

void TextsPanelTest::columnsWithoutAnythingAreHidden()
{
    ListDesk desk;
    desk.list("a b\nc\n");
    QVERIFY(desk.table().isColumnHidden(TextListModel::Label));
    QVERIFY(desk.table().isColumnHidden(TextListModel::Loss));
    QVERIFY(!desk.table().isColumnHidden(TextListModel::Answer));
    desk.list(labeled);
    QVERIFY(!desk.table().isColumnHidden(TextListModel::Label));
    QVERIFY(!desk.table().isColumnHidden(TextListModel::Loss));
}

void TextsPanelTest::listOfASessionIsAskedForWhenSeen()
{
    ListDesk desk;
    desk.panel.hide();
    desk.panel.browser().setFile(desk.fileOf(labeled));
    QVERIFY(!desk.panel.browser().isRunning());
    desk.panel.show();
    QTRY_COMPARE(desk.texts().size(), 4);
}

void TextsPanelTest::missingFileSaysSo()
{
    ListDesk desk;
    desk.panel.browser().runOver("/no/such/file");
    support::waitUntil([&desk] { return !desk.panel.browser().isRunning(); });
    QVERIFY(desk.absence().contains(QStringLiteral("/no/such/file")));
}

void TextsPanelTest::modelThatOpensTakesTheRefusalBack()
{
    const support::TinyModel tiny{support::encoderConfig()};
    support::EngineDesk desk;
    TextsPanel panel(desk.workbench, desk.session, desk.models, desk.messages);
    panel.browser().runOver("/texts/films.tsv");
    QCOMPARE(panel.browser().problem(), QStringLiteral("Open a model first."));
    desk.ask(tiny.directory());
    QCOMPARE(panel.browser().problem(), QString());
}

void TextsPanelTest::searchKeepsTheMarkOnTheShownText()
{
    ListDesk desk;
    desk.list(labeled);
    desk.click(0);
    QTest::keyClicks(desk.panel.findChild<QLineEdit *>(QStringLiteral("textsSearch")), QStringLiteral("d"));
    QVERIFY(!desk.table().currentIndex().isValid());
    QTest::keyClick(&desk.table(), Qt::Key_Down);
    QCOMPARE(desk.workbench.state().text, std::string("b a d"));
    QTest::keyClick(&desk.table(), Qt::Key_End);
    QCOMPARE(desk.workbench.state().text, std::string("f e d c"));
}

void TextsPanelTest::wrongOnlyCountsWhereThereAreVerdicts()
{
    ListDesk desk;
    desk.workbench.change([](core::WorkbenchState &state) { state.texts.wrongOnly = true; });
    desk.list("a b\nc d\n");
    QCOMPARE(desk.texts().size(), 2);
    QVERIFY(desk.panel.findChild<ChoiceMenu *>(QStringLiteral("textsWrongOnly"))->isHidden());
}

void TextsPanelTest::listIsAskedUnderTheMask()
{
    ListDesk desk;
    desk.list(labeled);
    QVERIFY(!desk.panel.browser().isOutdated());
    desk.workbench.change(
        [](core::WorkbenchState &state) { state.masks.mask.terms = {core::maskTerm(core::MaskKind::Diagonal)}; });
    QVERIFY(desk.panel.browser().isOutdated());
    desk.panel.browser().start();
    support::waitUntil([&desk] { return !desk.panel.browser().isRunning(); });
    QVERIFY(desk.panel.browser().report()->request.options.mask.masksPairs());
}

void TextsPanelTest::browsingIsOneStepOfUndo()
{
    ListDesk desk;
    WorkbenchHistory history(desk.workbench, desk.session);
    desk.list(labeled);
    for (int text = 0; text < 3; ++text)
        QTest::keyClick(&desk.table(), Qt::Key_Down);
    QVERIFY(desk.workbench.state().text != "a b c d e f");
    history.undo();
    QCOMPARE(desk.workbench.state().text, std::string("a b c d e f"));
}

void TextsPanelTest::modelOfTheListIsSound()
{
    ListDesk desk;
    desk.list(labeled);
    TextListModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setList(desk.panel.browser().report());
    for (int column = 0; column < TextListModel::ColumnCount; ++column) {
        model.sort(column, Qt::DescendingOrder);
        QCOMPARE(model.rowCount(), 4);
    }
    model.setWanted(QStringLiteral("c"), false);
    QCOMPARE(model.rowCount(), 2);
    model.setList(nullptr);
    QCOMPARE(model.rowCount(), 0);
}

ATTNSCOPE_TEST(TextsPanelTest, QApplication)
#include "tst_texts_panel.moc"
