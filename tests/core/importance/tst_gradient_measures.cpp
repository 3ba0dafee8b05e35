#include "core/importance/gradient_measures.h"

#include "core/importance/importance_target.h"
#include "core/model/gradient/output_gradient.h"
#include "core/model/model_inputs.h"
#include "core/model/network_inputs.h"
#include "tests/support/attention_kinds.h"
#include "tests/support/slope.h"
#include "tests/support/stops_heard.h"
#include "tests/support/test_program.h"
#include "tests/support/tiny_model.h"

#include <QFile>
#include <QJsonArray>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace {

using core::GradientBaseline;
using core::TargetQuantity;
using support::ReferenceMatrix;
using support::TinyModel;

// A text, no id of which occurs twice, through a model.
class FinishedPass
{
public:
    FinishedPass(const TinyModel &tiny, const std::string &text, bool masksSpecialTokens = false)
        : m_model(tiny.load()), m_text(m_model->tokenizer->tokenize(text, m_model->tokenLimit())),
          m_trace(support::wholeTrace(*m_model, core::tokenIds(m_text), core::maskedKeys(masksSpecialTokens, m_text))),
          m_masksSpecialTokens(masksSpecialTokens)
    {
    }

    core::ImportancePass pass() const { return {*m_model, m_text, m_trace, m_mask, m_masksSpecialTokens}; }
    core::ImportanceTarget target(TargetQuantity quantity = TargetQuantity::Probability) const
    {
        return core::findTarget(pass(), {.quantity = quantity}).value().target.value();
    }
    std::vector<core::TokenId> ids() const { return core::tokenIds(m_text); }
    bool isSpecial(std::size_t token) const { return m_text.tokens[token].isSpecial(); }
    std::vector<bool> maskedKeys() const { return core::maskedKeys(m_masksSpecialTokens, m_text); }

private:
    std::shared_ptr<const core::LoadedModel> m_model;
    core::TokenizedText m_text;
    core::ForwardTrace m_trace;
    core::AttentionMask m_mask;
    bool m_masksSpecialTokens;
};

ReferenceMatrix rowsOf(const support::ReferenceModel &model, const std::string &name)
{
    const support::ReferenceTensor &tensor = model.tensors.at(name);
    ReferenceMatrix matrix(static_cast<int>(tensor.shape[0]), static_cast<int>(tensor.shape[1]));
    matrix.values = tensor.values;
    return matrix;
}

// The network in plain loops in double, as a function of what enters it.
class ReferenceNetwork
{
public:
    ReferenceNetwork(const TinyModel &tiny, const FinishedPass &finished, const core::ImportanceTarget &target)
        : m_model(tiny.reference()), m_ids(finished.ids()), m_maskedKeys(finished.maskedKeys()), m_target(target),
          m_isLama(m_model.config.type == core::ModelType::Lama),
          m_words(rowsOf(m_model, m_isLama ? "embeddings.weight" : "embeddings.word_embeddings.weight"))
    {
        if (m_isLama)
            return;
        m_places = rowsOf(m_model, "embeddings.position_embeddings.weight");
        m_types = rowsOf(m_model, "embeddings.token_type_embeddings.weight");
    }

    // The sum of embeddings with the word of this id, or with none for -1.
    std::vector<double> inputOf(std::size_t token, int id) const
    {
        std::vector<double> sum(static_cast<std::size_t>(m_words.columns));
        for (int column = 0; column < m_words.columns; ++column) {
            const double word = id < 0 ? 0.0 : m_words(id, column);
            const double place = m_isLama ? 0.0 : m_places(static_cast<int>(token), column) + m_types(0, column);
            sum[static_cast<std::size_t>(column)] = word + place;
        }
        return sum;
    }

