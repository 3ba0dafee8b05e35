#include "core/corpus/comparison/comparison_table.h"

#include "core/analysis/spectra/spectrum_quantities.h"
#include "tests/support/test_program.h"

#include <QStringList>
#include <QTest>

namespace {

using namespace core;

// Layer l, head h has 10 l + h^2 of every quantity.
ComparedModel compared(const char *folder)
{
    auto model = std::make_shared<LoadedModel>();
    model->directory = folder;
    model->name = model->directory.filename().string();
    model->config.type = ModelType::CompactBert;
    model->config.layers = 2;
    model->config.heads = 3;
    model->config.headSize = 4;
    CorpusSummary summary{
        .layers = 2, .heads = 3, .perHead = spectrumQuantityCount(), .texts = 1, .allTexts = 1, .all = {}, .byLength = {}};
    for (int head = 0; head < 6; ++head) {
        const int layer = head / 3;
        for (int quantity = 0; quantity < summary.perHead; ++quantity)
            summary.all.values.push_back({.count = 1, .mean = 10.0 * layer + (head % 3) * (head % 3)});
    }
    return {.model = model, .summary = std::move(summary), .problem = {}};
}

QList<QStringList> rowsOf(const ModelComparison &comparison)
{
    QList<QStringList> rows;
    for (const QString &line : QString::fromStdString(comparisonTable(comparison)).split(u'\n', Qt::SkipEmptyParts))
        rows << line.split(u',');
    return rows;
}

}  // namespace

class ComparisonTableTest : public QObject
{
    Q_OBJECT

private slots:
    void everyRowHasTheMediansOfItsLayerAndModel();
    void modelsOfOneNameAreToldApart();
};

void ComparisonTableTest::everyRowHasTheMediansOfItsLayerAndModel()
{
    const QList<QStringList> rows = rowsOf({.request = {}, .models = {compared("/runs/one")}, .texts = 1});
    const auto layerMedian = rows[0].indexOf(QStringLiteral("layer_median"));
    const auto modelMedian = rows[0].indexOf(QStringLiteral("model_median"));
    QVERIFY(layerMedian > 0 && modelMedian > 0 && rows.size() > 6);
    for (const QStringList &row : rows.mid(1)) {
        QCOMPARE(row.size(), rows[0].size());
        QCOMPARE(row[layerMedian], row[4] == QStringLiteral("0") ? QStringLiteral("1") : QStringLiteral("11"));  // 0 1 4
        QCOMPARE(row[modelMedian], QStringLiteral("7"));  // 0 1 4 10 11 14
    }
}

void ComparisonTableTest::modelsOfOneNameAreToldApart()
{
    const QList<QStringList> rows =
        rowsOf({.request = {}, .models = {compared("/runs/a/compact"), compared("/runs/b/compact")}, .texts = 1});
    QCOMPARE(rows[1][0], QStringLiteral("\"a/compact\""));
    QCOMPARE(rows.last()[0], QStringLiteral("\"b/compact\""));
}

ATTNSCOPE_TEST(ComparisonTableTest, tests::NoApplication)
#include "tst_comparison_table.moc"
