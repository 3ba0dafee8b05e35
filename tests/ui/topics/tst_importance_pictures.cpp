#include "tests/support/test_program.h"
#include "ui/topics/importance/importance_workspace.h"

#include "tests/support/engine_desk.h"
#include "tests/support/scripted_session.h"
#include "tests/support/tiny_model.h"
#include "ui/topics/importance/deletion_view.h"
#include "ui/topics/importance/what_if/edited_words_view.h"
#include "ui/views/picture_menu.h"
#include "ui/widgets/card.h"
#include "ui/widgets/text_tab.h"

#include <QApplication>
#include <QClipboard>
#include <QMenu>
#include <QTest>

using namespace ui;

namespace {

// The workspace over the engine with a tiny model, where figures are made.
struct PictureBench : support::EngineDesk {
    support::TinyModel tiny{support::encoderConfig()};
    FigureDesk figures{workbench, session, messages, std::make_shared<core::ModelStore>()};
    ImportanceWorkspace page{withFigures(), models, messages, engine()};
    QStringList said;

    PictureBench()
    {
        ask(tiny.directory());
        scripted::showAt(page, 1000, 620);
        QObject::connect(&messages, &Messages::said, &page, [this](const QString &message) { said << message; });
        QApplication::clipboard()->clear();
    }

    ViewSources withFigures()
    {
        ViewSources all = sources();
        all.figures = &figures;
        return all;
    }
    void show(const char *tab) const { QTest::mouseClick(page.findChild<TextTab *>(QLatin1String(tab)), Qt::LeftButton); }
    // Of the card that the widget is in.
    PictureMenu &menuAround(const QWidget *inside) const
    {
        for (const QWidget *card = inside; card; card = card->parentWidget()) {
            if (auto *menu = card->findChild<PictureMenu *>(QString(), Qt::FindDirectChildrenOnly))
                return *menu;
        }
        qFatal("the card has no menu");
    }
    QStringList copied(const char *inside) const
    {
        menuAround(page.findChild<QWidget *>(QLatin1String(inside))).copyValues();
        return QApplication::clipboard()->text().split('\n');
    }
    void settleMeasures() const
    {
        const auto *desk = page.findChild<ImportanceDesk *>();
        support::waitUntil([desk] { return desk->report() && desk->report()->isComplete() && !desk->isRunning(); });
    }
};

}  // namespace

// What can be copied of pictures that no recipe draws.
class ImportancePicturesTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { scripted::prepareGuiTest(); }
    void agreementIsItsMatrix();
    void deletionCurvesAreTheirPoints();
    void treeIsARowForEachEdit();
    void sidesAreTheirWordsOrTheirMaps();
    void everyFormatHoldsThePicture();
};

void ImportancePicturesTest::agreementIsItsMatrix()
{
    const PictureBench bench;
    bench.settleMeasures();
    const QStringList rows = bench.copied("agreementPlot");
    QCOMPARE(rows.first(), QStringLiteral("panel\trow\tcolumn\trow_label\tcolumn_label\tvalue"));
    QCOMPARE(rows.size(), 1 + 4 + 1);  // two measures, and the end
    QVERIFY2(rows[1].startsWith("a\t0\t0\tattention received\tattention received\t1"), qPrintable(rows[1]));
    auto *tab = bench.page.findChild<TextTab *>("agreementTab");
    tab->setFocus();
    QTest::keyClick(tab, Qt::Key_C, Qt::ControlModifier);
    QVERIFY(!QApplication::clipboard()->image().isNull());
}

void ImportancePicturesTest::deletionCurvesAreTheirPoints()
{
    const PictureBench bench;
    bench.show("deletionTab");
    bench.settleMeasures();
    support::waitUntil([&bench] { return !bench.page.findChild<DeletionView *>()->plot()->figure().isEmpty(); });
    const QStringList rows = bench.copied("deletionPlot");
    QCOMPARE(rows.first(), QStringLiteral("panel\tcurve\tx\ty"));
    QVERIFY(rows.filter("attention received").size() == 5);
    QCOMPARE(bench.page.findChild<DeletionView *>()->picture().names, core::CurveNames::Below);
}

void ImportancePicturesTest::treeIsARowForEachEdit()
{
    const PictureBench bench;
    bench.show("importanceWhatIfTab");
    auto *words = bench.page.findChild<EditedWordsView *>("editedWords");
    QTest::mouseDClick(words->viewport(), Qt::LeftButton, {}, words->rectOf(1).center());
    QTRY_VERIFY(!bench.copied("whatIfTree").value(2).contains("\t\t\t\t"));
    const QStringList rows = bench.copied("whatIfTree");
    QCOMPARE(rows.first(), QStringLiteral("row\tdepth\tedit\ttext\tprediction\tfollowed\tvalue\tchange"));
    QCOMPARE(rows.size(), 4);
    QVERIFY2(rows[2].startsWith("1\t1\t\"masked b\"\t\"a [MASK] c d e f\""), qPrintable(rows[2]));
}

void ImportancePicturesTest::sidesAreTheirWordsOrTheirMaps()
{
    PictureBench bench;
    bench.workbench.change([](core::WorkbenchState &state) {
        state.place.importance = core::ImportancePage::SideBySide;
        state.importance.second.text = "a c";
    });
    QTRY_VERIFY(bench.copied("sideBySide").size() > 10);
    QCOMPARE(bench.copied("sideBySide").first(),
             QStringLiteral("row\tfirst_word\tsecond_word\tmeasure\tfirst\tsecond\tdifference"));
    bench.show("sideBySideMapsTab");
    QTRY_VERIFY(bench.copied("sideBySide").first().startsWith("panel\trow\tcolumn"));
    const QStringList rows = bench.copied("sideBySide");
    QVERIFY(rows[1].startsWith("a\t0\t0\t[CLS]"));
    QVERIFY(!rows.filter(QRegularExpression("^b\t0\t0\t")).isEmpty());
}

void ImportancePicturesTest::everyFormatHoldsThePicture()
{
    const core::CurveFigure curve{.title = "t",
                                  .explanation = {},
                                  .absence = {},
                                  .x = {.name = "x"},
                                  .y = {.name = "y"},
                                  .curves = {{.name = "c", .x = {0, 1}, .y = {0, 1}}}};
    const DrawnPicture picture = drawnPicture({QStringLiteral("curve"), QStringLiteral("a line")}, {core::Figure(curve)});
    for (const std::string_view format : pictureFormats())
        QVERIFY(pictureBytes(picture, format).value().size() > 20);
    QVERIFY(pictureBytes(picture, "pdf").value().starts_with("%PDF"));
    QVERIFY(pictureBytes(picture, "svg").value().find("a line") != std::string::npos);
    QCOMPARE(pictureBytes(picture, "csv").value(), picture.table);
}

ATTNSCOPE_TEST(ImportancePicturesTest, QApplication)
#include "tst_importance_pictures.moc"
