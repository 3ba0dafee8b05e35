#include "core/model/loaded_model.h"

#include "core/format/tensor_table.h"
#include "core/model/trace_tensors.h"
#include "tests/support/attention_kinds.h"
#include "tests/support/test_program.h"
#include "tests/support/tiny_model.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

namespace {

using support::TinyModel;

core::ModelConfig configOf(const QJsonObject &json)
{
    return core::parseModelConfig(QJsonDocument(json).toJson().toStdString()).value();
}

// The shape of bert-base-uncased with two classes.
core::ModelConfig bertBase(const char *architecture = "BertForSequenceClassification")
{
    return configOf({{"model_type", "bert"},
                     {"architectures", QJsonArray{architecture}},
                     {"hidden_size", 768},
                     {"num_hidden_layers", 12},
                     {"num_attention_heads", 12},
                     {"intermediate_size", 3072},
                     {"max_position_embeddings", 512},
                     {"type_vocab_size", 2},
                     {"vocab_size", 30522}});
}

std::size_t keptBytes(const core::LoadedModel &model, const core::ForwardTrace &trace)
{
    std::size_t bytes = 0;
    for (const core::NamedTensor &tensor : core::traceTensors(trace, model.config.task))
        bytes += tensor.values.size_bytes();
    return bytes;
}

}  // namespace

class LoadedModelTest : public QObject
{
    Q_OBJECT

private slots:
    void fileOfWeightsIsPartOfTheName();
    void snapshotHasTheModelsName();
    void parametersOfBertBase();
    void queryKeyAndValueOfBertBase_data();
    void queryKeyAndValueOfBertBase();
    void parametersOfLinformerProjections_data();
    void parametersOfLinformerProjections();
    void parametersOfFixedHeadSizes_data();
    void parametersOfFixedHeadSizes();
    void tiedDecoderCountsOnce();
    void parametersOfLama();
    void parametersAreThoseOfTheFile_data();
    void parametersAreThoseOfTheFile();
    void tellsWhatItIs();
    void trailingSlashKeepsTheName_data();
    void trailingSlashKeepsTheName();
    void tokenLimitIsTheModels();
    void unusedTensorIsListed();
    void missingTensorIsRefused();
    void missingFolderIsRefused();
    void estimateCoversWhatIsKept_data();
    void estimateCoversWhatIsKept();
    void hopelessLengthIsRefused_data();
    void hopelessLengthIsRefused();
    void linearKindsNeedLinearMemory_data();
    void linearKindsNeedLinearMemory();
    void mapsOverTokensAreCounted();
    void mapsToBeCutAreCounted();
    void compressedKeysAndValuesAreCounted();
};

void LoadedModelTest::fileOfWeightsIsPartOfTheName()
{
    const TinyModel tiny(support::encoderConfig());
    const std::filesystem::path folder = tiny.directory();
    const std::string name = folder.filename().string();
    std::filesystem::copy_file(folder / "model.safetensors", folder / "epoch3.safetensors");
    const auto nameOf = [](const std::filesystem::path &path) { return core::loadModel(path).value()->name; };
    QCOMPARE(nameOf(folder), name);
    QCOMPARE(nameOf(folder / ""), name);
    QCOMPARE(nameOf(folder / "model.safetensors"), name);
    QCOMPARE(nameOf(folder / "epoch3.safetensors"), name + "/epoch3");
}

void LoadedModelTest::snapshotHasTheModelsName()
{
    const TinyModel tiny(support::encoderConfig());
    const QTemporaryDir cache;
    const std::filesystem::path cached = std::filesystem::path(cache.path().toStdString()) / "models--org--tiny";
    const std::filesystem::path snapshot = cached / "snapshots" / "0123456789abcdef";
    std::filesystem::create_directories(snapshot.parent_path());
    std::filesystem::copy(tiny.directory(), snapshot);
    const auto nameOf = [](const std::filesystem::path &path) { return core::loadModel(path).value()->name; };
    QCOMPARE(nameOf(snapshot), std::string("org/tiny"));
    QCOMPARE(nameOf(snapshot / ""), std::string("org/tiny"));
    QCOMPARE(nameOf(snapshot / "model.safetensors"), std::string("org/tiny"));
}

