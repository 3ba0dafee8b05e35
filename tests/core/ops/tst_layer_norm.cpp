#include "core/ops/layer_norm.h"

#include "tests/support/matrix_compare.h"
#include "tests/support/slope.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace {

core::LayerNorm randomNorm(int width, float epsilon)
{
    return {support::randomVector(width, 11), support::randomVector(width, 12), epsilon};
}

support::ReferenceMatrix expected(const core::LayerNorm &norm, const core::Matrix &values)
{
    return support::layerNormOfRows(support::toReference(values), support::toReference(norm.weight),
                                    support::toReference(norm.bias), norm.epsilon);
}

core::LayerNorm plainNorm(int width, float epsilon = 1e-12F)
{
    return {std::vector<float>(width, 1.0F), std::vector<float>(width, 0.0F), epsilon};
}

}  // namespace

class LayerNormTest : public QObject
{
    Q_OBJECT

private slots:
    void equalsTheFormula_data();
    void equalsTheFormula();
    void smallCase();
    void addsTheResidualFirst();
    void constantRowBecomesTheBias();
    void tinyValuesFeelTheEpsilon();
    void overflowShows();
    void gradientIsTheSlope();
};

void LayerNormTest::equalsTheFormula_data()
{
    QTest::addColumn<int>("rows");
    QTest::addColumn<int>("width");
    QTest::addColumn<float>("mean");
    QTest::addColumn<float>("epsilon");
    QTest::newRow("one row") << 1 << 128 << 0.0F << 1e-12F;
    QTest::newRow("odd width") << 17 << 37 << 0.0F << 1e-12F;
    QTest::newRow("two columns") << 5 << 2 << 0.0F << 1e-12F;
    QTest::newRow("BERT's width") << 3 << 768 << 0.0F << 1e-12F;
    QTest::newRow("mean far from zero") << 4 << 128 << 30.0F << 1e-12F;
    QTest::newRow("large epsilon") << 4 << 24 << 0.0F << 0.1F;
}

void LayerNormTest::equalsTheFormula()
{
    QFETCH(int, rows);
    QFETCH(int, width);
    QFETCH(float, mean);
    QFETCH(float, epsilon);
    const core::LayerNorm norm = randomNorm(width, epsilon);
    core::Matrix values = support::randomMatrix(rows, width, 1).array() + mean;
    const support::ReferenceMatrix wanted = expected(norm, values);
    core::normalizeRows(norm, values);
    QCOMPARE(support::difference(values, wanted, 1e-5), QString());
}

void LayerNormTest::smallCase()
{
    core::Matrix values{{1.0F, 3.0F}, {-4.0F, 4.0F}};
    core::normalizeRows({{2.0F, 2.0F}, {10.0F, 20.0F}, 1e-12F}, values);
    QCOMPARE(support::difference(values, core::Matrix{{8.0F, 22.0F}, {8.0F, 22.0F}}, 1e-6), QString());
}

void LayerNormTest::addsTheResidualFirst()
{
    const core::LayerNorm norm = randomNorm(19, 1e-12F);
    const core::Matrix residual = support::randomMatrix(6, 19, 2);
    core::Matrix values = support::randomMatrix(6, 19, 3);
    const support::ReferenceMatrix wanted = expected(norm, values + residual);
    core::addAndNormalizeRows(norm, residual, values);
    QCOMPARE(support::difference(values, wanted, 1e-5), QString());
}

void LayerNormTest::constantRowBecomesTheBias()
{
    core::LayerNorm norm = plainNorm(8);
    norm.bias.assign(8, 0.25F);
    core::Matrix values = core::Matrix::Constant(1, 8, 3.0F);
    core::normalizeRows(norm, values);
    QCOMPARE(support::difference(values, core::Matrix::Constant(1, 8, 0.25F), 0.0), QString());
}

void LayerNormTest::tinyValuesFeelTheEpsilon()
{
    core::Matrix values{{-1e-3F, 1e-3F}};
    core::normalizeRows(plainNorm(2, 3e-6F), values);
    QCOMPARE(support::difference(values, core::Matrix{{-0.5F, 0.5F}}, 1e-6), QString());
}

// The squares overflow, so the row is not a number instead of the bias.
void LayerNormTest::overflowShows()
{
    core::Matrix values{{1e25F, -1e25F}, {1.0F, -1.0F}};
    core::normalizeRows(plainNorm(2), values);
    QVERIFY(values.row(0).hasNaN());
    QVERIFY(values.row(1).allFinite());
}

// y = the sum of all results, each with a weight of its own, which is its gradient.
void LayerNormTest::gradientIsTheSlope()
{
    const core::LayerNorm norm = randomNorm(19, 0.01F);
    const core::Matrix inputs = support::randomMatrix(6, 19, 2);
    const core::Matrix weights = support::randomMatrix(6, 19, 3);
    core::Matrix gradient = weights;
    core::normalizeRowsGradient(norm, inputs, gradient);
    const support::ReferenceVector weight(norm.weight.begin(), norm.weight.end());
    const support::ReferenceVector bias(norm.bias.begin(), norm.bias.end());
    for (int index = 0; index < inputs.size(); ++index) {
        const double expected = support::slope([&](double by) {
            support::ReferenceMatrix pushed = support::toReference(inputs);
            pushed.values[static_cast<std::size_t>(index)] += by;
            pushed = support::layerNormOfRows(pushed, weight, bias, norm.epsilon);
            double sum = 0.0;
            for (int place = 0; place < weights.size(); ++place)
                sum += pushed.values[static_cast<std::size_t>(place)] * weights.data()[place];
            return sum;
        });
        QVERIFY(std::abs(gradient.data()[index] - expected) < 1e-5);
    }
}

ATTNSCOPE_TEST(LayerNormTest, tests::NoApplication)
#include "tst_layer_norm.moc"
