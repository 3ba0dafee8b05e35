#include "core/model/head_weights.h"

#include "core/format/model_folder.h"
#include "core/model/mask/fixed_pairs.h"
#include "core/model/tensor_source.h"
#include "tests/support/attention_kinds.h"
#include "tests/support/test_program.h"
#include "tests/support/tiny_model.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace core;

namespace {

constexpr int layer = 1;

const std::string prefix = "encoder.layer.1.attention.";

// The numbers of a checkpoint as its own names have them.
class Folder
{
public:
    explicit Folder(const std::filesystem::path &path) : m_folder(*openModelFolder(path)) {}

    const ModelConfig &config() const { return m_folder.config; }
    std::vector<HeadWeights> heads(int of = layer) const
    {
        return headWeights(m_folder.config, TensorSource(m_folder), {of});
    }
    Matrix raw(const std::string &name) const
    {
        const TensorEntry *entry = m_folder.tensors.find(name);
        Matrix values(entry->shape[0], entry->shape.size() > 1 ? entry->shape[1] : 1);
        readAsFloat(m_folder.checkpoint, *entry, {values.data(), static_cast<std::size_t>(values.size())});
        return values;
    }

private:
    ModelFolder m_folder;
};

// `found` is dh x D; expected(row, column) says what is there.
template <typename Expected>
void compare(const Matrix &found, int rows, int columns, Expected expected)
{
    QCOMPARE(found.rows(), rows);
    QCOMPARE(found.cols(), columns);
    for (int row = 0; row < rows; ++row) {
        for (int column = 0; column < columns; ++column)
            QVERIFY(std::abs(static_cast<double>(found(row, column)) - expected(row, column)) < 1e-6);
    }
}

}  // namespace

class HeadWeightsTest : public QObject
{
    Q_OBJECT

private slots:
    void everyKindHasItsValuesAndOutputs_data();
    void everyKindHasItsValuesAndOutputs();
    void scoresAreThoseOfThePass_data();
    void scoresAreThoseOfThePass();
    void linearAttentionHasNoScores();
    void stackedProjectionsAreTakenApart();
    void prunedHeadsAreZeros();
    void layersOfAGroupAreAlike();
};

void HeadWeightsTest::everyKindHasItsValuesAndOutputs_data()
{
    QTest::addColumn<QJsonObject>("kind");
    for (const support::AttentionCase &each : support::attentionKinds())
        QTest::newRow(each.name) << each.config;
}

void HeadWeightsTest::everyKindHasItsValuesAndOutputs()
{
    QFETCH(const QJsonObject, kind);
    const support::TinyModel model(support::encoderConfig(kind));
    const Folder folder(model.directory());
    const int size = folder.config().headSize;
    const bool isShared = folder.config().attention.kind == AttentionKind::Shared;
    const Matrix value = folder.raw(prefix + (isShared ? "self.shared.weight" : "self.value.weight"));
    const Matrix scale = isShared ? folder.raw(prefix + "self.value_scale") : Matrix::Ones(value.rows(), 1).eval();
    const Matrix output = folder.raw(prefix + "output.dense.weight");
    const std::vector<HeadWeights> heads = folder.heads();
    QCOMPARE(heads.size(), 4U);
    for (int head = 0; head < 4; ++head) {
        const HeadWeights &own = heads[static_cast<std::size_t>(head)];
        compare(own.value, size, 24, [&](int row, int column) {
            return static_cast<double>(scale(head * size + row, 0)) * value(head * size + row, column);
        });
        compare(own.output, size, 24, [&](int row, int column) { return output(column, head * size + row); });
    }
}

void HeadWeightsTest::scoresAreThoseOfThePass_data()
{
    QTest::addColumn<QJsonObject>("kind");
    for (const char *name : {"standard", "symmetric", "pairwise", "shared"})
        QTest::newRow(name) << support::attentionCase(name);
}

