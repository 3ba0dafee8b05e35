#include "core/model/gradient/output_gradient.h"

#include "core/model/mask/mask_text.h"
#include "core/model/network_inputs.h"
#include "tests/core/model/masked_keys.h"
#include "tests/support/attention_kinds.h"
#include "tests/support/matrix_compare.h"
#include "tests/support/slope.h"
#include "tests/support/tensor_files.h"
#include "tests/support/test_program.h"
#include "tests/support/tiny_model.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <algorithm>
#include <thread>

using masked::maskOf;
using masked::tokens;
using support::TinyModel;

namespace {

const QString tinyModels = QStringLiteral(ATTNSCOPE_TEST_DATA "/tiny");

QJsonObject readObject(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s cannot be read", qPrintable(path));
    return QJsonDocument::fromJson(file.readAll()).object();
}

// y = logit[0] - logit[1] / 2, of the first row of logits.
constexpr double secondWeight = -0.5;

core::Matrix ofBothLogits(const core::Matrix &logits)
{
    core::Matrix gradient = core::Matrix::Zero(logits.rows(), logits.cols());
    gradient(0, 0) = 1.0F;
    gradient(0, 1) = static_cast<float>(secondWeight);
    return gradient;
}

core::GradientTrace gradientOf(const core::LoadedModel &model, std::span<const core::TokenId> ids,
                               const core::ForwardOptions &options)
{
    const core::GradientRequest request{.options = options, .logitGradient = ofBothLogits, .wantsAttention = true};
    auto gradient = core::outputGradient(model, core::inputEmbeddings(model, ids), request, {});
    if (!gradient)
        qFatal("%s", gradient.error().message.c_str());
    return *std::move(gradient);
}

// No id twice, so that a row of the word embeddings belongs to one token.
std::vector<core::TokenId> differentIds()
{
    std::vector<core::TokenId> ids;
    for (int token = 0; token < tokens; ++token)
        ids.push_back({7 + 5 * token});
    return ids;
}

struct Surroundings {
    std::vector<bool> maskedKeys = {};
    std::string mask = {};
    support::ReferenceMask reference = {};
};

// Every token's input pushed along a direction of its own, in plain loops in double, against the gradient's product with it.
QString differenceFromSlopes(const TinyModel &tiny, const Surroundings &surroundings)
{
    const std::vector<core::TokenId> ids = differentIds();
    core::ForwardOptions options{.maskedKeys = surroundings.maskedKeys};
    if (!surroundings.mask.empty())
        options.mask = *core::parseMask(surroundings.mask);
    const core::Matrix gradient = gradientOf(*tiny.load(), ids, options).inputs;
    const bool isLama = tiny.reference().config.type == core::ModelType::Lama;
    support::ReferenceModel pushed = tiny.reference();
    for (std::size_t token = 0; token < ids.size(); ++token) {
        const auto width = static_cast<std::size_t>(gradient.cols());
        const std::vector<float> direction =
            support::randomVector(static_cast<int>(width), static_cast<unsigned>(token) + 1);
        const char *name = isLama ? "embeddings.weight" : "embeddings.position_embeddings.weight";
        const std::size_t row = isLama ? static_cast<std::size_t>(ids[token].value) : token;
        const auto pushedOutput = [&](double step) {
            std::vector<double> &values = pushed.tensors.at(name).values;
            for (std::size_t column = 0; column < width; ++column)
                values[row * width + column] =
                    tiny.reference().tensors.at(name).values[row * width + column] + step * direction[column];
            const std::vector<double> logits =
                support::referenceTrace(pushed, ids, surroundings.maskedKeys, surroundings.reference).at("logits").values;
            return logits[0] + secondWeight * logits[1];
        };
        const double expected = support::slope(pushedOutput);
        (void)pushedOutput(0.0);
        double actual = 0.0;
        for (std::size_t column = 0; column < width; ++column)
            actual += static_cast<double>(gradient(static_cast<Eigen::Index>(token), static_cast<Eigen::Index>(column))) *
                      direction[column];
        if (!(std::abs(actual - expected) <= 2e-4 * std::max(1.0, std::abs(expected))))
            return QStringLiteral("token %1: %2, expected %3").arg(token).arg(actual).arg(expected);
    }
    return {};
}

void addKinds()
{
    QTest::addColumn<QJsonObject>("config");
    for (const auto &cases : {support::attentionKinds(), support::trainedMasks()}) {
        for (const support::AttentionCase &kind : cases)
            QTest::newRow(kind.name) << support::encoderConfig(kind.config);
    }
}

void addMaskableKinds()
{
    QTest::addColumn<QJsonObject>("config");
    for (const char *name : {"standard", "symmetric", "pairwise", "shared", "structured", "shared, unstructured"})
        QTest::newRow(name) << support::encoderConfig(support::attentionCase(name));
}

std::string refusal(const core::LoadedModel &model, const core::Matrix &inputs, const core::ForwardOptions &options)
{
    const auto gradient = core::outputGradient(model, inputs, {.options = options, .logitGradient = ofBothLogits}, {});
    return gradient ? std::string() : gradient.error().message;
}

}  // namespace

