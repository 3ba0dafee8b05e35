#include "core/ops/batched_product.h"

#include "tests/support/matrix_compare.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace {

// `count` heads of n x width side by side, as a projection leaves them.
struct Heads {
    core::Matrix values;
    int count;
    int width;

    Heads(int n, int headCount, int headWidth, unsigned seed)
        : values(support::randomMatrix(n, headCount * headWidth, seed)), count(headCount), width(headWidth)
    {
    }

    core::StridedMatrices<const float> strided() const
    {
        return {values.data(), count, static_cast<int>(values.rows()), width, width, values.cols(), 1};
    }

    support::ReferenceMatrix head(int index) const
    {
        return support::toReference(values.middleCols(static_cast<Eigen::Index>(index) * width, width));
    }
};

template <typename Value>
core::StridedMatrices<Value> stridedMaps(Value *values, int count, int rows, int columns)
{
    return {values, count, rows, columns, static_cast<std::ptrdiff_t>(rows) * columns, columns, 1};
}

}  // namespace

class BatchedProductTest : public QObject
{
    Q_OBJECT

private slots:
    void scoresOfStridedHeads_data();
    void scoresOfStridedHeads();
    void outputsIntoStridedHeads_data();
    void outputsIntoStridedHeads();
    void transposingTwiceIsTheSame();
    void leavesTheRestOfTheTargetAlone();
    void nothingToDoIsFine();

private:
    static void addShapes();
};

void BatchedProductTest::addShapes()
{
    QTest::addColumn<int>("n");
    QTest::addColumn<int>("heads");
    QTest::addColumn<int>("width");
    QTest::newRow("one token") << 1 << 4 << 32;
    QTest::newRow("one token, heads of width 1") << 1 << 3 << 1;
    QTest::newRow("heads of width 1") << 9 << 5 << 1;
    QTest::newRow("two tokens") << 2 << 2 << 3;
    QTest::newRow("odd head size") << 13 << 5 << 7;
    QTest::newRow("one head") << 11 << 1 << 40;
    QTest::newRow("as many tokens as features") << 16 << 2 << 16;
    QTest::newRow("257 tokens") << 257 << 3 << 24;
    QTest::newRow("BERT-base") << 32 << 12 << 64;
}

void BatchedProductTest::scoresOfStridedHeads_data()
{
    addShapes();
}

void BatchedProductTest::scoresOfStridedHeads()
{
    QFETCH(int, n);
    QFETCH(int, heads);
    QFETCH(int, width);
    const Heads query(n, heads, width, 1);
    const Heads key(n, heads, width, 2);
    constexpr float scale = 0.125F;
    core::HeadMatrices scores(heads, n, n);
    core::batchedProduct(query.strided(), key.strided().transposed(), scale, stridedMaps(scores.data(), heads, n, n));
    for (int head = 0; head < heads; ++head) {
        support::ReferenceMatrix expected = support::product(query.head(head), support::transposed(key.head(head)));
        for (double &value : expected.values)
            value *= scale;
        QCOMPARE(support::difference(core::Matrix(scores[head]), expected, 1e-5), QString());
    }
}

void BatchedProductTest::outputsIntoStridedHeads_data()
{
    addShapes();
}

void BatchedProductTest::outputsIntoStridedHeads()
{
    QFETCH(int, n);
    QFETCH(int, heads);
    QFETCH(int, width);
    const Heads value(n, heads, width, 3);
    const core::Matrix maps = support::randomMatrix(heads * n, n, 4, 1.0F / static_cast<float>(n));
    Heads output(n, heads, width, 5);
    core::batchedProduct(stridedMaps(maps.data(), heads, n, n), value.strided(), 1.0F,
                         {output.values.data(), heads, n, width, width, output.values.cols(), 1});
    for (int head = 0; head < heads; ++head) {
        const core::Matrix map = maps.middleRows(static_cast<Eigen::Index>(head) * n, n);
        const support::ReferenceMatrix expected = support::product(support::toReference(map), value.head(head));
        const core::Matrix actual = output.values.middleCols(static_cast<Eigen::Index>(head) * width, width);
        QCOMPARE(support::difference(actual, expected, 1e-5), QString());
    }
}

void BatchedProductTest::transposingTwiceIsTheSame()
{
    const auto heads = Heads(6, 3, 4, 6);
    const auto twice = heads.strided().transposed().transposed();
    QCOMPARE(twice.rows, 6);
    QCOMPARE(twice.columns, 4);
    QCOMPARE(twice.rowStride, heads.strided().rowStride);
    QCOMPARE(twice.columnStride, heads.strided().columnStride);
}

// A product into some heads of a wider matrix.
void BatchedProductTest::leavesTheRestOfTheTargetAlone()
{
    const core::Matrix left = support::randomMatrix(2 * 3, 3, 7);
    const core::Matrix right = support::randomMatrix(2 * 3, 2, 8);
    core::Matrix target = core::Matrix::Constant(3, 9, -1.0F);
    core::batchedProduct(stridedMaps(left.data(), 2, 3, 3), stridedMaps(right.data(), 2, 3, 2), 1.0F,
                         {target.data() + 1, 2, 3, 2, /*matrixStride=*/4, target.cols(), 1});
    for (const int column : {0, 3, 4, 7, 8})
        QCOMPARE(support::difference(core::Matrix(target.col(column)), core::Matrix::Constant(3, 1, -1.0F), 0.0), QString());
    const core::Matrix second = left.bottomRows(3) * right.bottomRows(3);
    QCOMPARE(support::difference(core::Matrix(target.middleCols(5, 2)), second, 1e-6), QString());
}

void BatchedProductTest::nothingToDoIsFine()
{
    core::batchedProduct(stridedMaps<const float>(nullptr, 0, 3, 3), stridedMaps<const float>(nullptr, 0, 3, 3), 1.0F,
                         stridedMaps<float>(nullptr, 0, 3, 3));
    core::batchedProduct(stridedMaps<const float>(nullptr, 2, 0, 3), stridedMaps<const float>(nullptr, 2, 3, 0), 1.0F,
                         stridedMaps<float>(nullptr, 2, 0, 0));
}

ATTNSCOPE_TEST(BatchedProductTest, tests::NoApplication)
#include "tst_batched_product.moc"
