#include "core/analysis/importance/lama_contributions.h"

#include "core/model/loaded_model.h"
#include "tests/support/matrix_compare.h"
#include "tests/support/tensor_files.h"
#include "tests/support/test_program.h"
#include "tests/support/tiny_model.h"

#include <QTest>

#include <cmath>
#include <filesystem>

namespace {

using ModelPointer = std::shared_ptr<const core::LoadedModel>;

// Null where the folder does not load.
ModelPointer modelIn(const std::string &folder)
{
    const auto model = core::loadModel(folder);
    return model ? *model : nullptr;
}

core::Matrix matrixOf(const support::ReferenceTensor &tensor)
{
    return Eigen::Map<const core::DoubleMatrix>(tensor.values.data(), tensor.shape[0], tensor.shape[1]).cast<float>();
}

std::span<const float> weightsOf(const core::LinearClassifier &classifier, Eigen::Index label)
{
    return {classifier.weight.row(label).data(), static_cast<std::size_t>(classifier.weight.cols())};
}

double logitFromParts(const core::LoadedModel &model, const core::ForwardTrace &trace, Eigen::Index label)
{
    const auto &lama = std::get<core::LamaTrace>(trace.network);
    return model.linearClassifier->bias[label] +
           core::lamaContributions(lama, weightsOf(*model.linearClassifier, label)).sum();
}

}  // namespace

class LamaContributionsTest : public QObject
{
    Q_OBJECT

private slots:
    void areAttentionTimesAProduct();
    void addUpToTheGoldenLogits_data();
    void addUpToTheGoldenLogits();
    void addUpToTheLogitsOfATrainedModel();
    void ofMaskedWordsAreZero();
    void ofNoWordAreNone();
    void hiddenLayerHasNoLinearClassifier();
};

void LamaContributionsTest::areAttentionTimesAProduct()
{
    core::LamaTrace trace;
    trace.attention = core::Matrix{{0.25F, 0.75F}, {0.5F, 0.5F}};  // 2 heads x 2 words
    trace.states = core::Matrix{{1, 2}, {-4, 0}};                  // 2 words x width 2
    const std::vector<float> weights{1, 1, 0, 3};                  // w_0 = (1, 1), w_1 = (0, 3)
    QCOMPARE(core::lamaContributions(trace, weights), (core::DoubleMatrix{{0.75, -3}, {3, 0}}));
}

void LamaContributionsTest::addUpToTheGoldenLogits_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("several heads") << "lama-learned";
    QTest::newRow("one head") << "lama-one-head";
}

void LamaContributionsTest::addUpToTheGoldenLogits()
{
    QFETCH(QString, name);
    const std::string folder = ATTNSCOPE_TEST_DATA "/tiny/" + name.toStdString();
    const ModelPointer model = modelIn(folder);
    QVERIFY(model && model->linearClassifier);
    for (const char *golden : {"golden", "golden_word"}) {
        const support::ReferenceTensors expected = support::readTensors(folder + '/' + golden + ".safetensors");
        core::LamaTrace lama;
        lama.attention = matrixOf(expected.at("attention"));
        lama.states = matrixOf(expected.at("states"));
        const core::ForwardTrace trace{std::move(lama), {}};
        const std::vector<double> &logits = expected.at("logits").values;
        for (std::size_t label = 0; label < logits.size(); ++label)
            QVERIFY(std::abs(logitFromParts(*model, trace, static_cast<Eigen::Index>(label)) - logits[label]) < 1e-5);
    }
}

void LamaContributionsTest::addUpToTheLogitsOfATrainedModel()
{
    const ModelPointer model = modelIn(ATTNSCOPE_MODELS "/lama-sst2");
    QVERIFY(model && model->linearClassifier);
    const core::TokenizedText text = model->tokenizer->tokenize(
        "proves a lovely trifle that , unfortunately , is a little too in love with its own cuteness .",
        model->tokenLimit());
    std::vector<core::TokenId> ids;
    for (const core::Token &token : text.tokens)
        ids.push_back(token.id);
    const core::ForwardTrace trace = support::wholeTrace(*model, ids);
    for (Eigen::Index label = 0; label < trace.logits.size(); ++label)
        QVERIFY(std::abs(logitFromParts(*model, trace, label) - trace.logits(0, label)) < 1e-5);
}

void LamaContributionsTest::ofMaskedWordsAreZero()
{
    const support::TinyModel tiny(support::lamaConfig());
    const ModelPointer model = tiny.load();
    const core::ForwardTrace trace = support::wholeTrace(*model, support::randomIds(4, 64, 1), {false, true, false, false});
    const core::DoubleMatrix parts =
        core::lamaContributions(std::get<core::LamaTrace>(trace.network), weightsOf(*model->linearClassifier, 0));
    QVERIFY(parts.col(1).isZero(0));
    QVERIFY(!parts.col(0).isZero(1e-6));
}

void LamaContributionsTest::ofNoWordAreNone()
{
    const support::TinyModel tiny(support::lamaConfig());
    const ModelPointer model = tiny.load();
    const core::ForwardTrace trace = support::wholeTrace(*model, {});
    const core::DoubleMatrix parts =
        core::lamaContributions(std::get<core::LamaTrace>(trace.network), weightsOf(*model->linearClassifier, 0));
    QCOMPARE(parts.rows(), 4);
    QCOMPARE(parts.cols(), 0);
}

void LamaContributionsTest::hiddenLayerHasNoLinearClassifier()
{
    QVERIFY(!support::TinyModel(support::lamaConfig({{"classifier_hidden_size", 5}})).load()->linearClassifier);
    QVERIFY(!support::TinyModel(support::encoderConfig()).load()->linearClassifier);
}

ATTNSCOPE_TEST(LamaContributionsTest, tests::NoApplication)
#include "tst_lama_contributions.moc"
