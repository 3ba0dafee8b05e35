#include "core/model/loaded_model.h"

#include "core/analysis/spectra/rank_measures.h"
#include "core/analysis/svd/singular_values.h"
#include "core/format/model_folder.h"
#include "core/model/tensor_source.h"
#include "tests/support/attention_kinds.h"
#include "tests/support/matrix_compare.h"
#include "tests/support/test_program.h"
#include "tests/support/tiny_model.h"

#include <QTest>

#include <Eigen/Eigenvalues>

#include <algorithm>
#include <cmath>

namespace {

using support::attentionCase;
using support::TinyModel;

constexpr int tokens = 12;
constexpr int heads = 4;

using Maps = core::HeadMatrices core::LayerTrace::*;

const std::vector<core::LayerTrace> &layersOf(const core::ForwardTrace &trace)
{
    return std::get<core::EncoderTrace>(trace.network).layers;
}

core::ForwardTrace traceOf(const TinyModel &tiny, int length = tokens)
{
    return support::wholeTrace(*tiny.load(), support::randomIds(length, 64, 1));
}

TinyModel tinyOf(std::string_view kind)
{
    return TinyModel(support::encoderConfig(attentionCase(kind)));
}

// Gives one model the values of another wherever both have a tensor.
void copyCommonTensors(const TinyModel &source, TinyModel &target)
{
    for (const auto &[name, tensor] : source.reference().tensors) {
        if (target.tensors().contains(name))
            target.tensor(name) = tensor;
    }
}

// Ones on the diagonal of every matrix of a tensor, zeros elsewhere.
void makeIdentities(support::ReferenceTensor &tensor)
{
    const auto columns = static_cast<std::size_t>(tensor.shape.back());
    const auto rows = static_cast<std::size_t>(tensor.shape[tensor.shape.size() - 2]);
    for (std::size_t index = 0; index < tensor.values.size(); ++index)
        tensor.values[index] = index / columns % rows == index % columns ? 1.0 : 0.0;
}

// The largest difference over all layers and heads, as a sentence.
QString mapDifference(const core::ForwardTrace &left, const core::ForwardTrace &right, Maps maps, double tolerance)
{
    for (std::size_t layer = 0; layer < layersOf(left).size(); ++layer) {
        for (int head = 0; head < heads; ++head) {
            const core::Matrix mine = (layersOf(left)[layer].*maps)[head];
            const core::Matrix other = (layersOf(right)[layer].*maps)[head];
            if (const QString message = support::difference(mine, other, tolerance); !message.isEmpty())
                return QStringLiteral("layer %1, head %2: ").arg(layer).arg(head) + message;
        }
    }
    return {};
}

// Calls check(map) for every map of one kind in a trace.
template <typename Check>
void forEveryMap(const core::ForwardTrace &trace, Maps maps, Check check)
{
    for (const core::LayerTrace &layer : layersOf(trace)) {
        for (int head = 0; head < heads; ++head)
            check(core::Matrix((layer.*maps)[head]));
    }
}

core::PairMask trainedMask(const core::LoadedModel &model, int length)
{
    if (model.learnedGates)
        return core::learnedMask(*model.learnedGates, length);
    const bool hasDiagonal = model.config.attention.trainedMask != core::TrainedMask::NoDiagonal;
    return hasDiagonal ? core::PairMask() : core::withoutDiagonal(length);
}

bool keepsAKey(const core::PairMask &mask, int head, int query, int length)
{
    for (int key = 0; key < length; ++key) {
        if (mask.keeps(head, query, key))
            return true;
    }
    return false;
}

Eigen::VectorXcd eigenvaluesOf(const core::Matrix &map)
{
    return Eigen::EigenSolver<Eigen::MatrixXd>(map.cast<double>(), /*computeEigenvectors=*/false).eigenvalues();
}

void addDotProductKinds()
{
    QTest::addColumn<QString>("kind");
    for (const char *kind : {"standard", "symmetric", "pairwise", "shared"})
        QTest::newRow(kind) << kind;
}

void addSharings()
{
    QTest::addColumn<QString>("sharing");
    for (const char *sharing : {"none", "headwise", "key_value", "layerwise"})
        QTest::newRow(sharing) << sharing;
}

}  // namespace

