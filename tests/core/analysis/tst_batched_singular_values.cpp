#include "core/analysis/svd/batched_singular_values.h"

#include "core/analysis/svd/lane_kernels.h"
#include "core/ops/softmax.h"
#include "tests/support/matrix_compare.h"
#include "tests/support/reference_svd.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace {

using Matrices = std::vector<core::DoubleMatrix>;

core::DoubleMatrix attention(int rows, int columns, float sharpness, unsigned seed)
{
    core::Matrix map = support::randomMatrix(rows, columns, seed, sharpness);
    core::softmaxRows(map.data(), rows, columns);
    return map.cast<double>();
}

core::DoubleMatrix permutation(int size, int shift)
{
    core::DoubleMatrix matrix = core::DoubleMatrix::Zero(size, size);
    for (int row = 0; row < size; ++row)
        matrix(row, (row + shift) % size) = 1.0;
    return matrix;
}

core::DoubleMatrix oneHot(int size, int targets)
{
    core::DoubleMatrix matrix = core::DoubleMatrix::Zero(size, size);
    for (int row = 0; row < size; ++row)
        matrix(row, row % targets) = 1.0;
    return matrix;
}

core::DoubleMatrix lowRank(int size, int rank, unsigned seed)
{
    return support::randomMatrix(size, rank, seed).cast<double>() *
           support::randomMatrix(rank, size, seed + 1).cast<double>();
}

// Maps of every kind in one batch, so that lanes of very different progress share their sweeps.
Matrices mixture(int n)
{
    core::DoubleMatrix blocks = core::DoubleMatrix::Zero(n, n);
    blocks.topLeftCorner(n / 2, n / 2) = attention(n / 2, n / 2, 1.0F, 7);
    blocks(n - 1, n - 1) = 1e-30;
    return {attention(n, n, 0.01F, 1),
            attention(n, n, 2.0F, 2),
            attention(n, n, 30.0F, 3),
            permutation(n, 3),
            core::DoubleMatrix::Constant(n, n, 1.0 / n),
            oneHot(n, std::max(n / 3, 1)),
            core::DoubleMatrix::Zero(n, n),
            lowRank(n, std::max(n / 4, 1), 4),
            core::DoubleMatrix::Identity(n, n),
            blocks,
            attention(n, n, 1.0F, 5) * 1e-30,
            attention(n, n, 1.0F, 6) * 1e30};
}

core::MatrixBatch batchOf(const Matrices &matrices)
{
    return {static_cast<int>(matrices.size()), static_cast<int>(matrices.front().rows()),
            static_cast<int>(matrices.front().cols()),
            [&matrices](int index, core::DoubleMatrix &matrix) { matrix = matrices[index]; }};
}

core::SingularValues valuesOf(const Matrices &matrices)
{
    return core::batchedSingularValues(batchOf(matrices), {}).value();
}

std::vector<double> reference(const core::DoubleMatrix &matrix)
{
    const Eigen::VectorXd values = support::referenceSingularValues(matrix);
    return {values.begin(), values.end()};
}

// Every matrix against the decomposition, to the share of its largest value that a Gram matrix in double resolves.
QString problemWith(const Matrices &matrices, const core::SingularValues &found)
{
    for (int index = 0; index < found.count; ++index) {
        const std::vector<double> expected = reference(matrices[index]);
        const QString problem = support::difference(found[index], expected, 1e-7 * expected.front());
        if (!problem.isEmpty())
            return QStringLiteral("matrix %1: %2").arg(index).arg(problem);
    }
    return {};
}

}  // namespace

class BatchedSingularValuesTest : public QObject
{
    Q_OBJECT

private slots:
    void mixedMapsAgreeWithADecomposition_data();
    void mixedMapsAgreeWithADecomposition();
    void everyInstructionSetAgreesWithADecomposition_data();
    void everyInstructionSetAgreesWithADecomposition();
    void everyCountIsServed();
    void bothShapesAreServed_data();
    void bothShapesAreServed();
    void largeMapIsServed();
    void extremesOfScaleKeepTheirDigits();
    void notFiniteHasNaNAndLeavesTheOthersAlone();
    void nothingHasNothing();
    void stopCancels();
    void stopCancelsWithinAMatrix();
};

void BatchedSingularValuesTest::mixedMapsAgreeWithADecomposition_data()
{
    QTest::addColumn<int>("n");
    for (const int n : {1, 2, 3, 4, 5, 7, 8, 9, 31, 32, 33, 63, 64, 65, 100, 129})
        QTest::addRow("%d", n) << n;
}

void BatchedSingularValuesTest::mixedMapsAgreeWithADecomposition()
{
    QFETCH(int, n);
    const Matrices matrices = mixture(n);
    QCOMPARE(problemWith(matrices, valuesOf(matrices)), QString());
}

void BatchedSingularValuesTest::everyInstructionSetAgreesWithADecomposition_data()
{
    QTest::addColumn<int>("kernel");
    for (int kernel = 0; kernel < static_cast<int>(core::laneKernels().size()); ++kernel)
        QTest::addRow("%s", core::laneKernels()[kernel].instructionSet) << kernel;
}

