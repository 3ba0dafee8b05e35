#include "core/ops/linear.h"

#include "core/base/parallel_for.h"
#include "tests/support/matrix_compare.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <cmath>
#include <thread>
#include <vector>

namespace {

core::MatrixView view(const core::Matrix &matrix)
{
    return {matrix.data(), matrix.rows(), matrix.cols()};
}

// A linear map and what it was made of; outputs are of the order of 1 for inputs of the order of 1.
struct Case {
    core::Matrix weight;
    std::vector<float> bias;
    core::Activation activation;

    Case(int inputs, int outputs, core::Activation kind = core::Activation::None)
        : weight(support::randomMatrix(outputs, inputs, 1, 1.0F / std::sqrt(static_cast<float>(inputs)))),
          bias(support::randomVector(outputs, 2)), activation(kind)
    {
    }

    core::Linear map() const { return {view(weight), bias, activation}; }

    support::ReferenceMatrix expected(const core::Matrix &input) const
    {
        return support::activated(
            support::linear(support::toReference(input), support::toReference(weight), support::toReference(bias)),
            activation);
    }
};

QString differenceFor(const Case &made, const core::Linear &map, int rows, unsigned seed)
{
    const core::Matrix input = support::randomMatrix(rows, map.inputs(), seed);
    core::Matrix output;
    map.apply(input, output);
    return support::difference(output, made.expected(input), 1e-5);
}

// Values past which an activation is flat, and those around zero, each on its own output: 1 row in, points out.
QString activationMessage(core::Activation activation, double tolerance)
{
    std::vector<float> points;
    for (float x = -12.0F; x <= 12.0F; x += 1.0F / 256.0F)
        points.push_back(x);
    const core::Matrix weight = core::Matrix::Zero(static_cast<Eigen::Index>(points.size()), 1);
    const core::Linear map(view(weight), points, activation);
    core::Matrix output;
    map.apply(core::Matrix::Zero(1, 1), output);
    support::ReferenceMatrix expected(1, static_cast<int>(points.size()));
    expected.values = support::toReference(points);
    return support::difference(output, support::activated(expected, activation), tolerance);
}

}  // namespace

class LinearTest : public QObject
{
    Q_OBJECT

private slots:
    void equalsTheFormula_data();
    void equalsTheFormula();
    void activationIsExact_data();
    void activationIsExact();
    void everyNumberOfRowsAgrees();
    void withoutBiasAddsNothing();
    void noRowGivesNoRow();
    void givesItsWeightsBack_data();
    void givesItsWeightsBack();
    void keepsItsOwnWeights();
    void manyLengthsDoNotWearItOut();
    void threadsMayShareIt();
    void loopsOverAllCoresMayUseIt_data();
    void loopsOverAllCoresMayUseIt();
    void beforeItsActivationItIsLinear();
    void takesWeightsInEitherOrder();
    void transposedCarriesOutputsToInputs();
    void threadsMayTransposeIt();
};

void LinearTest::equalsTheFormula_data()
{
    QTest::addColumn<int>("rows");
    QTest::addColumn<int>("inputs");
    QTest::addColumn<int>("outputs");
    QTest::addColumn<core::Activation>("activation");
    using core::Activation;
    QTest::newRow("one number") << 1 << 1 << 1 << Activation::None;
    QTest::newRow("one row") << 1 << 128 << 128 << Activation::None;
    QTest::newRow("257 rows") << 257 << 64 << 96 << Activation::None;
    QTest::newRow("odd sizes") << 13 << 37 << 51 << Activation::None;
    QTest::newRow("one input") << 5 << 1 << 7 << Activation::None;
    QTest::newRow("one output") << 5 << 7 << 1 << Activation::None;
    QTest::newRow("two classes of BERT-base") << 1 << 768 << 2 << Activation::None;
    QTest::newRow("gelu, odd sizes") << 13 << 37 << 51 << Activation::Gelu;
    QTest::newRow("gelu, 257 rows") << 257 << 128 << 512 << Activation::Gelu;
    QTest::newRow("gelu_new, odd sizes") << 13 << 37 << 51 << Activation::GeluNew;
    QTest::newRow("gelu_new, one row") << 1 << 24 << 33 << Activation::GeluNew;
    QTest::newRow("relu, odd sizes") << 13 << 37 << 51 << Activation::Relu;
}