void LoadedModelTest::parametersOfBertBase()
{
    const core::ParameterCounts counts = core::countParameters(bertBase());
    QCOMPARE(counts.total, 109483778);
    QCOMPARE(counts.attention, 12 * 4 * (768 * 768 + 768));
}

// One layer's projections to queries, keys and values at width 768.
void LoadedModelTest::queryKeyAndValueOfBertBase_data()
{
    QTest::addColumn<core::AttentionKind>("kind");
    QTest::addColumn<qint64>("parameters");
    QTest::newRow("standard") << core::AttentionKind::Standard << qint64{1771776};
    QTest::newRow("symmetric") << core::AttentionKind::Symmetric << qint64{1181184};
    QTest::newRow("pairwise") << core::AttentionKind::Pairwise << qint64{1230336};
    QTest::newRow("shared") << core::AttentionKind::Shared << qint64{592896};
}

void LoadedModelTest::queryKeyAndValueOfBertBase()
{
    QFETCH(core::AttentionKind, kind);
    QFETCH(qint64, parameters);
    core::ModelConfig config = bertBase();
    config.attention.kind = kind;
    std::vector<core::TensorSpec> table = core::tensorTable(config);
    std::erase_if(
        table, [](const core::TensorSpec &tensor) { return !tensor.name.starts_with("encoder.layer.3.attention.self."); });
    QCOMPARE(qint64{core::parameterCount(table)}, parameters);
}

// Beyond standard attention: 2 H L n k, 2 L n k, L n k and n k.
void LoadedModelTest::parametersOfLinformerProjections_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<int>("matrices");
    QTest::newRow("nothing shared") << "linformer" << 2 * 4 * 2;
    QTest::newRow("headwise") << "linformer, headwise" << 2 * 2;
    QTest::newRow("key and value") << "linformer, key_value" << 2;
    QTest::newRow("layerwise") << "linformer, layerwise" << 1;
}

void LoadedModelTest::parametersOfLinformerProjections()
{
    QFETCH(QString, kind);
    QFETCH(int, matrices);
    const std::int64_t standard = core::countParameters(configOf(support::encoderConfig())).total;
    const QJsonObject linformer = support::encoderConfig(support::attentionCase(kind.toStdString()));
    QCOMPARE(core::countParameters(configOf(linformer)).total - standard, std::int64_t{matrices} * 5 * 40);
}

// The published table of 24 layers, width 512, feed-forward width 4096, head size 128; in millions, encoder alone.
void LoadedModelTest::parametersOfFixedHeadSizes_data()
{
    QTest::addColumn<int>("heads");
    QTest::addColumn<int>("headSize");
    QTest::addColumn<double>("millions");
    QTest::newRow("8 heads of 128") << 8 << 128 << 168.0;
    QTest::newRow("12 heads of 128") << 12 << 128 << 193.0;
    QTest::newRow("16 heads of 128") << 16 << 128 << 218.0;
    QTest::newRow("32 heads of 128") << 32 << 128 << 319.0;
    QTest::newRow("8 heads of 32") << 8 << 32 << 130.0;
    QTest::newRow("8 heads of 256") << 8 << 256 << 218.0;
}

void LoadedModelTest::parametersOfFixedHeadSizes()
{
    QFETCH(int, heads);
    QFETCH(int, headSize);
    QFETCH(double, millions);
    const core::ModelConfig config = configOf({{"model_type", "compact_bert"},
                                               {"architectures", QJsonArray{"CompactBertModel"}},
                                               {"hidden_size", 512},
                                               {"num_hidden_layers", 24},
                                               {"num_attention_heads", heads},
                                               {"head_size", headSize},
                                               {"intermediate_size", 4096},
                                               {"max_position_embeddings", 512},
                                               {"vocab_size", 30522}});
    const double counted = static_cast<double>(core::countParameters(config).total) / 1e6;
    QVERIFY2(std::abs(counted - millions) < 1.0, qPrintable(QString::number(counted)));
}

