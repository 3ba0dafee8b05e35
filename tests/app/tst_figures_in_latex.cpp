#include "app/commands/figure_template.h"
#include "core/recipe/recipe_json.h"
#include "tests/support/message_of.h"
#include "tests/support/test_program.h"
#include "ui/export/figure_formats.h"
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

private:
    void draw(PanelKind kind, const QString &file);

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
    QProcess latex;
    latex.setWorkingDirectory(m_folder.path());
    latex.start(m_latex, {QStringLiteral("-interaction=nonstopmode"), QStringLiteral("-halt-on-error"), copy});
    QVERIFY(latex.waitForFinished(120000));
    QVERIFY2(latex.exitCode() == 0, latex.readAllStandardOutput().right(2000).constData());
    QString pdf = copy;
    QVERIFY(QFileInfo(pdf.replace(QStringLiteral(".tex"), QStringLiteral(".pdf"))).size() > 1000);
}

ATTNSCOPE_TEST(FiguresInLatexTest, QApplication)
#include "tst_figures_in_latex.moc"