void LinearTest::equalsTheFormula()
{
    QFETCH(int, rows);
    QFETCH(int, inputs);
    QFETCH(int, outputs);
    QFETCH(core::Activation, activation);
    const Case made(inputs, outputs, activation);
    const core::Linear map = made.map();
    QCOMPARE(map.inputs(), inputs);
    QCOMPARE(map.outputs(), outputs);
    QCOMPARE(differenceFor(made, map, rows, 3), QString());
}

void LinearTest::activationIsExact_data()
{
    QTest::addColumn<core::Activation>("activation");
    QTest::addColumn<double>("tolerance");
    QTest::newRow("none") << core::Activation::None << 0.0;
    QTest::newRow("gelu") << core::Activation::Gelu << 2e-6;
    QTest::newRow("gelu_new") << core::Activation::GeluNew << 2e-6;
    QTest::newRow("relu") << core::Activation::Relu << 0.0;
}

void LinearTest::activationIsExact()
{
    QFETCH(core::Activation, activation);
    QFETCH(double, tolerance);
    QCOMPARE(activationMessage(activation, tolerance), QString());
}

void LinearTest::everyNumberOfRowsAgrees()
{
    const Case made(48, 40, core::Activation::Gelu);
    const core::Linear map = made.map();
    for (int rows = 1; rows <= 70; ++rows)
        QCOMPARE(differenceFor(made, map, rows, static_cast<unsigned>(rows)), QString());
}

void LinearTest::withoutBiasAddsNothing()
{
    const core::Matrix weight{{1.0F, 2.0F}, {3.0F, 4.0F}, {5.0F, 6.0F}};
    const core::Linear map(view(weight), {});
    core::Matrix output;
    map.apply(core::Matrix{{1.0F, 10.0F}}, output);
    QCOMPARE(support::difference(output, core::Matrix{{21.0F, 43.0F, 65.0F}}, 0.0), QString());
}

void LinearTest::noRowGivesNoRow()
{
    const Case made(4, 3);
    core::Matrix output = core::Matrix::Ones(2, 2);
    made.map().apply(core::Matrix(0, 4), output);
    QCOMPARE(output.rows(), 0);
    QCOMPARE(output.cols(), 3);
}

void LinearTest::givesItsWeightsBack_data()
{
    QTest::addColumn<int>("inputs");
    QTest::addColumn<int>("outputs");
    QTest::newRow("one number") << 1 << 1;
    QTest::newRow("odd sizes") << 37 << 51;
    QTest::newRow("a hidden layer") << 128 << 512;
}

void LinearTest::givesItsWeightsBack()
{
    QFETCH(int, inputs);
    QFETCH(int, outputs);
    const Case made(inputs, outputs, core::Activation::Gelu);
    QCOMPARE(support::difference(made.map().weight(), made.weight, 0.0), QString());
}

void LinearTest::keepsItsOwnWeights()
{
    Case made(24, 24);
    core::Linear map = made.map();
    const Case before = made;
    made.weight.setZero();
    made.bias.assign(made.bias.size(), 0.0F);
    const core::Linear moved = std::move(map);
    QCOMPARE(differenceFor(before, moved, 9, 4), QString());
}

// More lengths than it keeps kernels for.
void LinearTest::manyLengthsDoNotWearItOut()
{
    const Case made(3, 2);
    const core::Linear map = made.map();
    core::Matrix output;
    for (int rows = 1; rows <= 300; ++rows)
        map.apply(core::Matrix::Ones(rows, 3), output);
    for (const int rows : {1, 32, 256, 257, 300})
        QCOMPARE(differenceFor(made, map, rows, 5), QString());
}

void LinearTest::threadsMayShareIt()
{
    const Case made(33, 65, core::Activation::Gelu);
    const core::Linear map = made.map();
    std::vector<QString> messages(4);
    {
        std::vector<std::jthread> threads;
        for (unsigned thread = 0; thread < messages.size(); ++thread) {
            threads.emplace_back([&, thread] {
                for (int round = 0; round < 24 && messages[thread].isEmpty(); ++round)
                    messages[thread] = differenceFor(made, map, 1 + (round + static_cast<int>(thread)) % 8, 10 * thread);
            });
        }
    }
    for (const QString &message : messages)
        QCOMPARE(message, QString());
}