void LoadedModelTest::tiedDecoderCountsOnce()
{
    // Encoder without its pooler, transform, norm and the vocabulary's biases.
    constexpr std::int64_t encoder = 109483778 - (768 * 768 + 768) - (2 * 768 + 2);
    QCOMPARE(core::countParameters(bertBase("BertForMaskedLM")).total, encoder + (768 * 768 + 768) + 2 * 768 + 30522);
}

// 2 D m for the factors, D for a learned context, D^2 + D for the token MLP, with D = 2 x 10.
void LoadedModelTest::parametersOfLama()
{
    QCOMPARE(core::countParameters(configOf(support::lamaConfig())).attention, 2 * 20 * 4 + 20);
    QCOMPARE(core::countParameters(configOf(support::lamaConfig({{"context", "mean"}}))).attention, 2 * 20 * 4);
    QCOMPARE(core::countParameters(configOf(support::lamaConfig({{"token_mlp", true}}))).attention,
             2 * 20 * 4 + 20 + 20 * 20 + 20);
}

void LoadedModelTest::parametersAreThoseOfTheFile_data()
{
    QTest::addColumn<QJsonObject>("config");
    QTest::newRow("classifier") << support::encoderConfig();
    QTest::newRow("encoder alone") << support::encoderConfig({{"architectures", QJsonArray{"CompactBertModel"}}});
    QTest::newRow("lama") << support::lamaConfig({{"token_mlp", true}, {"classifier_hidden_size", 3}});
}

void LoadedModelTest::parametersAreThoseOfTheFile()
{
    QFETCH(QJsonObject, config);
    const TinyModel tiny(config);
    std::int64_t stored = 0;
    for (const auto &[name, tensor] : tiny.reference().tensors)
        stored += static_cast<std::int64_t>(tensor.values.size());
    QCOMPARE(tiny.load()->parameters.total, stored);
}

void LoadedModelTest::tellsWhatItIs()
{
    const TinyModel tiny(support::encoderConfig());
    const auto model = tiny.load();
    QCOMPARE(model->directory, tiny.directory());
    QCOMPARE(model->name, tiny.directory().filename().string());
    QCOMPARE(model->config.labels, (std::vector<std::string>{"negative", "positive"}));
    QVERIFY(model->unusedTensors.empty());
    QVERIFY(model->tokenizer);
}

void LoadedModelTest::trailingSlashKeepsTheName_data()
{
    QTest::addColumn<QString>("ending");
    QTest::newRow("slash") << "/";
    QTest::newRow("two slashes") << "//";
    QTest::newRow("dot") << "/.";
}

void LoadedModelTest::trailingSlashKeepsTheName()
{
    QFETCH(QString, ending);
    const TinyModel tiny(support::encoderConfig());
    const auto model = core::loadModel(tiny.directory().string() + ending.toStdString());
    QVERIFY(model);
    QCOMPARE((*model)->name, tiny.directory().filename().string());
}

void LoadedModelTest::tokenLimitIsTheModels()
{
    QCOMPARE(TinyModel(support::encoderConfig()).load()->tokenLimit(), 40U);
    QCOMPARE(TinyModel(support::lamaConfig()).load()->tokenLimit(), 4096U);
}

void LoadedModelTest::unusedTensorIsListed()
{
    TinyModel tiny(support::encoderConfig({{"architectures", QJsonArray{"CompactBertModel"}}}));
    tiny.tensors()["pooler.dense.bias"] = {{2}, {0.5, 0.25}};
    tiny.write();
    QCOMPARE(tiny.load()->unusedTensors, std::vector<std::string>{"pooler.dense.bias"});
}

void LoadedModelTest::missingTensorIsRefused()
{
    TinyModel tiny(support::encoderConfig());
    tiny.tensors().erase("encoder.layer.1.output.dense.bias");
    tiny.write();
    const auto model = core::loadModel(tiny.directory());
    QVERIFY(!model);
    QCOMPARE(model.error().kind, core::ErrorKind::BadInput);
    QVERIFY2(model.error().message.find("encoder.layer.1.output.dense.bias") != std::string::npos,
             model.error().message.c_str());
}