class OutputGradientTest : public QObject
{
    Q_OBJECT

private slots:
    void equalsAutograd_data();
    void equalsAutograd();
    void equalsSlopesOfTheReference_data();
    void equalsSlopesOfTheReference();
    void equalsSlopesUnderMaskedKeys_data() { equalsSlopesOfTheReference_data(); }
    void equalsSlopesUnderMaskedKeys();
    void equalsSlopesUnderAMask_data() { addMaskableKinds(); }
    void equalsSlopesUnderAMask();
    void equalsSlopesUnderUniformHeads_data();
    void equalsSlopesUnderUniformHeads();
    void equalsSlopesUnderAblation_data() { addKinds(); }
    void equalsSlopesUnderAblation();
    void meansOfAblatedHeadsAreConstants();
    void nothingComesBackFromAllKeysMasked_data() { addKinds(); }
    void nothingComesBackFromAllKeysMasked();
    void passIsThatOfForward_data() { equalsSlopesOfTheReference_data(); }
    void passIsThatOfForward();
    void inputsAreTheSumOfEmbeddings();
    void onePositionOfAMaskedLanguageModelIsEnough();
    void threadsMayShareAModel();
    void refusesWhatHasNoGradient();
    void stopsBetweenLayers();
};

void OutputGradientTest::equalsAutograd_data()
{
    QTest::addColumn<QString>("model");
    for (const QString &model : QDir(tinyModels).entryList(QDir::Dirs | QDir::NoDotAndDotDot))
        QTest::newRow(qPrintable(model)) << model;
}

void OutputGradientTest::equalsAutograd()
{
    QFETCH(QString, model);
    const QString folder = tinyModels + '/' + model;
    if (model == QStringLiteral("compact-bert-encoder")) {
        QVERIFY(!QFile::exists(folder + QStringLiteral("/golden_gradient.json")));
        return;
    }
    const QJsonObject golden = readObject(folder + QStringLiteral("/golden_gradient.json"));
    std::vector<core::TokenId> ids;
    for (const QJsonValue &id : readObject(folder + QStringLiteral("/golden.json"))["ids"].toArray())
        ids.push_back({id.toInt()});
    core::ForwardOptions options;
    if (golden.contains("position"))
        options.predictedPositions = {golden["position"].toInt()};
    const auto loaded = *core::loadModel(folder.toStdString());
    const core::GradientRequest request{.options = options,
                                        .logitGradient =
                                            [&](const core::Matrix &logits) {
                                                core::Matrix gradient = core::Matrix::Zero(1, logits.cols());
                                                gradient(0, golden["output"].toInt()) = 1.0F;
                                                return gradient;
                                            },
                                        .wantsAttention = true};
    const auto gradient = core::outputGradient(*loaded, core::inputEmbeddings(*loaded, ids), request, {});
    QVERIFY2(gradient, gradient ? "" : gradient.error().message.c_str());
    std::size_t compared = 0;
    for (const auto &[name, tensor] :
         support::readTensors((folder + QStringLiteral("/golden_gradient.safetensors")).toStdString())) {
        ++compared;
        std::span<const float> actual(gradient->inputs.data(), static_cast<std::size_t>(gradient->inputs.size()));
        if (name != "inputs") {
            const core::HeadMatrices &map =
                gradient->ofAttention.at(QString::fromStdString(name).section('.', 1, 1).toUInt());
            actual = {map.data(), map.size()};
        }
        const double size =
            std::abs(*std::ranges::max_element(tensor.values, {}, [](double value) { return std::abs(value); }));
        QCOMPARE(support::difference(actual, tensor, 1e-4 * std::max(1.0, size)), QString());
        qInfo("%s: largest %.2g, largest difference %.1e", name.c_str(), size,
              support::largestDifference(actual, tensor.values));
    }
    QVERIFY(compared > 0);
}