void LinearTest::loopsOverAllCoresMayUseIt_data()
{
    QTest::addColumn<int>("rows");
    QTest::addColumn<int>("inputs");
    QTest::addColumn<int>("outputs");
    QTest::newRow("one row, many inputs") << 1 << 3072 << 768;
    QTest::newRow("few rows, many inputs") << 7 << 3072 << 384;
    QTest::newRow("a sentence") << 32 << 768 << 768;
    QTest::newRow("a long text") << 257 << 256 << 256;
}

// A kernel that was made for several threads, run by one of a loop that has them all, and the other way round.
void LinearTest::loopsOverAllCoresMayUseIt()
{
    QFETCH(int, rows);
    QFETCH(int, inputs);
    QFETCH(int, outputs);
    const Case made(inputs, outputs, core::Activation::Gelu);
    const core::Matrix input = support::randomMatrix(rows, inputs, 6);
    const support::ReferenceMatrix expected = made.expected(input);
    for (const bool isMadeInTheLoop : {false, true}) {
        const core::Linear map = made.map();
        std::vector<core::Matrix> outputsOf(6);
        if (!isMadeInTheLoop)
            map.apply(input, outputsOf[0]);
        core::parallelFor(6, core::worthAllCores,
                          [&](int index) { map.apply(input, outputsOf[static_cast<std::size_t>(index)]); });
        for (const core::Matrix &output : outputsOf)
            QCOMPARE(support::difference(output, expected, 1e-5), QString());
        map.apply(input, outputsOf[0]);
        QCOMPARE(support::difference(outputsOf[0], expected, 1e-5), QString());
    }
}

void LinearTest::beforeItsActivationItIsLinear()
{
    Case made(24, 37, core::Activation::Gelu);
    const core::Linear map = made.map();
    const core::Matrix input = support::randomMatrix(6, 24, 6);
    core::Matrix output;
    map.applyBeforeActivation(input, output);
    QVERIFY(map.activation() == core::Activation::Gelu);
    QCOMPARE(differenceFor(made, map, 6, 6), QString());  // a length that both have seen
    made.activation = core::Activation::None;
    QCOMPARE(support::difference(output, made.expected(input), 1e-5), QString());
}

void LinearTest::takesWeightsInEitherOrder()
{
    for (const auto &[inputs, outputs] : {std::pair(1, 1), std::pair(24, 37), std::pair(200, 100), std::pair(768, 2304)}) {
        const Case made(inputs, outputs, core::Activation::GeluNew);
        const core::Matrix turned = made.weight.transpose();
        const core::Linear map(core::viewOf(turned), made.bias, made.activation, core::WeightOrder::InputsFirst);
        QCOMPARE(map.inputs(), inputs);
        QCOMPARE(map.outputs(), outputs);
        QVERIFY(map.weight() == made.weight);
        QCOMPARE(differenceFor(made, map, 9, 5), QString());
    }
}

void LinearTest::transposedCarriesOutputsToInputs()
{
    for (const auto &[inputs, outputs] : {std::pair(1, 1), std::pair(24, 37), std::pair(200, 100)}) {
        const Case made(inputs, outputs, core::Activation::Relu);
        const core::Linear map = made.map();
        const core::Matrix gradient = support::randomMatrix(7, outputs, 4);
        core::Matrix result;
        map.transposed().apply(gradient, result);
        QCOMPARE(support::difference(
                     result, support::product(support::toReference(gradient), support::toReference(made.weight)), 1e-4),
                 QString());
    }
}

void LinearTest::threadsMayTransposeIt()
{
    const Case made(24, 37);
    const core::Linear map = made.map();
    std::vector<const core::Linear *> seen(4);
    {
        std::vector<std::jthread> threads;
        for (const core::Linear *&one : seen)
            threads.emplace_back([&map, &one] { one = &map.transposed(); });
    }
    for (const core::Linear *one : seen)
        QCOMPARE(one, seen.front());
}

ATTNSCOPE_TEST(LinearTest, tests::NoApplication)
#include "tst_linear.moc"