void LoadedModelTest::missingFolderIsRefused()
{
    const auto model = core::loadModel("/nowhere/at all");
    QVERIFY(!model);
    QVERIFY2(model.error().message.find("/nowhere/at all") != std::string::npos, model.error().message.c_str());
}

void LoadedModelTest::estimateCoversWhatIsKept_data()
{
    QTest::addColumn<QJsonObject>("config");
    QTest::newRow("classifier") << support::encoderConfig();
    QTest::newRow("narrow heads") << support::encoderConfig(
        {{"hidden_size", 96}, {"num_attention_heads", 1}, {"head_size", 1}});
    QTest::newRow("large vocabulary") << support::encoderConfig(
        {{"architectures", QJsonArray{"CompactBertForMaskedLM"}}, {"vocab_size", 5000}});
    for (const support::AttentionCase &kind : support::attentionKinds())
        QTest::newRow(kind.name) << support::encoderConfig(kind.config);
    for (const support::AttentionCase &kind : support::trainedMasks())
        QTest::newRow(kind.name) << support::encoderConfig(kind.config);
}

void LoadedModelTest::estimateCoversWhatIsKept()
{
    QFETCH(QJsonObject, config);
    const TinyModel tiny(config);
    const auto model = tiny.load();
    for (const int tokens : {1, 7, 40}) {
        for (int bits = 0; bits < 64; ++bits) {
            const core::KeptTensors kept{(bits & 1) != 0, (bits & 2) != 0,  (bits & 4) != 0,
                                         (bits & 8) != 0, (bits & 16) != 0, (bits & 32) != 0};
            const auto trace = core::forward(*model, support::randomIds(tokens, 64, 1), {kept, {}}, {});
            QVERIFY(trace);
            const std::size_t estimate =
                core::estimateTraceBytes(model->config, static_cast<std::size_t>(tokens), {.kept = kept});
            QVERIFY2(keptBytes(*model, *trace) <= estimate,
                     qPrintable(QStringLiteral("%1 bytes kept, %2 estimated").arg(keptBytes(*model, *trace)).arg(estimate)));
        }
    }
}

void LoadedModelTest::hopelessLengthIsRefused_data()
{
    QTest::addColumn<core::KeptTensors>("kept");
    QTest::newRow("attention kept") << core::KeptTensors{};
    QTest::newRow("all kept") << core::KeptTensors::all();
    QTest::newRow("nothing kept, one layer's maps in memory") << core::KeptTensors{false, false, false, false, false};
}

void LoadedModelTest::hopelessLengthIsRefused()
{
    QFETCH(core::KeptTensors, kept);
    const TinyModel tiny(support::encoderConfig({{"hidden_size", 2}, {"head_size", 1}, {"max_position_embeddings", 66000}}));
    const auto trace = core::forward(*tiny.load(), support::randomIds(66000, 64, 1), {kept, {}}, {});
    QVERIFY(!trace);
    QCOMPARE(trace.error().kind, core::ErrorKind::BadInput);
    QVERIFY2(trace.error().message.find("66000 tokens") != std::string::npos, trace.error().message.c_str());
    QVERIFY2(trace.error().message.find("GiB") != std::string::npos, trace.error().message.c_str());
}

// Without kept maps over tokens, twice the tokens need twice the memory and little of it.
void LoadedModelTest::linearKindsNeedLinearMemory_data()
{
    QTest::addColumn<QJsonObject>("attention");
    QTest::addColumn<core::KeptTensors>("kept");
    const QJsonObject linformer{
        {"kind", "linformer"}, {"projected_length", 128}, {"max_length", 16384}, {"sharing", "layerwise"}};
    const QJsonObject efficient{{"kind", "linear"}, {"variant", "efficient"}};
    const QJsonObject contextFirst{{"kind", "linear"}, {"variant", "context_first"}};
    core::KeptTensors allButEffective = core::KeptTensors::all();
    allButEffective.effective = false;
    core::KeptTensors allButAttention = core::KeptTensors::all();
    allButAttention.attention = false;
    QTest::newRow("linformer, nothing kept") << linformer << core::KeptTensors::none();
    QTest::newRow("linformer, maps over slots kept") << linformer << allButEffective;
    QTest::newRow("efficient, nothing kept") << efficient << core::KeptTensors::none();
    QTest::newRow("efficient, all but attention kept") << efficient << allButAttention;
    QTest::newRow("context first, all kept") << contextFirst << core::KeptTensors::all();
}