void OutputGradientTest::equalsSlopesOfTheReference_data()
{
    addKinds();
    for (const char *activation : {"gelu", "gelu_new", "relu"})
        QTest::newRow(activation) << support::encoderConfig({{"hidden_act", activation}});
    QTest::newRow("odd head size") << support::encoderConfig({{"num_attention_heads", 3}, {"head_size", 7}});
    for (const char *context : {"learned", "mean"}) {
        QTest::addRow("LAMA, %s context", context) << support::lamaConfig({{"context", context}});
        QTest::addRow("LAMA, %s context, token MLP, hidden classifier", context)
            << support::lamaConfig({{"context", context}, {"token_mlp", true}, {"classifier_hidden_size", 6}});
    }
    QTest::newRow("LAMA, one head") << support::lamaConfig({{"num_attention_heads", 1}});
}

void OutputGradientTest::equalsSlopesOfTheReference()
{
    QFETCH(QJsonObject, config);
    QCOMPARE(differenceFromSlopes(TinyModel(config), {}), QString());
}

void OutputGradientTest::equalsSlopesUnderMaskedKeys()
{
    QFETCH(QJsonObject, config);
    QCOMPARE(differenceFromSlopes(TinyModel(config), {.maskedKeys = maskOf({0, 5})}), QString());
}

void OutputGradientTest::equalsSlopesUnderAMask()
{
    QFETCH(QJsonObject, config);
    const TinyModel tiny(config);
    const auto everything = [](int, int, int, int) { return 1.0; };
    const auto band = [](int, int, int query, int key) { return std::abs(query - key) <= 2 ? 1.0 : 0.0; };
    const auto diagonal = [](double share) {
        return [share](int, int, int query, int key) { return query == key ? share : 1.0; };
    };
    QCOMPARE(differenceFromSlopes(tiny, {.mask = "band:2", .reference = {.before = band}}), QString());
    QCOMPARE(differenceFromSlopes(tiny, {.mask = "diagonal~0.7", .reference = {.before = diagonal(0.3)}}), QString());
    QCOMPARE(differenceFromSlopes(
                 tiny, {.mask = "diagonal~0.5~after", .reference = {.before = everything, .after = diagonal(0.5)}}),
             QString());
    QCOMPARE(differenceFromSlopes(tiny,
                                  {.mask = "diagonal~1~after", .reference = {.before = everything, .after = diagonal(0.0)}}),
             QString());
    QCOMPARE(differenceFromSlopes(tiny, {.maskedKeys = maskOf({2}), .mask = "band:2", .reference = {.before = band}}),
             QString());
    const auto half = [](int, int) { return 0.5; };
    QCOMPARE(
        differenceFromSlopes(
            tiny, {.mask = "diagonal&uniform~0.5~after",
                   .reference = {.before = everything, .after = diagonal(0.5), .uniform = half, .isUniformAfter = true}}),
        QString());
}

void OutputGradientTest::equalsSlopesUnderUniformHeads_data()
{
    QTest::addColumn<QJsonObject>("config");
    for (const support::AttentionCase &kind : support::attentionKinds()) {
        if (std::string_view(kind.name) != "linear, context first")
            QTest::newRow(kind.name) << support::encoderConfig(kind.config);
    }
    for (const char *context : {"learned", "mean"})
        QTest::addRow("LAMA, %s context", context) << support::lamaConfig({{"context", context}, {"token_mlp", true}});
}

