#include "core/base/parallel_for.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <atomic>
#include <vector>

class ParallelForTest : public QObject
{
    Q_OBJECT

private slots:
    void everyIndexIsCalledOnce();
    void rowBlocksCoverEveryRowOnce_data();
    void rowBlocksCoverEveryRowOnce();
    void shortMatrixIsOneBlock();
};

void ParallelForTest::everyIndexIsCalledOnce()
{
    for (const double operations : {1.0, core::worthAllCores}) {
        std::vector<std::atomic<int>> calls(1000);
        core::parallelFor(1000, operations, [&calls](int index) { ++calls[static_cast<std::size_t>(index)]; });
        for (const std::atomic<int> &count : calls)
            QCOMPARE(count.load(), 1);
    }
}

void ParallelForTest::rowBlocksCoverEveryRowOnce_data()
{
    QTest::addColumn<int>("rows");
    for (const int rows : {1, 255, 256, 1023, 1024, 1025, 5000})
        QTest::addRow("%d", rows) << rows;
}

void ParallelForTest::rowBlocksCoverEveryRowOnce()
{
    QFETCH(int, rows);
    std::vector<std::atomic<int>> calls(static_cast<std::size_t>(rows));
    core::forRowBlocks(rows, [&calls](int first, int count) {
        for (int row = first; row < first + count; ++row)
            ++calls.at(static_cast<std::size_t>(row));
    });
    for (const std::atomic<int> &count : calls)
        QCOMPARE(count.load(), 1);
}

void ParallelForTest::shortMatrixIsOneBlock()
{
    int blocks = 0;
    core::forRowBlocks(512, [&blocks](int first, int count) {
        ++blocks;
        QCOMPARE(first, 0);
        QCOMPARE(count, 512);
    });
    QCOMPARE(blocks, 1);
}

ATTNSCOPE_TEST(ParallelForTest, tests::NoApplication)
#include "tst_parallel_for.moc"