void LoadedModelTest::linearKindsNeedLinearMemory()
{
    QFETCH(QJsonObject, attention);
    QFETCH(core::KeptTensors, kept);
    const core::ModelConfig config = configOf(support::encoderConfig({{"attention", attention},
                                                                      {"hidden_size", 128},
                                                                      {"num_attention_heads", 4},
                                                                      {"head_size", 32},
                                                                      {"intermediate_size", 512},
                                                                      {"max_position_embeddings", 16384}}));
    const auto bytes = [&](std::size_t tokens) { return core::estimateTraceBytes(config, tokens, {.kept = kept}); };
    QVERIFY(bytes(16384) <= 2 * bytes(8192));
    QVERIFY2(bytes(16384) < std::size_t{512} << 20, qPrintable(QString::number(bytes(16384))));
}

// H x n x n is counted where it is kept.
void LoadedModelTest::mapsOverTokensAreCounted()
{
    const auto bytesOf = [](const QJsonObject &changes, const core::KeptTensors &kept) {
        return core::estimateTraceBytes(configOf(support::encoderConfig(changes)), 10'000, {.kept = kept});
    };
    constexpr std::size_t oneLayersMaps = std::size_t{4} * 10'000 * 10'000 * sizeof(float);
    core::KeptTensors effective = core::KeptTensors::none();
    effective.effective = true;
    core::KeptTensors attention = core::KeptTensors::none();
    attention.attention = true;
    const QJsonObject linformer = support::attentionCase("linformer");
    const QJsonObject efficient = support::attentionCase("linear, efficient");
    QVERIFY(bytesOf(linformer, effective) > 2 * oneLayersMaps);
    QVERIFY(bytesOf(linformer, attention) < oneLayersMaps / 10);
    QVERIFY(bytesOf(efficient, attention) > 2 * oneLayersMaps);
    QVERIFY(bytesOf({}, attention) > 2 * oneLayersMaps);
    QVERIFY(bytesOf({}, attention) < 3 * oneLayersMaps);
}

// Efficient attention builds its implied map to cut it, kept or not.
void LoadedModelTest::mapsToBeCutAreCounted()
{
    const core::ModelConfig config = configOf(support::encoderConfig(support::attentionCase("linear, efficient")));
    core::ForwardOptions options{.kept = core::KeptTensors::none()};
    constexpr std::size_t oneLayersMaps = std::size_t{4} * 10'000 * 10'000 * sizeof(float);
    QVERIFY(core::estimateTraceBytes(config, 10'000, options) < oneLayersMaps / 10);
    options.truncation = {.rank = 2, .heads = {{{0}, {1}}}};
    QVERIFY(core::estimateTraceBytes(config, 10'000, options) > oneLayersMaps);
}

// Three tokens through a million slots of width 1,024.
void LoadedModelTest::compressedKeysAndValuesAreCounted()
{
    const QJsonObject linformer{
        {"kind", "linformer"}, {"projected_length", 1 << 20}, {"max_length", 3}, {"sharing", "layerwise"}};
    const TinyModel tiny(support::encoderConfig(
        {{"attention", linformer}, {"hidden_size", 2}, {"num_attention_heads", 1}, {"head_size", 1024}}));
    const auto trace = core::forward(*tiny.load(), support::randomIds(3, 64, 1), {.kept = core::KeptTensors::none()}, {});
    QVERIFY(!trace);
    QVERIFY2(trace.error().message.find("3 tokens would need 8 GiB") != std::string::npos, trace.error().message.c_str());
}

ATTNSCOPE_TEST(LoadedModelTest, tests::NoApplication)
#include "tst_loaded_model.moc"
