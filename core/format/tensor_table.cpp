#include "core/format/tensor_table.h"

#include <functional>
#include <numeric>
#include <utility>

namespace core {

namespace {

using Shape = std::vector<std::int64_t>;

// Collects rows under a common beginning of their names.
class TableWriter
{
public:
    TableWriter(std::vector<TensorSpec> &table, std::string prefix) : m_table(table), m_prefix(std::move(prefix)) {}

    void tensor(const std::string &name, Shape shape) const { m_table.push_back({m_prefix + name, std::move(shape)}); }
    void optionalTensor(const std::string &name, Shape shape) const
    {
        m_table.push_back({m_prefix + name, std::move(shape), /*isOptional=*/true});
    }
    void linear(const std::string &name, std::int64_t outputs, std::int64_t inputs) const
    {
        tensor(name + ".weight", {outputs, inputs});
        tensor(name + ".bias", {outputs});
    }
    void layerNorm(const std::string &name, std::int64_t width) const
    {
        tensor(name + ".weight", {width});
        tensor(name + ".bias", {width});
    }
    TableWriter under(const std::string &part) const { return {m_table, m_prefix + part}; }

private:
    std::vector<TensorSpec> &m_table;
    std::string m_prefix;
};

// H * dh: the queries, keys or values of all heads of a layer side by side.
std::int64_t headWidths(const ModelConfig &config)
{
    return std::int64_t(config.heads) * config.headSize;
}

// One function per attention kind: what it keeps under encoder.layer.L.attention.self.

void projections(const TableWriter &self, const ModelConfig &config, std::initializer_list<const char *> names)
{
    for (const char *name : names)
        self.linear(name, headWidths(config), config.hiddenSize);
}

void standardRows(const TableWriter &self, const ModelConfig &config)
{
    projections(self, config, {"query", "key", "value"});
}

void symmetricRows(const TableWriter &self, const ModelConfig &config)
{
    projections(self, config, {"query", "value"});
}

void pairwiseRows(const TableWriter &self, const ModelConfig &config)
{
    projections(self, config, {"query", "value"});
    self.tensor("pairwise", {config.heads, config.headSize, config.headSize});
}

void sharedRows(const TableWriter &self, const ModelConfig &config)
{
    projections(self, config, {"shared"});
    for (const char *name : {"query_scale", "key_scale", "value_scale"})
        self.tensor(name, {headWidths(config)});
}

void linformerRows(const TableWriter &self, const ModelConfig &config)
{
    standardRows(self, config);
    const AttentionConfig &attention = config.attention;
    const Shape one{attention.projectedLength, attention.maxLength};
    const Shape perHead{config.heads, attention.projectedLength, attention.maxLength};
    switch (attention.sharing) {
    case ProjectionSharing::None:
        self.tensor("key_projection", perHead);
        self.tensor("value_projection", perHead);
        break;
    case ProjectionSharing::Headwise:
        self.tensor("key_projection", one);
        self.tensor("value_projection", one);
        break;
    case ProjectionSharing::KeyValue: self.tensor("projection", one); break;
    case ProjectionSharing::Layerwise:  // encoder.projection, once for all layers
        break;
    }
}

struct AttentionRows {
    AttentionKind kind;
    void (*write)(const TableWriter &self, const ModelConfig &config);
};

constexpr AttentionRows attentionRows[]{
    {AttentionKind::Standard, standardRows},   {AttentionKind::Symmetric, symmetricRows},
    {AttentionKind::Pairwise, pairwiseRows},   {AttentionKind::Shared, sharedRows},
    {AttentionKind::Linformer, linformerRows}, {AttentionKind::Linear, standardRows},
};

void writeAttention(const TableWriter &self, const ModelConfig &config)
{
    for (const AttentionRows &rows : attentionRows) {
        if (rows.kind == config.attention.kind)
            rows.write(self, config);
    }
}

void writeLayer(const TableWriter &layer, const ModelConfig &config)
{
    writeAttention(layer.under("attention.self."), config);
    layer.linear("attention.output.dense", config.hiddenSize, headWidths(config));
    layer.layerNorm("attention.output.LayerNorm", config.hiddenSize);
    layer.linear("intermediate.dense", config.intermediateSize, config.hiddenSize);
    layer.linear("output.dense", config.hiddenSize, config.intermediateSize);
    layer.layerNorm("output.LayerNorm", config.hiddenSize);
}

void writeEmbeddings(const TableWriter &embeddings, const ModelConfig &config)
{
    embeddings.tensor("word_embeddings.weight", {config.vocabularySize, config.hiddenSize});
    embeddings.tensor("position_embeddings.weight", {config.maxPositions, config.hiddenSize});
    embeddings.tensor("token_type_embeddings.weight", {config.tokenTypes, config.hiddenSize});
    embeddings.layerNorm("LayerNorm", config.hiddenSize);
}

void writeClassifier(const TableWriter &model, const ModelConfig &config)
{
    model.linear("pooler.dense", config.hiddenSize, config.hiddenSize);
    model.linear("classifier", static_cast<std::int64_t>(config.labels.size()), config.hiddenSize);
}

// The decoder is the word embeddings unless the file has one of its own.
void writePredictions(const TableWriter &predictions, const ModelConfig &config)
{
    predictions.linear("transform.dense", config.hiddenSize, config.hiddenSize);
    predictions.layerNorm("transform.LayerNorm", config.hiddenSize);
    predictions.optionalTensor("decoder.weight", {config.vocabularySize, config.hiddenSize});
    predictions.tensor("bias", {config.vocabularySize});
}

// Learned gates reach as far as the model's positions.
void writeMask(const TableWriter &mask, const ModelConfig &config)
{
    const std::int64_t longest = config.maxPositions;
    if (config.attention.trainedMask == TrainedMask::Structured)
        mask.tensor("gates", {config.heads, longest});
    if (config.attention.trainedMask == TrainedMask::Unstructured)
        mask.tensor("gates", {config.heads, longest * (longest + 1) / 2});
}

void writeEncoder(const TableWriter &model, const ModelConfig &config)
{
    writeEmbeddings(model.under("embeddings."), config);
    if (config.attention.kind == AttentionKind::Linformer && config.attention.sharing == ProjectionSharing::Layerwise)
        model.tensor("encoder.projection", {config.attention.projectedLength, config.attention.maxLength});
    writeMask(model.under("encoder.attention_mask."), config);
    for (int layer = 0; layer < config.layers; ++layer)
        writeLayer(model.under("encoder.layer." + std::to_string(layer) + "."), config);
    if (config.task == ModelTask::Classification)
        writeClassifier(model, config);
    if (config.task == ModelTask::MaskedLanguageModel)
        writePredictions(model.under("cls.predictions."), config);
}

// Gates r, z, n stand below each other, as in PyTorch's nn.GRU.
void writeGru(const TableWriter &gru, const ModelConfig &config)
{
    constexpr std::int64_t gates = 3;
    for (const std::string direction : {"_l0", "_l0_reverse"}) {
        gru.tensor("weight_ih" + direction, {gates * config.hiddenSize, config.embeddingSize});
        gru.tensor("weight_hh" + direction, {gates * config.hiddenSize, config.hiddenSize});
        gru.tensor("bias_ih" + direction, {gates * config.hiddenSize});
        gru.tensor("bias_hh" + direction, {gates * config.hiddenSize});
    }
}

void writeLama(const TableWriter &model, const ModelConfig &config)
{
    const std::int64_t stateSize = 2 * std::int64_t(config.hiddenSize);
    const std::int64_t sentenceSize = config.heads * stateSize;
    const auto classes = static_cast<std::int64_t>(config.labels.size());
    model.tensor("embeddings.weight", {config.vocabularySize, config.embeddingSize});
    writeGru(model.under("gru."), config);
    if (config.hasTokenMlp)
        model.linear("attention.token_mlp", stateSize, stateSize);
    model.tensor("attention.P", {stateSize, config.heads});
    model.tensor("attention.Q", {stateSize, config.heads});
    if (config.context == LamaContext::Learned)
        model.tensor("attention.context", {stateSize});
    if (config.classifierHiddenSize > 0)
        model.linear("classifier.dense", config.classifierHiddenSize, sentenceSize);
    model.linear("classifier.out", classes, config.classifierHiddenSize > 0 ? config.classifierHiddenSize : sentenceSize);
}

}  // namespace

std::vector<TensorSpec> tensorTable(const ModelConfig &config)
{
    std::vector<TensorSpec> table;
    const TableWriter model(table, "");
    if (config.type == ModelType::Lama)
        writeLama(model, config);
    else
        writeEncoder(model, config);
    return table;
}

std::int64_t parameterCount(std::span<const TensorSpec> table)
{
    std::int64_t count = 0;
    for (const TensorSpec &spec : table) {
        if (!spec.isOptional)
            count += std::accumulate(spec.shape.begin(), spec.shape.end(), std::int64_t(1), std::multiplies());
    }
    return count;
}

}  // namespace core