    double output(const std::vector<std::vector<double>> &inputs)
    {
        support::ReferenceTensor &pushed =
            m_model.tensors.at(m_isLama ? "embeddings.weight" : "embeddings.position_embeddings.weight");
        const auto width = static_cast<std::size_t>(m_words.columns);
        for (std::size_t token = 0; token < inputs.size(); ++token) {
            const std::size_t row = m_isLama ? static_cast<std::size_t>(m_ids[token].value) : token;
            for (std::size_t column = 0; column < width; ++column) {
                const auto place = static_cast<int>(column);
                const double others = m_isLama ? 0.0 : m_words(m_ids[token].value, place) + m_types(0, place);
                pushed.values[row * width + column] = inputs[token][column] - others;
            }
        }
        const support::ReferenceTensor logits = support::referenceTrace(m_model, m_ids, m_maskedKeys).at("logits");
        const auto count = static_cast<std::size_t>(logits.shape.back());
        return ofLogits(std::span(logits.values).subspan(static_cast<std::size_t>(m_target.row) * count, count));
    }

private:
    double ofLogits(std::span<const double> logits) const
    {
        const double logit = logits[m_target.output];
        if (m_target.quantity == TargetQuantity::Logit)
            return logit;
        const bool isSoftmax = m_model.config.task == core::ModelTask::MaskedLanguageModel ||
                               m_model.config.outputs == core::OutputQuantity::Softmax;
        double sum = isSoftmax ? 0.0 : 1.0 + std::exp(-logit);
        for (const double other : isSoftmax ? logits : std::span<const double>())
            sum += std::exp(other - logit);
        return 1.0 / sum;
    }

    support::ReferenceModel m_model;
    std::vector<core::TokenId> m_ids;
    std::vector<bool> m_maskedKeys;
    core::ImportanceTarget m_target;
    bool m_isLama;
    ReferenceMatrix m_words;
    ReferenceMatrix m_places;
    ReferenceMatrix m_types;
};

using Inputs = std::vector<std::vector<double>>;

Inputs inputsOf(const ReferenceNetwork &network, const FinishedPass &finished)
{
    Inputs inputs;
    for (std::size_t token = 0; token < finished.ids().size(); ++token)
        inputs.push_back(network.inputOf(token, finished.ids()[token].value));
    return inputs;
}

Inputs baselineOf(const ReferenceNetwork &network, const FinishedPass &finished, int id)
{
    Inputs inputs = inputsOf(network, finished);
    for (std::size_t token = 0; token < inputs.size(); ++token) {
        if (!finished.isSpecial(token))
            inputs[token] = network.inputOf(token, id);
    }
    return inputs;
}

// left + share * (right - left), of one token or of all of them.
std::vector<double> between(const std::vector<double> &left, const std::vector<double> &right, double share)
{
    std::vector<double> result(left.size());
    std::ranges::transform(left, right, result.begin(), [share](double a, double b) { return a + share * (b - a); });
    return result;
}

Inputs between(const Inputs &left, const Inputs &right, double share)
{
    Inputs result;
    for (std::size_t token = 0; token < left.size(); ++token)
        result.push_back(between(left[token], right[token], share));
    return result;
}

// <direction, dy/dinput> of one token.
double slopeAt(ReferenceNetwork &network, Inputs inputs, std::size_t token, const std::vector<double> &direction)
{
    const std::vector<double> before = inputs[token];
    return support::slope([&](double by) {
        for (std::size_t column = 0; column < before.size(); ++column)
            inputs[token][column] = before[column] + by * direction[column];
        return network.output(inputs);
    });
}

std::vector<double> minus(std::vector<double> left, const std::vector<double> &right)
{
    std::ranges::transform(left, right, left.begin(), std::minus());
    return left;
}

const QJsonObject maskedLanguageModel = support::encoderConfig({{"architectures", QJsonArray{"CompactBertForMaskedLM"}}});

