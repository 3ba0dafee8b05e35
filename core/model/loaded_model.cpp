#include "core/model/loaded_model.h"

#include "core/format/model_folder.h"
#include "core/format/tensor_table.h"
#include "core/model/encoder.h"
#include "core/model/lama.h"
#include "core/model/tensor_source.h"
#include "core/text/load_tokenizer.h"

#include <system_error>

namespace core {
namespace {

bool isAttention(const std::string &name)
{
    return name.find("attention.") != std::string::npos && name.find("LayerNorm") == std::string::npos;
}

// "models/sst2/" and "models/sst2/." are called sst2 as well, and "." is what the current folder is called.
std::string nameOf(const std::filesystem::path &directory)
{
    std::error_code failure;
    const std::filesystem::path whole = std::filesystem::absolute(directory, failure).lexically_normal();
    return (whole.has_filename() ? whole : whole.parent_path()).filename().string();
}

// What is kept at most, in bytes; beyond it a machine of ordinary size would start to swap.
constexpr std::size_t largestTrace = std::size_t{8} << 30;

} // namespace

ParameterCounts countParameters(const ModelConfig &config)
{
    std::vector<TensorSpec> table = tensorTable(config);
    ParameterCounts counts;
    counts.total = parameterCount(table);
    std::erase_if(table, [](const TensorSpec &tensor) { return !isAttention(tensor.name); });
    counts.attention = parameterCount(table);
    return counts;
}

std::size_t LoadedModel::tokenLimit() const
{
    constexpr std::size_t longestLamaText = 4096;
    if (config.type == ModelType::Lama)
        return longestLamaText;
    const bool isLinformer = config.attention.kind == AttentionKind::Linformer;
    return isLinformer ? std::min(config.maxPositions, config.attention.maxLength) : config.maxPositions;
}

Result<std::shared_ptr<const LoadedModel>> loadModel(const std::filesystem::path &directory)
{
    const Result<ModelFolder> folder = openModelFolder(directory);
    if (!folder)
        return folder.error();
    if (!folder->report.fits())
        return badInput(folder->directory.string() + ": " + summary(folder->report));
    auto model = std::make_shared<LoadedModel>();
    model->directory = folder->directory;
    model->name = nameOf(folder->directory);
    model->config = folder->config;
    model->parameters = countParameters(folder->config);
    model->unusedTensors = folder->report.unused;
    const bool isLama = folder->config.type == ModelType::Lama;
    auto tokenizer = loadTokenizer(folder->directory, /*addSpecialTokensByDefault=*/!isLama, folder->config.vocabularySize);
    if (!tokenizer)
        return tokenizer.error();
    model->tokenizer = *std::move(tokenizer);
    const TensorSource tensors(*folder);
    if (isLama) {
        model->network = std::make_shared<const Lama>(folder->config, tensors);
        model->linearClassifier = linearClassifier(folder->config, tensors);
    } else {
        model->network = std::make_shared<const Encoder>(folder->config, tensors);
    }
    return std::shared_ptr<const LoadedModel>(std::move(model));
}

std::size_t estimateTraceBytes(const ModelConfig &config, std::size_t tokens, const KeptTensors &kept)
{
    const std::size_t heads = config.heads;
    const std::size_t width = heads * config.headSize;
    const std::size_t map = heads * tokens * tokens;
    std::size_t layer = 0;
    layer += kept.scores ? map : 0;
    layer += kept.attention ? map : 0;
    layer += kept.projections ? 3 * tokens * width : 0;
    layer += kept.headOutput ? tokens * width : 0;
    layer += kept.hidden ? tokens * config.hiddenSize : 0;
    const std::size_t embeddings = kept.hidden ? tokens * config.hiddenSize : 0;
    const std::size_t logits =
        config.task == ModelTask::MaskedLanguageModel ? tokens * config.vocabularySize : config.labels.size();
    const std::size_t scratch = map + tokens * (4 * width + 2 * config.hiddenSize + config.intermediateSize);
    return sizeof(float) * (config.layers * layer + embeddings + logits + scratch);
}

Result<ForwardTrace> forward(const LoadedModel &model, std::span<const TokenId> ids, const ForwardOptions &options, const StopToken &stop)
{
    if (const auto *lama = std::get_if<std::shared_ptr<const Lama>>(&model.network))
        return (*lama)->forward(ids, options, stop);
    if (ids.empty())
        return badInput("the text has no token for " + model.name + ", whose tokenizer adds none");
    const std::size_t bytes = estimateTraceBytes(model.config, ids.size(), options.kept);
    if (bytes > largestTrace)
        return badInput(std::to_string(ids.size()) + " tokens would need " + std::to_string(bytes >> 30) + " GiB of memory; "
                        + std::to_string(largestTrace >> 30) + " GiB is the limit");
    return std::get<std::shared_ptr<const Encoder>>(model.network)->forward(ids, options, stop);
}

} // namespace core