void OutputGradientTest::equalsSlopesUnderUniformHeads()
{
    QFETCH(QJsonObject, config);
    const TinyModel tiny(config);
    const auto check = [&](const char *text, double share, bool isAfter) {
        const auto someHeads = [share](int layer, int head) { return layer == 0 && head % 2 == 1 ? share : 0.0; };
        return differenceFromSlopes(
            tiny, {.maskedKeys = maskOf({2}), .mask = text, .reference = {.uniform = someHeads, .isUniformAfter = isAfter}});
    };
    QCOMPARE(check("uniform@0.1,0.3", 1.0, false), QString());
    QCOMPARE(check("uniform~0.4@0.1,0.3", 0.4, false), QString());
    QCOMPARE(check("uniform~after@0.1,0.3", 1.0, true), QString());
    if (tiny.reference().config.attention.kind != core::AttentionKind::Linear)
        QCOMPARE(check("uniform~after~0.4@0.1,0.3", 0.4, true), QString());
}

void OutputGradientTest::equalsSlopesUnderAblation()
{
    QFETCH(QJsonObject, config);
    const auto isAblated = [](int layer, int head) { return layer == 0 && (head == 1 || head == 3); };
    QCOMPARE(differenceFromSlopes(TinyModel(config), {.mask = "ablate@0.1,0.3", .reference = {.isAblated = isAblated}}),
             QString());
}

// Whatever the means are, the gradient is that of a pass in which these heads give a constant: means of zero are no means.
void OutputGradientTest::meansOfAblatedHeadsAreConstants()
{
    for (const QJsonObject &config : {support::encoderConfig(), support::lamaConfig()}) {
        const bool isLama = config["model_type"] == "lama";
        const auto model = TinyModel(config).load();
        const core::Matrix zeros = core::Matrix::Zero(4, isLama ? 20 : 6);
        core::ForwardOptions zeroed{.mask = *core::parseMask("ablate@0.1")};
        core::ForwardOptions meant{.mask = *core::parseMask("ablate:mean@0.1")};
        meant.mask.ablation.means = std::make_shared<const core::HeadMeans>(core::HeadMeans(isLama ? 1 : 2, zeros));
        const core::Matrix expected = gradientOf(*model, differentIds(), zeroed).inputs;
        QVERIFY(expected.norm() > 0.0F);
        QCOMPARE(support::difference(gradientOf(*model, differentIds(), meant).inputs, expected, 0.0), QString());
    }
}

// Only the residual path is left: the classifier reads the first token, and nothing leads there from the others.
void OutputGradientTest::nothingComesBackFromAllKeysMasked()
{
    QFETCH(QJsonObject, config);
    const core::GradientTrace gradient =
        gradientOf(*TinyModel(config).load(), differentIds(), {.maskedKeys = std::vector<bool>(tokens, true)});
    QVERIFY(gradient.inputs.row(0).norm() > 0.0F);
    QVERIFY((gradient.inputs.bottomRows(tokens - 1).array() == 0.0F).all());
}

void OutputGradientTest::passIsThatOfForward()
{
    QFETCH(QJsonObject, config);
    const auto model = TinyModel(config).load();
    const std::vector<core::TokenId> ids = differentIds();
    const core::GradientTrace gradient = gradientOf(*model, ids, {.maskedKeys = maskOf({3})});
    const core::ForwardTrace expected = support::wholeTrace(*model, ids, maskOf({3}));
    QCOMPARE(support::difference(gradient.logits, expected.logits, 2e-6), QString());
    const auto *encoder = std::get_if<core::EncoderTrace>(&expected.network);
    for (std::size_t layer = 0; layer < gradient.attention.size(); ++layer) {
        const core::HeadMatrices &map = gradient.attention[layer];
        QCOMPARE(map.size(), gradient.ofAttention[layer].size());
        for (int head = 0; head < map.heads(); ++head)
            QCOMPARE(
                support::difference(core::Matrix(map[head]), core::Matrix(encoder->layers[layer].attention[head]), 2e-6),
                QString());
    }
}

