#include "tests/support/tiny_model.h"

#include "tests/support/random_model.h"
#include "tests/support/tensor_files.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <random>

namespace support {
namespace {

QJsonObject merged(QJsonObject config, const QJsonObject &changes)
{
    for (auto key = changes.begin(); key != changes.end(); ++key)
        config[key.key()] = key.value();
    return config;
}

}  // namespace

QJsonObject encoderConfig(const QJsonObject &changes)
{
    const QJsonObject config{
        {"model_type", "compact_bert"},
        {"architectures", QJsonArray{"CompactBertForSequenceClassification"}},
        {"hidden_size", 24},
        {"num_hidden_layers", 2},
        {"num_attention_heads", 4},
        {"head_size", 6},
        {"intermediate_size", 32},
        {"hidden_act", "gelu"},
        {"layer_norm_eps", 1e-12},
        {"max_position_embeddings", 40},
        {"type_vocab_size", 2},
        {"vocab_size", 64},
        {"id2label", QJsonObject{{"0", "negative"}, {"1", "positive"}}},
    };
    return merged(config, changes);
}

QJsonObject lamaConfig(const QJsonObject &changes)
{
    const QJsonObject config{
        {"model_type", "lama"}, {"architectures", QJsonArray{"LamaForSequenceClassification"}},
        {"hidden_size", 10},    {"num_attention_heads", 4},
        {"embedding_size", 12}, {"context", "learned"},
        {"token_mlp", false},   {"classifier_hidden_size", 0},
        {"vocab_size", 64},     {"id2label", QJsonObject{{"0", "negative"}, {"1", "positive"}}},
    };
    return merged(config, changes);
}

TinyModel::TinyModel(const QJsonObject &config, std::uint32_t seed)
{
    const std::string message = writeRandomModel(directory(), QJsonDocument(config).toJson().toStdString(), seed);
    if (!message.empty())
        qFatal("%s", message.c_str());
    m_model = readReferenceModel(directory());
}

std::filesystem::path TinyModel::directory() const
{
    return m_directory.path().toStdString();
}

void TinyModel::write() const
{
    writeTensors(directory() / "model.safetensors", m_model.tensors);
}

std::shared_ptr<const core::LoadedModel> TinyModel::load() const
{
    auto model = core::loadModel(directory());
    if (!model)
        qFatal("%s", model.error().message.c_str());
    return *std::move(model);
}

std::vector<core::TokenId> randomIds(int count, int vocabularySize, std::uint32_t seed)
{
    constexpr int specialTokens = 5;
    std::mt19937 generator(seed);
    std::vector<core::TokenId> ids(static_cast<std::size_t>(count));
    for (core::TokenId &id : ids)
        id.value = specialTokens + static_cast<int>(generator() % static_cast<unsigned>(vocabularySize - specialTokens));
    return ids;
}

core::ForwardTrace wholeTrace(const core::LoadedModel &model, std::span<const core::TokenId> ids,
                              const std::vector<bool> &maskedKeys)
{
    auto trace = core::forward(model, ids, {core::KeptTensors::all(), maskedKeys}, {});
    if (!trace)
        qFatal("%s", trace.error().message.c_str());
    return *std::move(trace);
}

}  // namespace support
