#include "core/figure/any/figure_table.h"
#include "core/recipe/recipe_json.h"
#include "tests/support/engine_desk.h"
#include "tests/support/message_of.h"
#include "tests/support/scripted_session.h"
#include "tests/support/test_program.h"
#include "tests/support/tiny_model.h"
#include "ui/export/figure_formats.h"
#include "ui/export/figure_sidecar.h"
#include "ui/views/figure_menu.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QFile>
#include <QMenu>
#include <QTemporaryDir>
#include <QTest>

using support::messageOf;
using support::waitUntil;

namespace {

// A card that shows the selected head, over the engine.
struct Desk {
    support::TinyModel model{support::encoderConfig()};
    support::EngineDesk engine;
    ui::FigureDesk figures{engine.workbench, engine.session, engine.messages, std::make_shared<core::ModelStore>()};
    QWidget card;
    std::optional<core::FigurePanel> panel = core::FigurePanel{.kind = core::PanelKind::HeatMap, .heads = {1}};
    QStringList said;

    Desk()
    {
        engine.ask(model.directory());
        ui::ViewSources sources = engine.sources();
        sources.figures = &figures;
        ui::offerFigure(sources, card, [this] { return panel; });
        QObject::connect(&engine.messages, &ui::Messages::said, &card, [this](const QString &message) { said << message; });
        scripted::showAt(card, 300, 200);
        QApplication::clipboard()->clear();
    }

    ui::FigureMenu &menu() { return *card.findChild<ui::FigureMenu *>("figureMenu"); }
    QAction *action(const QString &text)
    {
        for (QAction *each : menu().menu()->actions()) {
            if (each->text() == text)
                return each;
        }
        qFatal("there is no such action");
    }
    QString copied(const QString &text)
    {
        action(text)->trigger();
        waitUntil([this] { return !figures.isDrawing(); });
        return QApplication::clipboard()->text();
    }
};

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

}  // namespace

// What a card's menu copies, saves and puts on the page.
class FigureMenuTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { scripted::prepareGuiTest(); }

    void valuesAreThoseOfTheTable()
    {
        Desk desk;
        const QString copied = desk.copied("Copy Values (TSV)");
        core::PanelAnswerer answerer;
        const auto content = core::figureContent(desk.figures.figureOf(*desk.panel), answerer, {});
        QVERIFY2(content, qPrintable(messageOf(content)));
        QCOMPARE(copied.count('\n'), QString::fromStdString(core::figureTable(content->figures)).count('\n'));
        QVERIFY(copied.startsWith("panel\trow\tcolumn\trow_label\tcolumn_label\tvalue\na\t0\t0\t[CLS]\t[CLS]\t"));
    }

    void theImageIsCopiedByItsKey()
    {
        Desk desk;
        desk.card.setFocusPolicy(Qt::StrongFocus);
        desk.card.setFocus();
        QTest::keyClick(&desk.card, Qt::Key_C, Qt::ControlModifier);
        waitUntil([] { return !QApplication::clipboard()->image().isNull(); });
        QCOMPARE(QApplication::clipboard()->image().width(), qRound(77 / 25.4 * 300));
    }

    void latexAndCommandLineAreText()
    {
        Desk desk;
        QVERIFY(desk.copied("Copy as LaTeX").startsWith("% "));
        const QString line = desk.copied("Copy Command Line");
        QVERIFY(line.startsWith("attnscope figure - -o "));
        const qsizetype begin = line.indexOf('\n') + 1;
        const auto recipe = core::readRecipe(line.mid(begin, line.lastIndexOf("RECIPE") - begin).toStdString());
        QVERIFY2(recipe, qPrintable(messageOf(recipe)));
        QCOMPARE(recipe->panels.front().heads, std::vector<int>{1});
    }

    void windowAndSidecarGiveTheSameBytes()
    {
        Desk desk;
        const QTemporaryDir folder;
        const core::FigureRecipe figure = desk.figures.figureOf(*desk.panel);
        core::PanelAnswerer answerer;
        const auto content = core::figureContent(figure, answerer, {});
        for (const char *format : {"svg", "png", "tex", "csv", "html"}) {
            const QString path = folder.filePath(QStringLiteral("map.") + format);
            QCOMPARE(ui::saveFigure(figure, *content, path.toStdString()), QString());
            const auto again = core::readRecipe(bytesOf(path + ".json").toStdString());
            QVERIFY2(again, qPrintable(messageOf(again)));
            core::PanelAnswerer other;
            const auto found = ui::withFoundPaths(*again, path.toStdString() + ".json");
            const auto page = ui::drawnPage(found, other, {});
            QCOMPARE(bytesOf(path), QByteArray::fromStdString(*ui::figureBytes(*page, found, format)));
        }
        QVERIFY(ui::saveFigure(figure, *content, "map.gif").contains("must end in one of"));
        QVERIFY(ui::saveFigure(figure, *content, "/nowhere/map.pdf").contains("there is no folder"));
    }

    void panelsArePutOnThePage()
    {
        Desk desk;
        desk.action("Add to Figure")->trigger();
        desk.panel->heads = {2};
        desk.action("Add to Figure")->trigger();
        const core::FigureRecipe &page = desk.engine.workbench.state().figures.page;
        QCOMPARE(page.panels.size(), 2U);
        QCOMPARE(page.panels.back().heads, std::vector<int>{2});
        QVERIFY(page.models.front().path == ui::modelPath(desk.model.directory()));
    }

    void whatIsNoFigureSaysSo()
    {
        Desk desk;
        desk.panel.reset();
        QCOMPARE(desk.copied("Copy as LaTeX"), QString());
        QCOMPARE(desk.said.size(), 1);
        desk.panel = core::FigurePanel{.kind = core::PanelKind::HeatMap, .layers = {9}};
        QCOMPARE(desk.copied("Copy as LaTeX"), QString());
        QVERIFY(desk.said.back().startsWith("layer: there is no 9"));
    }

    void ordersAreDrawnOneAfterTheOther()
    {
        Desk desk;
        QStringList titles;
        for (const int head : {0, 1, 2}) {
            desk.panel->heads = {head};
            desk.figures.draw(desk.figures.figureOf(*desk.panel),
                              [&titles](const core::FigureRecipe &, const core::FigureContent &content) {
                                  titles << QString::fromStdString(content.title);
                              });
        }
        waitUntil([&desk] { return !desk.figures.isDrawing(); });
        QCOMPARE(titles.size(), 3);
        for (int head = 0; head < 3; ++head)
            QVERIFY(titles[head].contains(QStringLiteral("L0 H%1").arg(head)));
    }
};

ATTNSCOPE_TEST(FigureMenuTest, QApplication)
#include "tst_figure_menu.moc"
