#include "app/commands/figure_files.h"
#include "app/commands/figure_kinds.h"
#include "app/commands/figure_template.h"
#include "core/recipe/recipe_json.h"
#include "tests/support/message_of.h"
#include "tests/support/test_program.h"
#include "ui/export/figure_formats.h"
#include "ui/export/figure_sidecar.h"

#include <QApplication>
#include <QFile>
#include <QImage>
#include <QTemporaryDir>
#include <QTest>

#include <fstream>
#include <sstream>

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
        for (const PanelKind kind :
             {PanelKind::HeatMap, PanelKind::HeadGrid, PanelKind::Spectrum, PanelKind::ImportanceBars,
              PanelKind::ColoredSentence, PanelKind::MaskDifference, PanelKind::Truncation, PanelKind::WeightSpectrum,
              PanelKind::WeightMap, PanelKind::PlaygroundTarget, PanelKind::PlaygroundDifference}) {
            const auto recipe = app::figureTemplate(core::describe(kind), classifier, "a good film");
            QVERIFY2(recipe, qPrintable(messageOf(recipe)));
            const auto page = ui::drawnPage(*recipe, answerer, {});
            QVERIFY2(page, qPrintable(messageOf(page)));
            for (const char *format : {"pdf", "svg", "png", "tex", "csv", "html"})
                QVERIFY(ui::isFigureFormat(format) && !ui::figureBytes(*page, *recipe, format)->empty());
        }
        QVERIFY(!ui::isFigureFormat("jpg"));
    }

    void wordsAreDrawnInEveryFormat()
    {
        const QTemporaryDir folder;
        auto recipe = app::figureTemplate(core::describe(PanelKind::WordDistribution), classifier, "film");
        QVERIFY2(recipe, qPrintable(messageOf(recipe)));
        QVERIFY(core::recipeJson(*recipe)["data"].is_null());
        QCOMPARE(core::recipeJson(*recipe)["panels"][0]["word"].get<std::string>(), std::string("film"));
        recipe->data = folder.filePath("texts.txt").toStdString();
        QFile file(folder.filePath("texts.txt"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("a good film\nthe film is bad\nvery slow\n");
        file.close();
        const auto again = core::readRecipe(core::recipeJson(*recipe).dump());
        QVERIFY2(again, qPrintable(messageOf(again)));
        core::PanelAnswerer answerer;
        const auto page = ui::drawnPage(*again, answerer, {});
        QVERIFY2(page, qPrintable(messageOf(page)));
        for (const char *format : {"pdf", "svg", "png", "tex", "csv", "html"})
            QVERIFY(!ui::figureBytes(*page, *again, format)->empty());
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
        const auto again = core::readRecipe(ui::sidecarText(*recipe, "F.pdf"));
        QVERIFY2(again, qPrintable(messageOf(again)));
        for (const char *format : {"svg", "png", "tex", "csv", "html"}) {
            core::PanelAnswerer first;
            core::PanelAnswerer second;
            QVERIFY(*ui::figureBytes(*ui::drawnPage(*recipe, first, {}), *recipe, format) ==
                    *ui::figureBytes(*ui::drawnPage(*again, second, {}), *again, format));
        }
        QVERIFY(ui::sidecarOf("maps/a.pdf") == "maps/a.pdf.json");
    }

    void theSidecarKeepsWhatAPanelIsSetTo()
    {
        auto recipe = *app::figureTemplate(core::describe(PanelKind::Spectrum), classifier, "a good film");
        core::FigurePanel &spectrum = recipe.panels.front();
        spectrum.options.spectrum = {
            .showsAllHeads = false, .centersAttention = true, .showsDrawn = true, .showsPermuted = true};
        spectrum.options.spectrum.beside = {{{1}, {0}}};
        spectrum.options.markedRank = 2;
        core::FigurePanel painted{.kind = PanelKind::PlaygroundRealized};
        painted.options.playground.target.source = core::TargetSource::Painted;
        painted.options.playground.painting.assign(5, std::vector<double>(5, 0.2));
        painted.options.playground.painting.front() = {1.0 / 3, 2.0 / 3, 0, 0, 0};
        painted.options.playground.headSize = 2;
        core::FigurePanel truncated{.kind = PanelKind::Truncation};
        truncated.options.rank = 1;
        recipe.panels.push_back(painted);
        recipe.panels.push_back(truncated);
        const auto again = core::readRecipe(ui::sidecarText(recipe, "F.pdf"));
        QVERIFY2(again, qPrintable(messageOf(again)));
        QVERIFY(again->panels == recipe.panels);
        recipe.width = core::PresetWidth::Full;
        auto wide = *again;
        wide.width = core::PresetWidth::Full;
        core::PanelAnswerer first;
        core::PanelAnswerer second;
        const auto page = ui::drawnPage(recipe, first, {});
        QVERIFY2(page, qPrintable(messageOf(page)));
        for (const char *format : {"svg", "png", "tex", "csv", "html"})
            QVERIFY(*ui::figureBytes(*page, recipe, format) ==
                    *ui::figureBytes(*ui::drawnPage(wide, second, {}), wide, format));
    }

    // Scripts read names a line; the list for people has each of them and what it shows.
    void kindsAreListedAndDescribed()
    {
        std::ostringstream names;
        std::ostringstream descriptions;
        app::printKinds(names);
        app::describeKinds(descriptions);
        std::string wanted;
        for (const core::PanelKindDescription &kind : core::panelKinds()) {
            wanted += std::string(kind.id) + '\n';
            const std::string line = '\n' + std::string(kind.id) + ' ';
            const std::size_t at = ('\n' + descriptions.str()).find(line);
            QVERIFY2(at != std::string::npos, kind.id.data());
            QVERIFY2(descriptions.str().find(kind.title, at) != std::string::npos, kind.id.data());
        }
        QCOMPARE(names.str(), wanted);
        QVERIFY(descriptions.str().find("    nulls") != std::string::npos);
    }

    void sidecarsFindTheirModelFromAnyFolder()
    {
        QTemporaryDir folder;
        const std::filesystem::path root = folder.path().toStdString();
        std::filesystem::create_directories(root / "figures");
        std::filesystem::create_directories(root / "elsewhere");
        std::filesystem::create_directories(root / "models");
        std::filesystem::copy(classifier, root / "models" / "tiny", std::filesystem::copy_options::recursive);
        auto recipe = *app::figureTemplate(core::describe(PanelKind::HeatMap), root / "models" / "tiny", "a good film");
        recipe.masks = {"file:" + (root / "models" / "m.npy").string()};
        const auto sidecar = core::readRecipe(ui::sidecarText(recipe, root / "figures" / "F.pdf"));
        QVERIFY2(sidecar, qPrintable(messageOf(sidecar)));
        QVERIFY(sidecar->models.front().path == "../models/tiny");
        QVERIFY(sidecar->masks.front() == "file:../models/m.npy");
        // Copied alone, and moved with its model.
        const auto copied = ui::withFoundPaths(*sidecar, root / "elsewhere" / "F.pdf.json");
        QVERIFY(copied.models.front().path == root / "models" / "tiny");
        std::filesystem::create_directories(root / "moved");
        std::filesystem::rename(root / "models", root / "moved" / "models");
        const auto moved = ui::withFoundPaths(*sidecar, root / "moved" / "figures" / "F.pdf.json");
        QVERIFY(moved.models.front().path == root / "moved" / "models" / "tiny");
        QVERIFY(moved.folder.empty());
    }

    void endingsInCapitalsAreFormats()
    {
        QCOMPARE(ui::formatOf("maps.v2/MAP.PDF"), std::string("pdf"));
        QCOMPARE(ui::formatOf("map"), std::string());
    }

    void largeMapsInTexReadAnImageBesideThem()
    {
        core::FigureRecipe recipe;
        recipe.panels = {{}};
        core::HeatMapFigure map{.rows = core::numberedAxis("query", 130), .columns = core::numberedAxis("key", 130)};
        map.values = core::Matrix::Random(130, 130);
        const ui::FigurePage page = ui::figurePage(recipe, {.figures = {map}, .title = {}, .caption = {}});
        const auto files = ui::figureFiles(page, recipe, "maps/large.tex");
        QVERIFY2(files, qPrintable(messageOf(files)));
        QCOMPARE(files->size(), 3U);
        QVERIFY((*files)[1].path == "maps/large-1.png");
        QCOMPARE(QImage::fromData(QByteArray::fromStdString((*files)[1].bytes)).size(), QSize(130, 130));
        QVERIFY(files->back().bytes.find("{\\attnscopefolder large-1.png}") != std::string::npos);
        QVERIFY(files->back().bytes.find("% \\usepackage{graphicx}") != std::string::npos);
    }

    void nothingIsWrittenOverWhatItIsMadeOf()
    {
        core::PlannedFigure figure{*app::figureTemplate(core::describe(PanelKind::MaskSweep), classifier, std::nullopt),
                                   "sweep.csv"};
        figure.recipe.data = "texts.csv";
        QVERIFY(app::checkFigureFile(figure, "recipe.json"));
        QVERIFY(app::checkFigureFile(figure, "sweep.csv.json"));  // drawn again
        QVERIFY(messageOf(app::checkFigureFile(figure, "sweep.csv")).contains("-o would write over the recipe, sweep.csv"));
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

    void anotherVocabularyAndConfigurationAreToldOf()
    {
        const QTemporaryDir folder;
        const std::filesystem::path copy = std::filesystem::path(folder.path().toStdString()) / "tiny";
        std::filesystem::copy(classifier, copy, std::filesystem::copy_options::recursive);
        auto recipe = *app::figureTemplate(core::describe(PanelKind::HeatMap), copy, std::nullopt);
        QVERIFY(recipe.models.front().files.contains("config.json") && recipe.models.front().files.contains("vocab.txt"));
        std::ofstream(copy / "vocab.txt", std::ios::app) << "another\n";
        std::filesystem::remove(copy / "tokenizer_config.json");
        std::ofstream(copy / "merges.txt") << "a b\n";
        const QString note = QString::fromStdString(app::changedModelNotes(recipe).front());
        for (const char *part :
             {"its vocab.txt has the SHA-256 ", "its tokenizer_config.json is gone", "its merges.txt is new"})
            QVERIFY2(note.contains(part), qPrintable(note));
        QVERIFY(!note.contains("config.json has") && !note.contains("weights"));
        recipe.models.front().files.clear();  // as recipes were written before
        QVERIFY(app::changedModelNotes(recipe).empty());
    }

    void templatesSayWhatIsMissing()
    {
        const auto missing = [](PanelKind kind) {
            return app::missingInTemplate(*app::figureTemplate(core::describe(kind), classifier, std::nullopt));
        };
        QCOMPARE(missing(PanelKind::HeatMap), std::string());
        QVERIFY(missing(PanelKind::WordDistribution).starts_with("\"data\" has to be filled in"));
        QVERIFY(missing(PanelKind::MaskSweep).starts_with("\"data\" has to be filled in"));
        QVERIFY(missing(PanelKind::HeadSizes).starts_with("\"models\" has to be filled in"));
    }
};

ATTNSCOPE_TEST(FigureCommandTest, QApplication)
#include "tst_figure_command.moc"