// What must hold between kinds of attention, or of one kind, whatever the weights are.
class AttentionIdentitiesTest : public QObject
{
    Q_OBJECT

private slots:
    void rowsSumToOne_data();
    void rowsSumToOne();
    void scoresHaveAtMostTheRankOfTheHead_data() { addDotProductKinds(); }
    void scoresHaveAtMostTheRankOfTheHead();
    void linformerOfIdentitiesIsStandard_data() { addSharings(); }
    void linformerOfIdentitiesIsStandard();
    void effectiveMapHasAtMostTheRankOfTheSlots_data() { addSharings(); }
    void effectiveMapHasAtMostTheRankOfTheSlots();
    void sharedProjectionIsOneBuffer();
    void sharedAndSymmetricScoresAreSymmetric_data();
    void sharedAndSymmetricScoresAreSymmetric();
    void symmetricScoresMakeRealEigenvalues_data();
    void symmetricScoresMakeRealEigenvalues();
    void symmetricEigenvaluesLieBetweenZeroAndOne();
    void rowSumsOfSymmetricScoresAreStationary();
    void scalesOfOneGiveOneProjection();
    void pairwiseOfIdentitiesIsSymmetric();
    void diagonalIsLeftOutBeforeTheSoftmax();
    void openGatesAreNoMask_data();
    void openGatesAreNoMask();
    void efficientMapIsWhatTheContextComputes();
};

void AttentionIdentitiesTest::rowsSumToOne_data()
{
    QTest::addColumn<QJsonObject>("changes");
    for (const support::AttentionCase &kind : support::attentionKinds())
        QTest::newRow(kind.name) << kind.config;
    for (const support::AttentionCase &kind : support::trainedMasks())
        QTest::newRow(kind.name) << kind.config;
}

// Or to 0, but only where a trained mask leaves a query without a key.
void AttentionIdentitiesTest::rowsSumToOne()
{
    QFETCH(QJsonObject, changes);
    constexpr int length = 40;
    const TinyModel tiny(support::encoderConfig(changes));
    const core::ForwardTrace trace = traceOf(tiny, length);
    const core::PairMask mask = trainedMask(*tiny.load(), length);
    for (const core::LayerTrace &layer : layersOf(trace)) {
        for (int head = 0; head < heads; ++head) {
            const core::MatrixView map = layer.attention[head];
            QVERIFY(map.minCoeff() >= 0.0F);
            for (int query = 0; query < map.rows(); ++query) {
                const double expected = keepsAKey(mask, head, query, length) ? 1.0 : 0.0;
                QVERIFY(std::abs(map.row(query).cast<double>().sum() - expected) < 1e-5);
            }
        }
    }
}

void AttentionIdentitiesTest::scoresHaveAtMostTheRankOfTheHead()
{
    QFETCH(QString, kind);
    constexpr int headSize = 5;
    QJsonObject changes = attentionCase(kind.toStdString());
    changes["head_size"] = headSize;
    const core::ForwardTrace trace = traceOf(TinyModel(support::encoderConfig(changes)), 32);
    forEveryMap(trace, &core::LayerTrace::scores, [](const core::Matrix &map) {
        const std::vector<double> sigma = core::singularValues({map.data(), map.rows(), map.cols()});
        QVERIFY(core::numericalRank(sigma, core::rankTolerance(sigma, 32, 32)) <= headSize);
    });
}

// E = F = I with as many slots as tokens.
void AttentionIdentitiesTest::linformerOfIdentitiesIsStandard()
{
    QFETCH(QString, sharing);
    const TinyModel standard = tinyOf("standard");
    TinyModel linformer(support::encoderConfig(
        {{"attention",
          QJsonObject{{"kind", "linformer"}, {"projected_length", tokens}, {"max_length", tokens}, {"sharing", sharing}}}}));
    copyCommonTensors(standard, linformer);
    for (auto &[name, tensor] : linformer.tensors()) {
        if (name.ends_with("projection"))
            makeIdentities(tensor);
    }
    linformer.write();
    const core::ForwardTrace expected = traceOf(standard);
    const core::ForwardTrace actual = traceOf(linformer);
    QCOMPARE(support::difference(actual.logits, expected.logits, 2e-6), QString());
    QCOMPARE(mapDifference(actual, expected, &core::LayerTrace::attention, 2e-6), QString());
    for (std::size_t layer = 0; layer < 2; ++layer) {
        for (int head = 0; head < heads; ++head)
            QCOMPARE(core::Matrix(layersOf(actual)[layer].effective[head]),
                     core::Matrix(layersOf(actual)[layer].attention[head]));
    }
}

