#include "core/format/family/model_family.h"
#include "core/model/gradient/output_gradient.h"
#include "core/model/loaded_model.h"
#include "core/model/mask/mask_text.h"
#include "core/model/model_inputs.h"
#include "core/model/network_inputs.h"
#include "core/model/trace_tensors.h"

#include "tests/support/matrix_compare.h"
#include "tests/support/tensor_files.h"
#include "tests/support/test_program.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <algorithm>

namespace {

const QString publishedModels = QStringLiteral(ATTNSCOPE_TEST_DATA "/published");

std::filesystem::path folderOf(const QString &model)
{
    return (publishedModels + '/' + model).toStdString();
}

QJsonObject objectOf(const QString &model, const char *file)
{
    QFile json(publishedModels + '/' + model + '/' + QString::fromLatin1(file));
    if (!json.open(QIODevice::ReadOnly))
        qFatal("%s cannot be read", qPrintable(json.fileName()));
    return QJsonDocument::fromJson(json.readAll()).object();
}

std::vector<core::TokenId> idsOf(const QString &model)
{
    std::vector<core::TokenId> ids;
    for (const QJsonValue &id : objectOf(model, "golden.json")["ids"].toArray())
        ids.push_back({id.toInt()});
    return ids;
}

std::shared_ptr<const core::LoadedModel> load(const QString &model)
{
    const auto loaded = core::loadModel(folderOf(model));
    if (!loaded)
        qFatal("%s", loaded.error().message.c_str());
    return *loaded;
}

// The reference has the heads that are left, side by side.
std::vector<float> withoutPrunedHeads(const core::ModelConfig &config, int layer, std::span<const float> heads)
{
    const std::size_t size = heads.size() / static_cast<std::size_t>(config.heads);
    const core::FixedPairs fixed = core::fixedPairs(config);
    std::vector<float> left;
    for (int head = 0; head < config.heads; ++head) {
        if (!fixed.isPruned({{layer}, {head}}))
            left.insert(left.end(), heads.begin() + head * size, heads.begin() + (head + 1) * size);
    }
    return left;
}

bool isOfHeads(const std::string &name)
{
    return name.starts_with("layer.") && !name.ends_with(".hidden");
}

int layerOf(const std::string &name)
{
    return QString::fromStdString(name).section('.', 1, 1).toInt();
}

}  // namespace

// Small models of the published families, computed in float64 by PyTorch under the families' own names of tensors.
class PublishedFamiliesTest : public QObject
{
    Q_OBJECT

private slots:
    void engineAgrees_data() { addModels(); }
    void engineAgrees();
    void gradientsAgree_data() { addModels(); }
    void gradientsAgree();
    void textsBecomeTheSameIds_data() { addModels(); }
    void textsBecomeTheSameIds();
    void everyFamilyIsThere();
    void prunedHeadsAttendToNothing();
    void noMaskBringsBackWhatIsBehind();

private:
    static void addModels();
};

void PublishedFamiliesTest::addModels()
{
    QTest::addColumn<QString>("model");
    for (const QString &model : QDir(publishedModels).entryList(QDir::Dirs | QDir::NoDotAndDotDot))
        QTest::newRow(qPrintable(model)) << model;
}

void PublishedFamiliesTest::engineAgrees()
{
    QFETCH(QString, model);
    const auto loaded = load(model);
    const auto trace = core::forward(*loaded, idsOf(model), {core::KeptTensors::all(), {}}, {});
    QVERIFY2(trace, trace ? "" : trace.error().message.c_str());
    const std::vector<core::NamedTensor> actual = core::traceTensors(*trace, loaded->config.task);
    const auto golden = support::readTensors(folderOf(model) / "golden.safetensors");
    QCOMPARE(actual.size(), golden.size());
    for (const core::NamedTensor &tensor : actual) {
        const auto expected = golden.find(tensor.name);
        QVERIFY2(expected != golden.end(), tensor.name.c_str());
        std::vector<float> values(tensor.values.begin(), tensor.values.end());
        if (isOfHeads(tensor.name))
            values = withoutPrunedHeads(loaded->config, layerOf(tensor.name), values);
        QCOMPARE(tensor.name + ": " + support::difference(values, expected->second, 1e-5).toStdString(), tensor.name + ": ");
    }
}

