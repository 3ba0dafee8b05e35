#include "app/commands/spectrum.h"
#include "tests/app/command_output.h"
#include "tests/support/test_program.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using commands::Output;
using commands::outputOf;
using commands::runLine;
using commands::tiny;

class SpectrumCommandTest : public QObject
{
    Q_OBJECT

private slots:
    void writesBothTables();
    void setsRanksAgainstRandomMaps();
};

void SpectrumCommandTest::writesBothTables()
{
    const QTemporaryDir folder;
    app::CommandLine line = runLine("bert-classifier", "a lovely film");
    line.csv = folder.filePath("values.csv").toStdString();
    line.summary = folder.filePath("summary.csv").toStdString();
    const Output output = outputOf(app::spectrumCommand, line);
    QVERIFY2(output.status == EXIT_SUCCESS, qPrintable(output.errors));
    for (const char *name : {"values.csv", "summary.csv"}) {
        QFile file(folder.filePath(QLatin1String(name)));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readLine().startsWith("layer,head,matrix,n,"));
        QVERIFY(file.readLine().startsWith("0,0,scores,"));
    }
}

void SpectrumCommandTest::setsRanksAgainstRandomMaps()
{
    const QTemporaryDir folder;
    app::CommandLine line = runLine("bert-classifier", "a lovely film of heads");
    line.summary = folder.filePath("summary.csv").toStdString();
    line.draws = 7;
    const auto tableOf = [&](core::SpectrumBaseline null, std::uint32_t seed) {
        line.null = null;
        line.seed = seed;
        const Output output = outputOf(app::spectrumCommand, line);
        QFile file(folder.filePath("summary.csv"));
        return output.status == EXIT_SUCCESS && file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll())
                                                                               : QString();
    };
    const QString rows = tableOf(core::SpectrumBaseline::PermutedRows, 1);
    const QString projections = tableOf(core::SpectrumBaseline::RandomProjections, 1);
    QVERIFY(rows.section(u'\n', 0, 0).endsWith("energy_rank_90_null,energy_rank_90_null_low,energy_rank_90_null_high"));
    QVERIFY(rows.section(u'\n', 2, 2).contains(",0,rows,7,"));
    QVERIFY(projections.section(u'\n', 2, 2).contains(",0,projections,7,"));
    QCOMPARE(tableOf(core::SpectrumBaseline::PermutedRows, 1), rows);
    QVERIFY(tableOf(core::SpectrumBaseline::PermutedRows, 2) != rows);
    line.model = tiny + "lama-mean";
    line.null = core::SpectrumBaseline::RandomProjections;
    const Output none = outputOf(app::spectrumCommand, line);
    QCOMPARE(none.status, EXIT_FAILURE);
    QVERIFY(none.errors.contains(QStringLiteral("no scores of queries and keys")));
}

ATTNSCOPE_TEST(SpectrumCommandTest, tests::NoApplication)
#include "tst_spectrum_command.moc"