void AttentionIdentitiesTest::effectiveMapHasAtMostTheRankOfTheSlots()
{
    QFETCH(QString, sharing);
    constexpr int slotCount = 5;
    const TinyModel tiny(support::encoderConfig(
        {{"attention",
          QJsonObject{{"kind", "linformer"}, {"projected_length", slotCount}, {"max_length", 40}, {"sharing", sharing}}}}));
    forEveryMap(traceOf(tiny, 32), &core::LayerTrace::effective, [](const core::Matrix &map) {
        const std::vector<double> sigma = core::singularValues({map.data(), map.rows(), map.cols()});
        QVERIFY(core::numericalRank(sigma, core::rankTolerance(sigma, 32, 32)) <= slotCount);
    });
}

void AttentionIdentitiesTest::sharedProjectionIsOneBuffer()
{
    const TinyModel tiny = tinyOf("linformer, layerwise");
    const auto folder = core::openModelFolder(tiny.directory());
    QVERIFY(folder);
    const core::TensorSource tensors(*folder);
    const auto first = tensors.sharedHeads("encoder.projection");
    const auto second = tensors.sharedHeads("encoder.projection");
    QCOMPARE(first->data(), second->data());
    QCOMPARE(first->heads(), 1);
    QCOMPARE(first->rows(), 5);
    QCOMPARE(first->columns(), 40);
}

void AttentionIdentitiesTest::sharedAndSymmetricScoresAreSymmetric_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<bool>("isSymmetric");
    QTest::newRow("shared") << "shared" << true;
    QTest::newRow("symmetric") << "symmetric" << true;
    QTest::newRow("pairwise") << "pairwise" << false;
    QTest::newRow("standard") << "standard" << false;
}

void AttentionIdentitiesTest::sharedAndSymmetricScoresAreSymmetric()
{
    QFETCH(QString, kind);
    QFETCH(bool, isSymmetric);
    forEveryMap(traceOf(tinyOf(kind.toStdString())), &core::LayerTrace::scores, [isSymmetric](const core::Matrix &map) {
        const double asymmetry = (map - map.transpose()).norm() / (map + map.transpose()).norm();
        QCOMPARE(asymmetry < 1e-6, isSymmetric);
    });
}

void AttentionIdentitiesTest::symmetricScoresMakeRealEigenvalues_data()
{
    sharedAndSymmetricScoresAreSymmetric_data();
}

// P = R^-1 exp(S) is similar to a symmetric matrix; of the other kinds at least one map is not.
void AttentionIdentitiesTest::symmetricScoresMakeRealEigenvalues()
{
    QFETCH(QString, kind);
    QFETCH(bool, isSymmetric);
    double largest = 0.0;
    forEveryMap(traceOf(tinyOf(kind.toStdString())), &core::LayerTrace::attention, [&largest](const core::Matrix &map) {
        largest = std::max(largest, eigenvaluesOf(map).imag().cwiseAbs().maxCoeff());
    });
    QVERIFY2((largest < 1e-5) == isSymmetric, qPrintable(QString::number(largest)));
}

// The scores are a Gram matrix, so exp(S) is positive semidefinite as well.
void AttentionIdentitiesTest::symmetricEigenvaluesLieBetweenZeroAndOne()
{
    forEveryMap(traceOf(tinyOf("symmetric")), &core::LayerTrace::attention, [](const core::Matrix &map) {
        const Eigen::VectorXd eigenvalues = eigenvaluesOf(map).real();
        QVERIFY(eigenvalues.minCoeff() > -1e-5);
        QVERIFY(std::abs(eigenvalues.maxCoeff() - 1.0) < 1e-5);
    });
}

// pi P = pi for pi_i proportional to the sum of exp(S_ij) over j: a reversible chain.
void AttentionIdentitiesTest::rowSumsOfSymmetricScoresAreStationary()
{
    for (const char *kind : {"shared", "symmetric"}) {
        const core::ForwardTrace trace = traceOf(tinyOf(kind));
        for (const core::LayerTrace &layer : layersOf(trace)) {
            for (int head = 0; head < heads; ++head) {
                Eigen::RowVectorXd stationary =
                    layer.scores[head].cast<double>().array().exp().rowwise().sum().matrix().transpose();
                stationary /= stationary.sum();
                const Eigen::RowVectorXd next = stationary * layer.attention[head].cast<double>();
                QVERIFY2((next - stationary).cwiseAbs().maxCoeff() < 1e-6, kind);
            }
        }
    }
}

