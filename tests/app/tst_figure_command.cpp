#include "app/commands/figure_files.h"
#include "app/commands/figure_template.h"
#include "core/recipe/recipe_json.h"
#include "tests/support/message_of.h"
#include "tests/support/test_program.h"
#include "ui/export/figure_formats.h"
#include "ui/export/figure_sidecar.h"

#include <QApplication>
#include <QTest>

using core::PanelKind;
using support::messageOf;

namespace {

const std::string classifier = ATTNSCOPE_TEST_DATA "/tiny/bert-classifier";

}  // namespace

// Templates, files and sidecars of the command "figure".
class FigureCommandTest : public QObject
{
    Q_OBJECT

private slots:
    void templatesCanBeDrawnInEveryFormat()
    {
        core::PanelAnswerer answerer;
        for (const PanelKind kind : {PanelKind::HeatMap, PanelKind::HeadGrid, PanelKind::Spectrum, PanelKind::ImportanceBars,
                                     PanelKind::ColoredSentence, PanelKind::MaskDifference}) {
            const auto recipe = app::figureTemplate(core::describe(kind), classifier, "a good film");
            QVERIFY2(recipe, qPrintable(messageOf(recipe)));
            const auto page = ui::drawnPage(*recipe, answerer, {});
            QVERIFY2(page, qPrintable(messageOf(page)));
            for (const char *format : {"pdf", "svg", "png", "tex", "csv", "html"})
                QVERIFY(ui::isFigureFormat(format) && !ui::figureBytes(*page, *recipe, format)->empty());
        }
        QVERIFY(!ui::isFigureFormat("jpg"));
    }

    void kindsOverManyHaveNothingToReadYet()
    {
        const auto sizes = app::figureTemplate(core::describe(PanelKind::HeadSizes), {}, std::nullopt);
        QCOMPARE(core::recipeJson(*sizes)["models"].size(), 0U);
        const auto sweep = app::figureTemplate(core::describe(PanelKind::MaskSweep), classifier, std::nullopt);
        QVERIFY(core::recipeJson(*sweep)["data"].is_null());
    }

    void theSidecarRedrawsTheSameBytes()
    {
        const auto recipe = app::figureTemplate(core::describe(PanelKind::HeatMap), classifier, "a good film");
        const auto again = core::readRecipe(ui::sidecarText(*recipe));
        QVERIFY2(again, qPrintable(messageOf(again)));
        for (const char *format : {"svg", "png", "tex", "csv", "html"}) {
            core::PanelAnswerer first;
            core::PanelAnswerer second;
            QVERIFY(*ui::figureBytes(*ui::drawnPage(*recipe, first, {}), *recipe, format) ==
                    *ui::figureBytes(*ui::drawnPage(*again, second, {}), *again, format));
        }
        QVERIFY(ui::sidecarOf("maps/a.pdf") == "maps/a.pdf.json");
    }

    void nothingIsWrittenOverWhatItIsMadeOf()
    {
        core::PlannedFigure figure{*app::figureTemplate(core::describe(PanelKind::MaskSweep), classifier, std::nullopt),
                                   "sweep.csv"};
        figure.recipe.data = "texts.csv";
        QVERIFY(app::checkFigureFile(figure, "recipe.json"));
        QVERIFY(app::checkFigureFile(figure, "sweep.csv.json"));  // drawn again
        QVERIFY(messageOf(app::checkFigureFile(figure, "sweep.csv")).contains("would write over sweep.csv"));
        figure.recipe.data = "sweep.csv";
        QVERIFY(!app::checkFigureFile(figure, "recipe.json"));
        figure.recipe.data = "sweep.csv.json";
        QVERIFY(!app::checkFigureFile(figure, "recipe.json"));
        figure.recipe.data.clear();
        figure.file = classifier + "/config.json";
        QVERIFY(!app::checkFigureFile(figure, "recipe.json"));
    }

    void otherWeightsAreToldOf()
    {
        auto recipe = *app::figureTemplate(core::describe(PanelKind::HeatMap), classifier, std::nullopt);
        QVERIFY(app::changedModelNotes(recipe).empty());
        recipe.models.front().sha256 = std::string(64, '0');
        const auto notes = app::changedModelNotes(recipe);
        QCOMPARE(notes.size(), 1U);
        QVERIFY(notes.front().find("the recipe's 000000000000…") != std::string::npos);
    }
};

ATTNSCOPE_TEST(FigureCommandTest, QApplication)
#include "tst_figure_command.moc"
