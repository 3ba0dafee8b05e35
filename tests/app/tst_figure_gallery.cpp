#include "app/commands/figure_gallery.h"
#include "core/recipe/figure_content.h"
#include "core/recipe/gallery.h"
#include "core/recipe/recipe_json.h"
#include "tests/support/message_of.h"
#include "tests/support/test_program.h"
#include "ui/export/figure_formats.h"
#include "ui/export/figure_sidecar.h"

#include <QApplication>
#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <map>
#include <sstream>

using support::messageOf;

// A figure for each paper, from the models that come with the program.
class FigureGalleryTest : public QObject
{
    Q_OBJECT

private slots:
    void everyFigureIsDrawnAndDrawnAgainFromItsSidecar()
    {
        const QTemporaryDir folder;
        const QString inside = folder.filePath("new/gallery");
        std::ostringstream out;
        const auto drawn = app::drawGallery(inside.toStdString(), "svg", out);
        QVERIFY2(drawn, qPrintable(messageOf(drawn)));
        const QStringList figures = QDir(inside).entryList({"*.svg"});
        QCOMPARE(figures.size(), 5);
        for (const QString &name : figures) {
            const auto bytes = [&](const QString &file) {
                QFile input(QDir(inside).filePath(file));
                return input.open(QIODevice::ReadOnly) ? input.readAll() : QByteArray();
            };
            const auto recipe = core::readRecipe(bytes(name + ".json").toStdString());
            QVERIFY2(recipe, qPrintable(messageOf(recipe)));
            QVERIFY(recipe->caption.starts_with("Claim (") && recipe->caption.find("Model") != std::string::npos &&
                    recipe->caption.find(" Finding: ") != std::string::npos);
            QVERIFY(out.str().find(recipe->caption) != std::string::npos);
            core::PanelAnswerer answerer;
            const auto found = ui::withFoundPaths(*recipe, QDir(inside).filePath(name + ".json").toStdString());
            const auto page = ui::drawnPage(found, answerer, {});
            QVERIFY2(page, qPrintable(messageOf(page)));
            QCOMPARE(QByteArray::fromStdString(*ui::figureBytes(*page, found, "svg")), bytes(name));
        }
    }

    // The numbers in the captions are those of the models.
    void findingsAreWhatIsDrawn()
    {
        const auto modelNamed = [](std::string_view name) {
            return std::filesystem::path(ATTNSCOPE_MODELS) / std::string(name);
        };
        core::PanelAnswerer answerer;
        std::map<std::string, core::FigureContent> contents;
        for (const core::GalleryFigure &figure : core::galleryFigures(modelNamed)) {
            const auto content = core::figureContent(figure.recipe, answerer, {});
            QVERIFY2(content, qPrintable(messageOf(content)));
            contents.emplace(figure.name, *content);
        }
        const auto curvesOf = [&contents](const char *figure) {
            return std::get<core::CurveFigure>(contents[figure].figures.back()).curves;
        };
        const auto spectra = curvesOf("lama");
        QVERIFY(std::ranges::any_of(
            spectra, [](const core::Curve &curve) { return curve.name == "attention A: effective rank 2.9 of 8"; }));
        const auto sizes = curvesOf("head-size");
        const auto medians = std::ranges::find_if(
            sizes, [](const core::Curve &curve) { return curve.form == core::CurveForm::Line && curve.y.size() == 6; });
        QVERIFY(medians != sizes.end() && std::ranges::is_sorted(medians->y));
        QCOMPARE(std::lround(medians->y.front()), 10L);
        QCOMPARE(std::lround(medians->y.back()), 33L);
        const auto &shares = std::get<core::CurveFigure>(contents["linformer"].figures.front()).curves;
        const auto valueOf = [&shares](const char *name, std::size_t k) {
            return std::ranges::find(shares, name, &core::Curve::name)->y[k - 1];
        };
        QVERIFY(valueOf("Y(k)", 2) < 0.9 && valueOf("Y(k)", 3) >= 0.8995);
        QCOMPARE(std::lround(100 * valueOf("E(k)", 1)), 95L);
    }
};

ATTNSCOPE_TEST(FigureGalleryTest, QApplication)
#include "tst_figure_gallery.moc"
