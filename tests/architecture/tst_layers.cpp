#include "tests/architecture/layer_rules.h"
#include "tests/support/test_program.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QTest>

namespace {

QSet<QString> sourceFiles()
{
    const QDir root(ATTNSCOPE_SOURCE);
    QSet<QString> files;
    for (const QString folder : {"core", "ui", "app"}) {
        QDirIterator entries(root.filePath(folder), {"*.h", "*.cpp"}, QDir::Files, QDirIterator::Subdirectories);
        while (entries.hasNext())
            files.insert(root.relativeFilePath(entries.next()));
    }
    return files;
}

}  // namespace

// Holds core, ui and app to the table in layer_rules.cpp, and that table's reader to seeded violations.
class LayersTest : public QObject
{
    Q_OBJECT

private slots:
    void everyFileKeepsToItsLayer();
    void tableSaysEverythingOnce();
    void seededViolationIsFound_data();
    void seededViolationIsFound();
    void allowedFileIsAccepted_data();
    void allowedFileIsAccepted();
};

void LayersTest::everyFileKeepsToItsLayer()
{
    const QSet<QString> files = sourceFiles();
    QVERIFY2(!files.isEmpty(), "no source files below " ATTNSCOPE_SOURCE);
    QStringList found;
    for (const QString &path : files) {
        QFile file(QDir(ATTNSCOPE_SOURCE).filePath(path));
        QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(path));
        found += architecture::violations(path, QString::fromUtf8(file.readAll()), files);
    }
    found.sort();
    QVERIFY2(found.isEmpty(), qPrintable('\n' + found.join('\n')));
}

void LayersTest::tableSaysEverythingOnce()
{
    const QStringList found = architecture::faultsOfTable(sourceFiles());
    QVERIFY2(found.isEmpty(), qPrintable('\n' + found.join('\n')));
}

void LayersTest::seededViolationIsFound_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("violation");

    const auto row = [](const char *name, const QString &path, const QString &text, const QString &violation) {
        QTest::newRow(name) << path << text << violation;
    };
    row("core up to ui", "core/text/a.cpp", "\n#include \"ui/theme/theme.h\"\n",
        "core/text/a.cpp:2: core/text/ may not include ui/theme/theme.h");
    row("ui up to app", "ui/views/a.cpp", "#include \"app/main_window.h\"\n",
        "ui/views/a.cpp:1: ui/views/ may not include app/main_window.h");
    row("sideways in core", "core/ops/a.cpp", "#include \"core/text/token.h\"\n",
        "core/ops/a.cpp:1: core/ops/ may not include core/text/token.h");
    row("analysis to an encoder", "core/analysis/measures/a.cpp", "#include \"core/model/encoder.h\"\n",
        "core/analysis/measures/a.cpp:1: core/analysis/measures/ may not include core/model/encoder.h");
    row("figure to the pipeline", "core/figure/values/a.cpp", "#include \"core/pipeline/analysis_pipeline.h\"\n",
        "core/figure/values/a.cpp:1: core/figure/values/ may not include core/pipeline/analysis_pipeline.h");
    row("figure to an encoder", "core/figure/rank/a.cpp", "#include \"core/model/encoder.h\"\n",
        "core/figure/rank/a.cpp:1: core/figure/rank/ may not include core/model/encoder.h");
    row("Qt class in core", "core/base/a.cpp", "#include <QString>\n",
        "core/base/a.cpp:1: core may not include Qt's QString");
    row("Qt module in core", "core/base/a.cpp", "#include <QtCore/qglobal.h>\n",
        "core/base/a.cpp:1: core may not include Qt's QtCore/qglobal.h");
    row("lower-case Qt header in core", "core/base/a.cpp", "# include <qstring.h>\n",
        "core/base/a.cpp:1: core may not include Qt's qstring.h");
    row("QCustomPlot in a view", "ui/views/a.cpp", "#include <qcustomplot.h>\n",
        "ui/views/a.cpp:1: only ui/render and ui/plot may include qcustomplot.h");
    row("messages in a header", "core/base/a.h", "#pragma once\n#include <fmt/core.h>\n",
        "core/base/a.h:2: a header may not include fmt/core.h: whoever includes it would compile it too");
    row("view to view", "ui/views/map_view.cpp", "#include \"ui/views/grid_view.h\"\n",
        "ui/views/map_view.cpp:1: a view may not include another view, ui/views/grid_view.h");
    row("topic to topic", "ui/topics/rank/a.cpp", "#include \"ui/topics/masks/mask/b.h\"\n",
        "ui/topics/rank/a.cpp:1: ui/topics/rank/ may not include ui/topics/masks/mask/b.h");
    row("page of a topic to another page of it", "ui/topics/rank/spectra/a.cpp",
        "#include \"ui/topics/rank/playground/b.h\"\n",
        "ui/topics/rank/spectra/a.cpp:1: ui/topics/rank/spectra/ may not include ui/topics/rank/playground/b.h");
    row("pictures of a topic to another's", "core/figure/rank/a.cpp", "#include \"core/figure/masks/b.h\"\n",
        "core/figure/rank/a.cpp:1: core/figure/rank/ may not include core/figure/masks/b.h");
    row("widget to the session", "ui/widgets/a.cpp", "#include \"ui/session/selection.h\"\n",
        "ui/widgets/a.cpp:1: ui/widgets/ may not include ui/session/selection.h");
    row("view to panel", "ui/views/a_view.cpp", "#include \"ui/panels/b_panel.h\"\n",
        "ui/views/a_view.cpp:1: ui/views/ may not include ui/panels/b_panel.h");
    row("path from the file's own folder", "core/base/a.cpp", "#include \"result.h\"\n",
        "core/base/a.cpp:1: \"result.h\" is not a path from the repository's root");
    row("project header in angle brackets", "ui/views/a.cpp", "#include <app/main_window.h>\n",
        "ui/views/a.cpp:1: write \"app/main_window.h\", not <app/main_window.h>");
    row("folder nobody planned", "core/misc/a.cpp", "",
        "core/misc/a.cpp:1: the folder is not in the layer table of tests/architecture/layer_rules.cpp");
    row("header without a guard", "core/base/a.h", "// #pragma once\n", "core/base/a.h:1: the header lacks #pragma once");
    row("own header second", "core/base/known.cpp", "#include <vector>\n#include \"core/base/known.h\"\n",
        "core/base/known.cpp:1: its own header, core/base/known.h, does not come first");
    row("own header missing", "core/base/known.cpp", "int one = 1;\n",
        "core/base/known.cpp:1: its own header, core/base/known.h, does not come first");
    row("label that may be rich text", "ui/panels/a.cpp", "auto *label = new QLabel(text);\n",
        "ui/panels/a.cpp:1: make labels by ui::plainLabel, of plain text");
    row("long file", "core/base/a.cpp", QString(451, '\n'), "core/base/a.cpp:451: 451 lines, more than 450: split it");
}