// Without biases, x^T W_Q^T W_K y / sqrt(dh) of the states that enter the layer is the score of the pass.
void HeadWeightsTest::scoresAreThoseOfThePass()
{
    QFETCH(const QJsonObject, kind);
    support::TinyModel model(support::encoderConfig(kind));
    for (auto &[name, tensor] : model.tensors()) {
        if (name.find("attention.self.") != std::string::npos && name.ends_with(".bias"))
            std::ranges::fill(tensor.values, 0.0);
    }
    model.write();
    const auto loaded = model.load();
    const std::vector<TokenId> ids = support::randomIds(7, loaded->config.vocabularySize, 3);
    const ForwardTrace pass = support::wholeTrace(*loaded, ids);
    const auto &trace = std::get<EncoderTrace>(pass.network);
    const std::vector<HeadWeights> heads = Folder(model.directory()).heads();
    const Matrix &states = trace.layers[0].hidden;
    for (int head = 0; head < 4; ++head) {
        const HeadWeights &own = heads[static_cast<std::size_t>(head)];
        for (int query = 0; query < 7; ++query) {
            for (int key = 0; key < 7; ++key) {
                double score = 0;
                for (Eigen::Index row = 0; row < own.query.rows(); ++row) {
                    double left = 0;
                    double right = 0;
                    for (Eigen::Index column = 0; column < states.cols(); ++column) {
                        left += static_cast<double>(own.query(row, column)) * states(query, column);
                        right += static_cast<double>(own.key(row, column)) * states(key, column);
                    }
                    score += left * right;
                }
                score /= std::sqrt(static_cast<double>(own.query.rows()));
                QVERIFY(std::abs(score - trace.layers[layer].scores[head](query, key)) < 1e-4);
            }
        }
    }
}

void HeadWeightsTest::linearAttentionHasNoScores()
{
    for (const char *name : {"linear, efficient", "linear, context first"}) {
        const support::TinyModel model(support::encoderConfig(support::attentionCase(name)));
        for (const HeadWeights &own : Folder(model.directory()).heads())
            QVERIFY(own.query.size() == 0 && own.key.size() == 0 && own.value.size() > 0);
    }
}

void HeadWeightsTest::stackedProjectionsAreTakenApart()
{
    const Folder folder(ATTNSCOPE_TEST_DATA "/published/gpt2-classifier");
    const int size = folder.config().headSize;
    const int width = folder.config().hiddenSize;
    const Matrix stacked = folder.raw("encoder.layer.0.attention.self.projection.weight");  // D x 3 D
    const Matrix output = folder.raw("encoder.layer.0.attention.output.dense.weight");      // inputs x outputs
    const std::vector<HeadWeights> heads = folder.heads(0);
    for (int head = 0; head < folder.config().heads; ++head) {
        const HeadWeights &own = heads[static_cast<std::size_t>(head)];
        const auto part = [&](int third) {
            return [&, third](int row, int column) { return stacked(column, third * width + head * size + row); };
        };
        compare(own.query, size, width, part(0));
        compare(own.key, size, width, part(1));
        compare(own.value, size, width, part(2));
        compare(own.output, size, width, [&](int row, int column) { return output(head * size + row, column); });
    }
}

void HeadWeightsTest::prunedHeadsAreZeros()
{
    const Folder folder(ATTNSCOPE_TEST_DATA "/published/bert-pruned-heads");
    int pruned = 0;
    const FixedPairs fixed = fixedPairs(folder.config());
    for (int each = 0; each < folder.config().layers; ++each) {
        const std::vector<HeadWeights> heads = folder.heads(each);
        for (int head = 0; head < folder.config().heads; ++head) {
            const HeadWeights &own = heads[static_cast<std::size_t>(head)];
            const bool isZero = own.query.isZero(0) && own.key.isZero(0) && own.value.isZero(0) && own.output.isZero(0);
            QCOMPARE(isZero, fixed.isPruned({{each}, {head}}));
            pruned += isZero ? 1 : 0;
        }
    }
    QVERIFY(pruned > 0);
}

void HeadWeightsTest::layersOfAGroupAreAlike()
{
    const Folder folder(ATTNSCOPE_TEST_DATA "/published/albert-two-groups");
    const int ofGroup = folder.config().layers / folder.config().layerGroups;
    QVERIFY(ofGroup > 1);
    QCOMPARE(folder.heads(0)[0].query, folder.heads(ofGroup - 1)[0].query);
    QVERIFY(folder.heads(0)[0].query != folder.heads(ofGroup)[0].query);
}

ATTNSCOPE_TEST(HeadWeightsTest, tests::NoApplication)
#include "tst_head_weights.moc"