void PublishedFamiliesTest::gradientsAgree()
{
    QFETCH(QString, model);
    const auto loaded = load(model);
    if (loaded->config.task == core::ModelTask::EncoderOnly)
        QSKIP("an encoder alone has no output");
    const QJsonObject golden = objectOf(model, "golden_gradient.json");
    core::ForwardOptions options;
    if (golden.contains("position"))
        options.predictedPositions = {golden["position"].toInt()};
    const auto ofOutput = [&](const core::Matrix &logits) {
        core::Matrix gradient = core::Matrix::Zero(logits.rows(), logits.cols());
        gradient(0, golden["output"].toInt()) = 1.0F;
        return gradient;
    };
    const auto gradient = core::outputGradient(*loaded, core::inputEmbeddings(*loaded, idsOf(model)),
                                               {.options = options, .logitGradient = ofOutput, .wantsAttention = true}, {});
    QVERIFY2(gradient, gradient ? "" : gradient.error().message.c_str());
    for (const auto &[name, tensor] : support::readTensors(folderOf(model) / "golden_gradient.safetensors")) {
        const core::Matrix &inputs = gradient->inputs;
        std::vector<float> values(inputs.data(), inputs.data() + inputs.size());
        if (name != "inputs") {
            const core::HeadMatrices &maps = gradient->ofAttention[static_cast<std::size_t>(layerOf(name))];
            values = withoutPrunedHeads(loaded->config, layerOf(name), {maps.data(), maps.size()});
        }
        const double largest =
            std::abs(*std::ranges::max_element(tensor.values, {}, [](double value) { return std::abs(value); }));
        QCOMPARE(name + ": " + support::difference(values, tensor, 1e-4 * std::max(1.0, largest)).toStdString(),
                 name + ": ");
    }
}

void PublishedFamiliesTest::textsBecomeTheSameIds()
{
    QFETCH(QString, model);
    const auto loaded = load(model);
    const std::string text = objectOf(model, "golden.json")["text"].toString().toStdString();
    QVERIFY(core::tokenIds(loaded->tokenizer->tokenize(text, loaded->tokenLimit())) == idsOf(model));
}

void PublishedFamiliesTest::everyFamilyIsThere()
{
    const QStringList models = QDir(publishedModels).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const core::ModelFamily *family : core::modelFamilies()) {
        const bool isThere =
            std::ranges::any_of(models, [&](const QString &model) { return load(model)->config.type == family->type; });
        QVERIFY2(isThere || family->type == core::ModelType::CompactBert, family->id.data());
    }
}

void PublishedFamiliesTest::prunedHeadsAttendToNothing()
{
    const QString model = QStringLiteral("bert-pruned-heads");
    const auto loaded = load(model);
    const auto trace = core::forward(*loaded, idsOf(model), {}, {});
    const auto &layers = std::get<core::EncoderTrace>(trace->network).layers;
    const core::FixedPairs fixed = core::fixedPairs(loaded->config);
    int pruned = 0;
    for (int layer = 0; layer < loaded->config.layers; ++layer) {
        for (int head = 0; head < loaded->config.heads; ++head) {
            const core::Matrix map = layers[static_cast<std::size_t>(layer)].attention[head];
            QCOMPARE(map.isZero(0.0F), fixed.isPruned({{layer}, {head}}));
            pruned += fixed.isPruned({{layer}, {head}}) ? 1 : 0;
        }
    }
    QCOMPARE(pruned, 3);
}

void PublishedFamiliesTest::noMaskBringsBackWhatIsBehind()
{
    const QString model = QStringLiteral("gpt2-language-model");
    const auto loaded = load(model);
    for (const char *mask :
         {"none", "diagonal", "band:3", "random:20:1", "diagonal~control:5", "diagonal~0.5", "band:2~after"}) {
        const auto trace = core::forward(*loaded, idsOf(model), {.mask = *core::parseMask(mask)}, {});
        QVERIFY(trace);
        for (const core::LayerTrace &layer : std::get<core::EncoderTrace>(trace->network).layers) {
            for (int head = 0; head < layer.attention.heads(); ++head) {
                const core::Matrix map = layer.attention[head];
                QVERIFY2((map.triangularView<Eigen::StrictlyUpper>().toDenseMatrix().array() == 0.0F).all(), mask);
            }
        }
    }
}

ATTNSCOPE_TEST(PublishedFamiliesTest, tests::NoApplication)
#include "tst_published_families.moc"