void BatchedSingularValuesTest::everyInstructionSetAgreesWithADecomposition()
{
    QFETCH(int, kernel);
    const core::LaneKernel &chosen = core::laneKernels()[kernel];
    constexpr int n = 70;
    for (int count = 1; count <= chosen.lanes; ++count) {
        Matrices matrices = mixture(n);
        matrices.resize(count);
        core::LaneWorkspace workspace(n, n, chosen.lanes);
        chosen.gramEigenvalues(matrices, workspace, {});
        core::SingularValues found{count, n, {}};
        for (int lane = 0; lane < count; ++lane) {
            for (int index = 0; index < n; ++index)
                found.values.push_back(std::sqrt(std::max(workspace.eigenvalues.data()[index * chosen.lanes + lane], 0.0)));
            std::sort(found.values.end() - n, found.values.end(), std::greater());
        }
        QCOMPARE(problemWith(matrices, found), QString());
    }
}

void BatchedSingularValuesTest::everyCountIsServed()
{
    for (int count = 1; count <= 35; ++count) {
        Matrices matrices;
        for (int index = 0; index < count; ++index)
            matrices.push_back(attention(12, 12, 2.0F, static_cast<unsigned>(index)));
        QCOMPARE(problemWith(matrices, valuesOf(matrices)), QString());
    }
}

void BatchedSingularValuesTest::bothShapesAreServed_data()
{
    QTest::addColumn<int>("rows");
    QTest::addColumn<int>("columns");
    QTest::newRow("wide") << 5 << 90;
    QTest::newRow("tall") << 200 << 16;
    QTest::newRow("one row") << 1 << 40;
    QTest::newRow("one column") << 40 << 1;
    QTest::newRow("nearly square") << 66 << 65;
}

void BatchedSingularValuesTest::bothShapesAreServed()
{
    QFETCH(int, rows);
    QFETCH(int, columns);
    const Matrices matrices{attention(rows, columns, 1.0F, 1), attention(rows, columns, 5.0F, 2),
                            attention(rows, columns, 9.0F, 3)};
    QCOMPARE(problemWith(matrices, valuesOf(matrices)), QString());
}

void BatchedSingularValuesTest::largeMapIsServed()
{
    const Matrices matrices{attention(300, 1024, 3.0F, 1)};
    QCOMPARE(problemWith(matrices, valuesOf(matrices)), QString());
    const Matrices square{permutation(600, 7)};
    QCOMPARE(support::difference(valuesOf(square)[0], std::vector<double>(600, 1.0), 1e-12), QString());
}

void BatchedSingularValuesTest::extremesOfScaleKeepTheirDigits()
{
    const core::DoubleMatrix map = attention(20, 20, 2.0F, 1);
    const std::vector<double> expected = reference(map);
    for (const int exponent : {-1000, -300, -126, 126, 300, 1000}) {
        const double scale = std::ldexp(1.0, exponent);
        const core::SingularValues found = valuesOf({map * scale});
        for (int index = 0; index < 20; ++index)
            QVERIFY(std::abs(found[0][index] / scale - expected[index]) < 1e-7);
    }
}

void BatchedSingularValuesTest::notFiniteHasNaNAndLeavesTheOthersAlone()
{
    Matrices matrices(9, attention(10, 10, 2.0F, 1));
    matrices[2](3, 4) = std::numeric_limits<double>::quiet_NaN();
    matrices[7](0, 0) = -std::numeric_limits<double>::infinity();
    const core::SingularValues found = valuesOf(matrices);
    const std::vector<double> expected = reference(matrices.front());
    for (int index = 0; index < 9; ++index) {
        if (index == 2 || index == 7)
            QVERIFY(std::ranges::all_of(found[index], [](double value) { return std::isnan(value); }));
        else
            QCOMPARE(support::difference(found[index], expected, 1e-7), QString());
    }
}

void BatchedSingularValuesTest::nothingHasNothing()
{
    QVERIFY(core::batchedSingularValues({}, {}).value().isEmpty());
    QVERIFY(core::batchedSingularValues({3, 0, 5, {}}, {}).value().isEmpty());
    QVERIFY(valuesOf({core::DoubleMatrix(4, 0)}).isEmpty());
}

void BatchedSingularValuesTest::stopCancels()
{
    std::stop_source source;
    source.request_stop();
    const Matrices matrices{permutation(4, 1)};
    const auto values = core::batchedSingularValues(batchOf(matrices), source.get_token());
    QVERIFY(!values);
    QCOMPARE(values.error().kind, core::ErrorKind::Cancelled);
}

void BatchedSingularValuesTest::stopCancelsWithinAMatrix()
{
    std::stop_source source;
    const auto read = [&](int, core::DoubleMatrix &matrix) {
        matrix.setIdentity();
        source.request_stop();
    };
    const auto values = core::batchedSingularValues({1, 50, 50, read}, source.get_token());
    QVERIFY(!values);
}

ATTNSCOPE_TEST(BatchedSingularValuesTest, tests::NoApplication)
#include "tst_batched_singular_values.moc"