void addModels()
{
    QTest::addColumn<QJsonObject>("config");
    const QJsonObject one{{"0", "score"}};
    const QJsonObject three{{"0", "a"}, {"1", "b"}, {"2", "c"}};
    for (const support::AttentionCase &kind : support::attentionKinds())
        QTest::newRow(kind.name) << support::encoderConfig(kind.config);
    QTest::newRow("structured mask") << support::encoderConfig(support::attentionCase("structured"));
    QTest::newRow("one sigmoid") << support::encoderConfig(
        {{"id2label", one}, {"problem_type", "single_label_classification"}});
    QTest::newRow("several labels") << support::encoderConfig(
        {{"id2label", three}, {"problem_type", "multi_label_classification"}});
    QTest::newRow("regression") << support::encoderConfig({{"id2label", one}});
    QTest::newRow("masked language model") << maskedLanguageModel;
    QTest::newRow("LAMA, learned context") << support::lamaConfig();
    QTest::newRow("LAMA, mean context") << support::lamaConfig({{"context", "mean"}, {"token_mlp", true}});
}

constexpr const char *text = "word57 [MASK] word60 abc word58";

}  // namespace

class GradientMeasuresTest : public QObject
{
    Q_OBJECT

private slots:
    void gradientTimesInputIsASlope_data() { addModels(); }
    void gradientTimesInputIsASlope();
    void maskedSpecialTokensCount();
    void twoStepsAreThoseOfTheTable_data() { addModels(); }
    void twoStepsAreThoseOfTheTable();
    void integratedGradientsSumToTheDifference_data() { addModels(); }
    void integratedGradientsSumToTheDifference();
    void baselineHasToBeInTheVocabulary();
    void attentionGradientIsChefersRecursion_data();
    void attentionGradientIsChefersRecursion();
    void attentionGradientNeedsASoftmaxOverTokens();
    void errorsArePassedOn();
    void stopIsHeardBetweenSteps();
};

void GradientMeasuresTest::gradientTimesInputIsASlope()
{
    QFETCH(QJsonObject, config);
    const TinyModel tiny(config);
    const FinishedPass finished(tiny, text);
    for (const TargetQuantity quantity : {TargetQuantity::Probability, TargetQuantity::Logit}) {
        const core::ImportanceTarget target = finished.target(quantity);
        const auto values = core::gradientTimesInput(finished.pass(), target, {});
        QVERIFY(values);
        ReferenceNetwork network(tiny, finished, target);
        const Inputs inputs = inputsOf(network, finished);
        QCOMPARE(values->size(), inputs.size());
        for (std::size_t token = 0; token < inputs.size(); ++token) {
            const double expected = slopeAt(network, inputs, token, inputs[token]);
            QVERIFY2(std::abs((*values)[token] - expected) < 1e-4,
                     qPrintable(QStringLiteral("%1, expected %2").arg((*values)[token]).arg(expected)));
        }
    }
}

void GradientMeasuresTest::maskedSpecialTokensCount()
{
    const TinyModel tiny(support::encoderConfig());
    const FinishedPass finished(tiny, text, /*masksSpecialTokens=*/true);
    const core::ImportanceTarget target = finished.target();
    const auto values = core::gradientTimesInput(finished.pass(), target, {}).value();
    QVERIFY(values != core::gradientTimesInput(FinishedPass(tiny, text).pass(), target, {}).value());
    ReferenceNetwork network(tiny, finished, target);
    const Inputs inputs = inputsOf(network, finished);
    for (std::size_t token = 0; token < inputs.size(); ++token)
        QVERIFY(std::abs(values[token] - slopeAt(network, inputs, token, inputs[token])) < 1e-4);
}

// Nodes at (1 -+ 1 / sqrt 3) / 2, each with half of the weight; the baseline has no words.
void GradientMeasuresTest::twoStepsAreThoseOfTheTable()
{
    QFETCH(QJsonObject, config);
    const TinyModel tiny(config);
    const FinishedPass finished(tiny, text);
    const core::ImportanceTarget target = finished.target();
    const auto values = core::integratedGradients(finished.pass(), target, {.steps = 2}, {}).value().values;
    ReferenceNetwork network(tiny, finished, target);
    const Inputs inputs = inputsOf(network, finished);
    const Inputs baseline = baselineOf(network, finished, -1);
    const Inputs first = between(baseline, inputs, (1 - 1 / std::sqrt(3.0)) / 2);
    const Inputs second = between(baseline, inputs, (1 + 1 / std::sqrt(3.0)) / 2);
    for (std::size_t token = 0; token < inputs.size(); ++token) {
        const std::vector<double> way = minus(inputs[token], baseline[token]);
        const double expected = 0.5 * slopeAt(network, first, token, way) + 0.5 * slopeAt(network, second, token, way);
        QVERIFY2(std::abs(values[token] - expected) < 1e-4,
                 qPrintable(QStringLiteral("%1, expected %2").arg(values[token]).arg(expected)));
    }
}