void OutputGradientTest::inputsAreTheSumOfEmbeddings()
{
    for (const QJsonObject &config : {support::encoderConfig(), support::lamaConfig()}) {
        const auto model = TinyModel(config).load();
        const std::vector<core::TokenId> ids = differentIds();
        const core::Matrix inputs = core::inputEmbeddings(*model, ids);
        const auto trace = core::forwardFromInputs(*model, inputs, {}, {});
        QVERIFY(trace);
        QVERIFY(trace->logits == support::wholeTrace(*model, ids).logits);
        // The word part does not depend on where a word stands.
        std::vector<core::TokenId> turned(ids.rbegin(), ids.rend());
        const core::Matrix words = inputs - core::inputsWithoutWords(*model, tokens);
        const core::Matrix turnedWords = core::inputEmbeddings(*model, turned) - core::inputsWithoutWords(*model, tokens);
        QCOMPARE(support::difference(turnedWords, core::Matrix(words.colwise().reverse()), 1e-6), QString());
        QVERIFY((words.rowwise().norm().array() > 0.0F).all());
    }
}

void OutputGradientTest::onePositionOfAMaskedLanguageModelIsEnough()
{
    const auto model = *core::loadModel((tinyModels + QStringLiteral("/bert-masked-lm")).toStdString());
    const std::vector<core::TokenId> ids = support::randomIds(6, 40, 2);
    const core::Matrix inputs = core::inputEmbeddings(*model, ids);
    const auto ofPosition = [](int row) {
        return [row](const core::Matrix &logits) {
            core::Matrix gradient = core::Matrix::Zero(logits.rows(), logits.cols());
            gradient(row, 11) = 1.0F;
            return gradient;
        };
    };
    const auto all = core::outputGradient(*model, inputs, {.logitGradient = ofPosition(4)}, {});
    const auto one =
        core::outputGradient(*model, inputs, {.options = {.predictedPositions = {4}}, .logitGradient = ofPosition(0)}, {});
    QVERIFY(all && one);
    QCOMPARE(one->logits.rows(), 1);
    QCOMPARE(support::difference(one->inputs, all->inputs, 1e-6), QString());
}

// Its transposed weights are laid out by whoever comes first.
void OutputGradientTest::threadsMayShareAModel()
{
    const auto model = TinyModel(support::encoderConfig()).load();
    std::vector<core::Matrix> gradients(4);
    {
        std::vector<std::jthread> threads;
        for (core::Matrix &gradient : gradients)
            threads.emplace_back([&model, &gradient] { gradient = gradientOf(*model, differentIds(), {}).inputs; });
    }
    for (const core::Matrix &gradient : gradients)
        QVERIFY(gradient == gradients.front());
}

void OutputGradientTest::refusesWhatHasNoGradient()
{
    const auto model = TinyModel(support::encoderConfig()).load();
    core::ForwardOptions cut;
    cut.truncation = {.rank = 2, .heads = {{{0}, {1}}}};
    const core::Matrix inputs = core::inputEmbeddings(*model, differentIds());
    QCOMPARE(refusal(*model, inputs, cut),
             std::string("attention that is cut to a rank has no gradient here; run the pass without the cut"));
    QVERIFY(!refusal(*model, core::Matrix::Zero(41, inputs.cols()), {}).empty());
    const auto lama = TinyModel(support::lamaConfig()).load();
    QVERIFY(refusal(*lama, core::inputEmbeddings(*lama, {}), {}).find("has no gradient") != std::string::npos);
    const auto encoder = *core::loadModel((tinyModels + QStringLiteral("/compact-bert-encoder")).toStdString());
    QVERIFY(refusal(*encoder, core::inputEmbeddings(*encoder, differentIds()), {}).find("has no output") !=
            std::string::npos);
}

void OutputGradientTest::stopsBetweenLayers()
{
    for (const QJsonObject &config : {support::encoderConfig(), support::lamaConfig()}) {
        const auto model = TinyModel(config).load();
        const core::Matrix inputs = core::inputEmbeddings(*model, differentIds());
        const int questions = config["model_type"] == "lama" ? 2 : 4;
        for (int heard = 0; heard <= questions; ++heard) {
            const auto gradient = core::outputGradient(*model, inputs, {.logitGradient = ofBothLogits},
                                                       core::StopToken::afterQuestions(heard));
            QCOMPARE(gradient.hasValue(), heard == questions);
            if (!gradient)
                QVERIFY(gradient.error().kind == core::ErrorKind::Cancelled);
        }
    }
}

ATTNSCOPE_TEST(OutputGradientTest, tests::NoApplication)
#include "tst_output_gradient.moc"
