#include "core/pipeline/spectrum_table.h"

#include "core/base/number_text.h"
#include "tests/support/scripted_snapshot.h"
#include "tests/support/test_program.h"

#include <QStringList>
#include <QTest>

#include <cmath>

namespace {

QList<QStringList> rowsOf(const std::string &csv)
{
    QList<QStringList> rows;
    for (const QString &line : QString::fromStdString(csv).split('\n', Qt::SkipEmptyParts))
        rows << line.split(',');
    return rows;
}

}  // namespace

class SpectrumTableTest : public QObject
{
    Q_OBJECT

private slots:
    void namesEveryValueOnce();
    void valuesAreThoseOfTheSpectra();
    void summaryHasAColumnForEveryName();
    void aNullAddsItsColumns();
    void linearAttentionHasNoScores();
    void lamaHasOneMap();
};

void SpectrumTableTest::namesEveryValueOnce()
{
    const auto snapshot = scripted::tinyModel("pairwise");  // 2 layers, 3 heads of size 4, 8 tokens
    std::string csv;
    core::appendSpectrum(*snapshot, 5, csv);
    const QList<QStringList> rows = rowsOf(csv);
    QCOMPARE(rows.size(), 2 * 3 * (8 + 8));
    QCOMPARE(rows.first().mid(0, 5), (QStringList{"0", "0", "scores", "8", "0"}));
    QCOMPARE(rows.last().mid(0, 5), (QStringList{"1", "2", "attention", "8", "7"}));
    for (const QStringList &row : rows)
        QCOMPARE(row.size(), rowsOf(core::spectrumHeader()).first().size());
    QCOMPARE(rows.last().last(), QStringLiteral("5"));
}

void SpectrumTableTest::valuesAreThoseOfTheSpectra()
{
    const auto snapshot = scripted::tinyModel("symmetric");
    std::string csv;
    core::appendSpectrum(*snapshot, 0, csv);
    for (const QStringList &row : rowsOf(csv)) {
        const core::HeadRef head{{row[0].toInt()}, {row[1].toInt()}};
        const auto &part = row[2] == QStringLiteral("scores") ? snapshot->spectra->scores : snapshot->spectra->attention;
        QCOMPARE(row[5].toDouble(),
                 core::withNineDigits(snapshot->spectra->of(part, head)[static_cast<std::size_t>(row[4].toInt())]));
    }
}

void SpectrumTableTest::summaryHasAColumnForEveryName()
{
    const auto snapshot = scripted::tinyModel("linformer-none");
    std::string csv;
    core::appendSpectrumSummary(*snapshot, 0, csv);
    const QStringList names = rowsOf(core::spectrumSummaryHeader()).first();
    const QList<QStringList> rows = rowsOf(csv);
    QCOMPARE(rows.size(), 2 * 3 * 2);
    for (const QStringList &row : rows) {
        QCOMPARE(row.size(), names.size());
        const bool isAttention = row[2] == QStringLiteral("attention");
        QCOMPARE(row[names.indexOf(QStringLiteral("entropy"))].isEmpty(), !isAttention);
        QVERIFY(row[names.indexOf(QStringLiteral("distance"))].isEmpty());  // slots have no distance
        QVERIFY(row[names.indexOf(QStringLiteral("numerical_rank"))].toInt() <= 5);
        QCOMPARE(row[names.indexOf(QStringLiteral("head_size"))], QStringLiteral("4"));
    }
}

void SpectrumTableTest::aNullAddsItsColumns()
{
    const core::AnalysisRequest request{.text = "a fine film of heads", .baselines = {.permutesRows = true}};
    const auto snapshot = scripted::tinyModel("bert-classifier", request);
    const QStringList plain = rowsOf(core::spectrumSummaryHeader()).first();
    const QStringList names = rowsOf(core::spectrumSummaryHeader(core::SpectrumBaseline::PermutedRows)).first();
    QCOMPARE(names.mid(0, plain.size()), plain);
    QCOMPARE(names.size(), plain.size() + 2 + 5 * 3);
    const auto rows = [&](core::SpectrumBaseline null) {
        std::string csv;
        core::appendSpectrumSummary(*snapshot, 0, csv, null);
        return rowsOf(csv);
    };
    for (const QStringList &row : rows(core::SpectrumBaseline::PermutedRows)) {
        QCOMPARE(row.size(), names.size());
        const auto cell = [&](const char *name) { return row[names.indexOf(QLatin1String(name))]; };
        const bool isAttention = row[2] == QStringLiteral("attention");
        QCOMPARE(cell("null"), isAttention ? QStringLiteral("rows") : QString());
        QCOMPARE(cell("draws"), isAttention ? QStringLiteral("20") : QString());
        QCOMPARE(cell("effective_rank_null").isEmpty(), !isAttention);
        if (!isAttention)
            continue;
        QVERIFY(cell("effective_rank_null_low").toDouble() <= cell("effective_rank_null").toDouble());
        QVERIFY(cell("effective_rank_null").toDouble() <= cell("effective_rank_null_high").toDouble());
        QVERIFY(cell("stable_rank_null").toDouble() >= 1.0);
    }
    for (const QStringList &row : rows(core::SpectrumBaseline::RandomProjections))  // not drawn
        QVERIFY(row.size() == names.size() && row.mid(plain.size()).join(QString()).isEmpty());
}

void SpectrumTableTest::linearAttentionHasNoScores()
{
    std::string csv;
    core::appendSpectrum(*scripted::tinyModel("linear-efficient"), 0, csv);
    QVERIFY(!csv.empty() && csv.find("scores") == std::string::npos);
}

void SpectrumTableTest::lamaHasOneMap()
{
    std::string csv;
    core::appendSpectrumSummary(*scripted::tinyModel("lama-learned"), 0, csv);
    const QList<QStringList> rows = rowsOf(csv);
    const auto snapshot = scripted::tinyModel("lama-learned");
    QCOMPARE(rows.size(), 2 + snapshot->measures->heads());
    const QStringList names = rowsOf(core::spectrumSummaryHeader()).first();
    const auto cell = [&names](const QStringList &row, const char *name) { return row[names.indexOf(QLatin1String(name))]; };
    for (int row = 0; row < rows.size(); ++row) {
        QCOMPARE(rows[row].size(), names.size());
        const bool isOfAll = row < 2;
        QCOMPARE(cell(rows[row], "head"), isOfAll ? QStringLiteral("all") : QString::number(row - 2));
        QVERIFY(cell(rows[row], "head_size").isEmpty());
        QCOMPARE(cell(rows[row], "effective_rank").isEmpty(), !isOfAll);
        QCOMPARE(cell(rows[row], "entropy").isEmpty(), isOfAll);
    }
    QCOMPARE(cell(rows[3], "entropy").toDouble(),
             core::withNineDigits(snapshot->measures->at({{0}, {1}}, core::HeadMeasure::Entropy)));
    std::string spectra;
    core::appendSpectrum(*snapshot, 0, spectra);
    for (const QStringList &row : rowsOf(spectra))
        QCOMPARE(row[1], QStringLiteral("all"));
}

ATTNSCOPE_TEST(SpectrumTableTest, tests::NoApplication)
#include "tst_spectrum_table.moc"