void GradientMeasuresTest::integratedGradientsSumToTheDifference()
{
    QFETCH(QJsonObject, config);
    const TinyModel tiny(config);
    const FinishedPass finished(tiny, text);
    const core::LoadedModel &model = finished.pass().model;
    for (const TargetQuantity quantity : {TargetQuantity::Probability, TargetQuantity::Logit}) {
        const core::ImportanceTarget target = finished.target(quantity);
        ReferenceNetwork network(tiny, finished, target);
        const double value = network.output(inputsOf(network, finished));
        for (const auto &[baseline, id] :
             {std::pair(GradientBaseline::Zero, -1), std::pair(GradientBaseline::Pad, model.config.paddingId),
              std::pair(GradientBaseline::Mask, model.tokenizer->maskToken().value().value)}) {
            const auto [values, completeness] =
                core::integratedGradients(finished.pass(), target, {.baseline = baseline}, {}).value();
            const double difference = value - network.output(baselineOf(network, finished, id));
            QVERIFY(std::abs(completeness.difference - difference) < 2e-5);
            QVERIFY(std::abs(std::accumulate(values.begin(), values.end(), 0.0) - completeness.sum) < 1e-12);
            QVERIFY2(std::abs(completeness.sum - difference) < 0.01 * std::abs(difference) + 1e-5,
                     qPrintable(QStringLiteral("%1, expected %2").arg(completeness.sum).arg(difference)));
            for (std::size_t token = 0; token < values.size(); ++token)
                QVERIFY(!finished.isSpecial(token) || values[token] == 0.0);
        }
    }
}

void GradientMeasuresTest::baselineHasToBeInTheVocabulary()
{
    const TinyModel tiny(support::encoderConfig());
    QFile vocabulary(QString::fromStdString((tiny.directory() / "vocab.txt").string()));
    QVERIFY(vocabulary.open(QIODevice::ReadOnly));
    const QByteArray pieces = vocabulary.readAll().replace("[MASK]", "hidden");
    vocabulary.close();
    QVERIFY(vocabulary.open(QIODevice::WriteOnly));
    vocabulary.write(pieces);
    vocabulary.close();
    const FinishedPass finished(tiny, "word57 word60");
    const auto integrated =
        core::integratedGradients(finished.pass(), finished.target(), {.baseline = GradientBaseline::Mask}, {});
    QVERIFY(!integrated);
    QCOMPARE(integrated.error().message, std::string("the vocabulary has no [MASK] for integrated gradients to begin with"));
    QVERIFY(core::integratedGradients(finished.pass(), finished.target(), {.baseline = GradientBaseline::Pad}, {}));
}

void GradientMeasuresTest::attentionGradientIsChefersRecursion_data()
{
    QTest::addColumn<QJsonObject>("config");
    for (const char *name : {"standard", "symmetric", "pairwise", "shared", "structured"})
        QTest::newRow(name) << support::encoderConfig(support::attentionCase(name));
    QTest::newRow("masked language model") << maskedLanguageModel;
}