void AttentionIdentitiesTest::scalesOfOneGiveOneProjection()
{
    TinyModel tiny = tinyOf("shared");
    for (auto &[name, tensor] : tiny.tensors()) {
        if (name.ends_with("_scale"))
            std::ranges::fill(tensor.values, 1.0);
    }
    tiny.write();
    const core::ForwardTrace trace = traceOf(tiny);
    for (const core::LayerTrace &layer : layersOf(trace)) {
        for (int head = 0; head < heads; ++head) {
            QCOMPARE(core::Matrix(layer.key[head]), core::Matrix(layer.query[head]));
            QCOMPARE(core::Matrix(layer.value[head]), core::Matrix(layer.query[head]));
        }
    }
}

void AttentionIdentitiesTest::pairwiseOfIdentitiesIsSymmetric()
{
    const TinyModel symmetric = tinyOf("symmetric");
    TinyModel pairwise = tinyOf("pairwise");
    copyCommonTensors(symmetric, pairwise);
    for (auto &[name, tensor] : pairwise.tensors()) {
        if (name.ends_with("pairwise"))
            makeIdentities(tensor);
    }
    pairwise.write();
    const core::ForwardTrace expected = traceOf(symmetric);
    const core::ForwardTrace actual = traceOf(pairwise);
    QCOMPARE(mapDifference(actual, expected, &core::LayerTrace::attention, 2e-6), QString());
    QCOMPARE(support::difference(actual.logits, expected.logits, 2e-6), QString());
}

// In the first layer, whose input the mask does not change: P'_ij = P_ij / (1 - P_ii), P'_ii = 0.
void AttentionIdentitiesTest::diagonalIsLeftOutBeforeTheSoftmax()
{
    const TinyModel full = tinyOf("standard");
    TinyModel masked = tinyOf("no diagonal");
    copyCommonTensors(full, masked);
    masked.write();
    const core::ForwardTrace before = traceOf(full);
    const core::ForwardTrace after = traceOf(masked);
    for (int head = 0; head < heads; ++head) {
        core::Matrix expected = layersOf(before)[0].attention[head];
        for (int query = 0; query < tokens; ++query) {
            expected.row(query) /= 1.0F - expected(query, query);
            expected(query, query) = 0.0F;
        }
        QCOMPARE(support::difference(core::Matrix(layersOf(after)[0].attention[head]), expected, 2e-6), QString());
        QVERIFY((layersOf(after)[1].attention[head].diagonal().array() == 0.0F).all());
    }
}

void AttentionIdentitiesTest::openGatesAreNoMask_data()
{
    QTest::addColumn<QString>("mask");
    QTest::addColumn<QString>("kind");
    QTest::newRow("structured") << "structured"
                                << "standard";
    QTest::newRow("unstructured") << "unstructured"
                                  << "standard";
    QTest::newRow("shared, unstructured") << "shared, unstructured"
                                          << "shared";
}

void AttentionIdentitiesTest::openGatesAreNoMask()
{
    QFETCH(QString, mask);
    QFETCH(QString, kind);
    const TinyModel full = tinyOf(kind.toStdString());
    TinyModel masked = tinyOf(mask.toStdString());
    copyCommonTensors(full, masked);
    std::ranges::fill(masked.tensor("encoder.attention_mask.gates").values, 0.01);
    masked.write();
    const core::ForwardTrace expected = traceOf(full);
    const core::ForwardTrace actual = traceOf(masked);
    QCOMPARE(mapDifference(actual, expected, &core::LayerTrace::attention, 0.0), QString());
    QCOMPARE(support::difference(actual.logits, expected.logits, 0.0), QString());
}

// rho_q (rho_k^T V) = (rho_q rho_k^T) V.
void AttentionIdentitiesTest::efficientMapIsWhatTheContextComputes()
{
    const core::ForwardTrace trace = traceOf(tinyOf("linear, efficient"));
    for (const core::LayerTrace &layer : layersOf(trace)) {
        for (int head = 0; head < heads; ++head) {
            const core::Matrix expected = layer.attention[head] * layer.value[head];
            QCOMPARE(support::difference(core::Matrix(layer.headOutput[head]), expected, 2e-6), QString());
        }
    }
}

ATTNSCOPE_TEST(AttentionIdentitiesTest, tests::NoApplication)
#include "tst_attention_identities.moc"