void LayersTest::seededViolationIsFound()
{
    QFETCH(QString, path);
    QFETCH(QString, text);
    QFETCH(QString, violation);
    QCOMPARE(architecture::violations(path, text, {"core/base/known.h"}), QStringList{violation});
}

void LayersTest::allowedFileIsAccepted_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("text");

    QTest::newRow("core to the libraries") << "core/base/a.cpp"
                                           << "#include <queue>\n#include <Eigen/Core>\n#include <dnnl.hpp>\n";
    QTest::newRow("analysis to a trace") << "core/analysis/measures/a.cpp"
                                         << "#include \"core/model/forward_trace.h\"\n";
    QTest::newRow("pipeline to analysis") << "core/pipeline/a.cpp"
                                          << "#include \"core/analysis/measures/head_measures.h\"\n";
    QTest::newRow("figure to weights worth looking at")
        << "core/figure/values/a.cpp"
        << "#include \"core/model/attention_parameters.h\"\n#include \"core/model/loaded_model.h\"\n"
           "#include \"core/model/mask/pair_mask.h\"\n";
    QTest::newRow("QCustomPlot in ui/plot") << "ui/plot/a.cpp"
                                            << "#include <qcustomplot.h>\n";
    QTest::newRow("view to its own header") << "ui/views/a_view.cpp"
                                            << "#include \"ui/views/a_view.h\"\n";
    QTest::newRow("topic to views") << "ui/topics/rank/a.cpp"
                                    << "#include \"ui/views/a_view.h\"\n#include \"ui/topics/rank/spectra/a.h\"\n";
    QTest::newRow("app to everything") << "app/main.cpp"
                                       << "#include \"core/base/result.h\"\n#include \"ui/theme/theme.h\"\n";
    QTest::newRow("header with a guard") << "core/base/a.h"
                                         << "#pragma once\n";
    QTest::newRow("own header first") << "core/base/known.cpp"
                                      << "#include \"core/base/known.h\"\n\n#include <vector>\n";
    QTest::newRow("as long as a file may be") << "core/base/a.cpp" << QString(450, '\n');
}

void LayersTest::allowedFileIsAccepted()
{
    QFETCH(QString, path);
    QFETCH(QString, text);
    QCOMPARE(architecture::violations(path, text, {"core/base/known.h"}), QStringList{});
}

ATTNSCOPE_TEST(LayersTest, tests::NoApplication)
#include "tst_layers.moc"