// R = I, then R += B R from the first layer up, with whole matrices and plain loops.
void GradientMeasuresTest::attentionGradientIsChefersRecursion()
{
    QFETCH(QJsonObject, config);
    const FinishedPass finished(TinyModel(config), text);
    const core::ImportanceTarget target = finished.target();
    const auto values = core::attentionGradient(finished.pass(), target, {}).value();
    const core::GradientRequest request{
        .logitGradient =
            [&](const core::Matrix &logits) {
                core::Matrix gradient = core::Matrix::Zero(logits.rows(), logits.cols());
                const std::vector<float> row = core::targetGradient(
                    finished.pass().model, {logits.row(target.row).data(), static_cast<std::size_t>(logits.cols())}, target);
                std::ranges::copy(row, gradient.row(target.row).data());
                return gradient;
            },
        .wantsAttention = true};
    const auto gradient = core::outputGradient(finished.pass().model,
                                               core::inputEmbeddings(finished.pass().model, finished.ids()), request, {});
    QVERIFY(gradient);
    const auto tokens = static_cast<int>(finished.ids().size());
    ReferenceMatrix relevance(tokens, tokens);
    for (int token = 0; token < tokens; ++token)
        relevance(token, token) = 1.0;
    for (std::size_t layer = 0; layer < gradient->attention.size(); ++layer) {
        const core::HeadMatrices &attention = gradient->attention[layer];
        const core::HeadMatrices &ofAttention = gradient->ofAttention[layer];
        ReferenceMatrix share(tokens, tokens);
        for (int head = 0; head < attention.heads(); ++head) {
            for (int query = 0; query < tokens; ++query) {
                for (int key = 0; key < tokens; ++key) {
                    const double product = static_cast<double>(attention[head](query, key)) * ofAttention[head](query, key);
                    share(query, key) += std::max(0.0, product) / attention.heads();
                }
            }
        }
        const ReferenceMatrix added = support::product(share, relevance);
        std::ranges::transform(relevance.values, added.values, relevance.values.begin(), std::plus());
    }
    QCOMPARE(values.size(), finished.ids().size());
    double sum = 0.0;
    for (int token = 0; token < tokens; ++token) {
        const double expected = relevance(target.row, token) - (token == target.row ? 1.0 : 0.0);
        QVERIFY(std::abs(values[static_cast<std::size_t>(token)] - expected) < 1e-6);
        QVERIFY(expected >= 0.0);
        sum += expected;
    }
    QVERIFY(sum > 1e-6);
}

void GradientMeasuresTest::attentionGradientNeedsASoftmaxOverTokens()
{
    for (const support::AttentionCase &kind : support::attentionKinds()) {
        const auto model = TinyModel(support::encoderConfig(kind.config)).load();
        const std::string_view name = kind.name;
        const bool isWithout = name.starts_with("linear") || name.starts_with("linformer");
        QCOMPARE(!core::absenceOfAttentionGradient(model->config).empty(), isWithout);
    }
    QVERIFY(!core::absenceOfAttentionGradient(TinyModel(support::lamaConfig()).load()->config).empty());
}

void GradientMeasuresTest::errorsArePassedOn()
{
    const FinishedPass finished(TinyModel(support::encoderConfig()), text);
    core::ImportancePass pass = finished.pass();
    core::AttentionMask mask;
    mask.ablation = {.scope = {.everywhere = false, .layers = {{7}}}};  // the model has two layers
    const core::ImportancePass masked{pass.model, pass.text, pass.trace, mask, false};
    QVERIFY(!core::gradientTimesInput(masked, finished.target(), {}));
    QVERIFY(!core::integratedGradients(masked, finished.target(), {}, {}));
    QVERIFY(!core::attentionGradient(masked, finished.target(), {}));
}

void GradientMeasuresTest::stopIsHeardBetweenSteps()
{
    const FinishedPass finished(TinyModel(support::encoderConfig()), text);
    const auto heard = [&finished](int steps) {
        return support::stopsHeard([&](const core::StopToken &stop) {
            const auto result = core::integratedGradients(finished.pass(), finished.target(), {.steps = steps}, stop);
            return !result && result.error().kind == core::ErrorKind::Cancelled;
        });
    };
    QVERIFY(heard(4) >= heard(2) + 2);
}

ATTNSCOPE_TEST(GradientMeasuresTest, tests::NoApplication)
#include "tst_gradient_measures.moc"
