#include "app/commands/figure_template.h"
#include "core/recipe/recipe_json.h"
#include "tests/support/message_of.h"
#include "tests/support/test_program.h"
#include "ui/export/figure_formats.h"
#include "ui/export/figure_page.h"
#include "ui/session/written_files.h"

#include <QApplication>
#include <QDir>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using core::PanelKind;
using support::messageOf;

namespace {

const std::string compiledClassifier = ATTNSCOPE_TEST_DATA "/tiny/bert-classifier";

}  // namespace

// The documents of resources/latex, with the figures that their README draws. Where there is no LaTeX there is nothing to try.
class FiguresInLatexTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void documentsCompile_data();
    void documentsCompile();
    void aSentenceBreaksInANarrowColumn();
    void aMapInPixelsCompiles_data();
    void aMapInPixelsCompiles();

private:
    void draw(PanelKind kind, const QString &file);
    void compile(const QString &document);

    QTemporaryDir m_folder;
    QString m_latex;
};

void FiguresInLatexTest::initTestCase()
{
    m_latex = QStandardPaths::findExecutable(QStringLiteral("pdflatex"));
    if (m_latex.isEmpty())
        QSKIP("pdflatex is not installed");
    draw(PanelKind::HeatMap, QStringLiteral("map.pdf"));
    draw(PanelKind::HeatMap, QStringLiteral("map.tex"));
    draw(PanelKind::Spectrum, QStringLiteral("curves.pdf"));
    draw(PanelKind::ColoredSentence, QStringLiteral("sentence.tex"));
}

void FiguresInLatexTest::draw(PanelKind kind, const QString &file)
{
    const auto recipe = app::figureTemplate(core::describe(kind), compiledClassifier, "a good film, 50 % {of} it");
    QVERIFY2(recipe, qPrintable(messageOf(recipe)));
    core::PanelAnswerer answerer;
    const auto page = ui::drawnPage(*recipe, answerer, {});
    QVERIFY2(page, qPrintable(messageOf(page)));
    const auto bytes = ui::figureBytes(*page, *recipe, QFileInfo(file).suffix().toStdString());
    QVERIFY2(bytes, qPrintable(messageOf(bytes)));
    QVERIFY(ui::writeFile(m_folder.filePath(file).toStdString(), *bytes));
}

void FiguresInLatexTest::documentsCompile_data()
{
    QTest::addColumn<QString>("document");
    const QDir documents(QStringLiteral(ATTNSCOPE_SOURCE "/resources/latex"));
    const QStringList names = documents.entryList({QStringLiteral("*.tex")});
    QVERIFY(!names.isEmpty());
    for (const QString &name : names)
        QTest::newRow(qPrintable(name)) << documents.filePath(name);
}

void FiguresInLatexTest::documentsCompile()
{
    QFETCH(QString, document);
    const QString copy = m_folder.filePath(QFileInfo(document).fileName());
    QVERIFY(QFile::copy(document, copy));
    compile(copy);
}

void FiguresInLatexTest::compile(const QString &document)
{
    QProcess latex;
    latex.setWorkingDirectory(m_folder.path());
    latex.start(m_latex, {QStringLiteral("-interaction=nonstopmode"), QStringLiteral("-halt-on-error"), document});
    QVERIFY(latex.waitForFinished(120000));
    QVERIFY2(latex.exitCode() == 0, latex.readAllStandardOutput().right(2000).constData());
    QString pdf = document;
    QVERIFY(QFileInfo(pdf.replace(QStringLiteral(".tex"), QStringLiteral(".pdf"))).size() > 1000);
}

// Narrower than the figure's own width.
void FiguresInLatexTest::aSentenceBreaksInANarrowColumn()
{
    const std::string document = "\\documentclass{article}\n\\usepackage{pgfplots}\\pgfplotsset{compat=1.17}\n"
                                 "\\begin{document}\n\\begin{minipage}{165pt}\\input{sentence}\\end{minipage}\n"
                                 "\\end{document}\n";
    QVERIFY(ui::writeFile(m_folder.filePath("narrow.tex").toStdString(), document));
    compile(m_folder.filePath("narrow.tex"));
    QFile log(m_folder.filePath("narrow.log"));
    QVERIFY(log.open(QIODevice::ReadOnly));
    QVERIFY(!log.readAll().contains("Overfull"));
}

void FiguresInLatexTest::aMapInPixelsCompiles_data()
{
    QTest::addColumn<QString>("folder");
    QTest::newRow("beside the document") << "";
    QTest::newRow("in a folder") << "figures/";
}

// Above 128 cells a side the map is a picture beside the file, which has to be found.
void FiguresInLatexTest::aMapInPixelsCompiles()
{
    QFETCH(QString, folder);
    core::HeatMapFigure map;
    map.values = core::Matrix::Random(140, 140).cwiseAbs();
    map.rows = core::numberedAxis("query token", 140);
    map.columns = core::numberedAxis("key token", 140);
    map.valueName = "attention";
    core::FigureRecipe recipe;
    recipe.panels.resize(1);
    const ui::FigurePage page = ui::figurePage(recipe, {.figures = {map}, .title = "large", .caption = "140 x 140"});
    QVERIFY(QDir(m_folder.path()).mkpath(folder.isEmpty() ? QStringLiteral(".") : folder));
    const auto files = ui::figureFiles(page, recipe, m_folder.filePath(folder + QStringLiteral("large.tex")).toStdString());
    QVERIFY2(files, qPrintable(messageOf(files)));
    QCOMPARE(files->size(), 3U);  // the fragment, its picture and the recipe
    QString packages;
    for (const ui::FigureFile &file : *files) {
        QVERIFY(ui::writeFile(file.path, file.bytes));
        for (const QString &line : QString::fromStdString(file.bytes).split(u'\n')) {
            if (line.startsWith(QStringLiteral("% \\usepackage")) || line.startsWith(QStringLiteral("% \\pgfplotsset")))
                packages += line.mid(2) + u'\n';
        }
    }
    const QString name = folder.isEmpty() ? QStringLiteral("pixels.tex") : QStringLiteral("pixels-in-a-folder.tex");
    const QString document =
        QStringLiteral("\\documentclass{article}\n%1%2\\begin{document}\n\\input{%3large}\n\\end{document}\n")
            .arg(packages, folder.isEmpty() ? QString() : QStringLiteral("\\newcommand\\attnscopefolder{%1}\n").arg(folder),
                 folder);
    QVERIFY(ui::writeFile(m_folder.filePath(name).toStdString(), document.toStdString()));
    compile(m_folder.filePath(name));
}

ATTNSCOPE_TEST(FiguresInLatexTest, QApplication)
#include "tst_figures_in_latex.moc"
