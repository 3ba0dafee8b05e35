#include "app/commands/figure_gallery.h"
#include "core/recipe/recipe_json.h"
#include "tests/support/message_of.h"
#include "tests/support/test_program.h"
#include "ui/export/figure_formats.h"

#include <QApplication>
#include <QDir>
#include <QTemporaryDir>
#include <QTest>

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
            const auto page = ui::drawnPage(*recipe, answerer, {});
            QVERIFY2(page, qPrintable(messageOf(page)));
            QCOMPARE(QByteArray::fromStdString(*ui::figureBytes(*page, *recipe, "svg")), bytes(name));
        }
    }

    void otherFormatsAreRefused()
    {
        std::ostringstream out;
        QVERIFY(messageOf(app::drawGallery("gallery", "gif", out)).startsWith("--format is gif, but must be one of"));
        QVERIFY(!QDir("gallery").exists());
    }
};

ATTNSCOPE_TEST(FigureGalleryTest, QApplication)
#include "tst_figure_gallery.moc"
