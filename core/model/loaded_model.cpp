#include "core/model/loaded_model.h"

#include "core/base/counted.h"
#include "core/base/message_text.h"
#include "core/format/hub_cache.h"
#include "core/format/mechanism/attention_mechanism.h"
#include "core/format/model_folder.h"
#include "core/format/model_paths.h"
#include "core/format/tensor_table.h"
#include "core/model/encoder.h"
#include "core/model/lama.h"
#include "core/model/model_tokenizer.h"
#include "core/model/stored_attention.h"
#include "core/model/stored_maps_model.h"
#include "core/model/tensor_source.h"

#include <fmt/core.h>

#include <system_error>

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace core {
namespace {

// Every thread that read keeps what it read with for later, which is the size of a layer and not needed again.
void giveBackFreedMemory()
{
#ifdef __GLIBC__
    malloc_trim(0);
#endif
}

bool contains(const std::string &name, std::string_view part)
{
    return name.find(part) != std::string::npos;
}

// What a kind of attention keeps for all layers lies beside them.
bool isOfAllLayers(const std::string &name)
{
    return name.starts_with("encoder.") && !name.starts_with("encoder.layer.") &&
           !name.starts_with("encoder.attention_mask.");
}

bool isAttention(const std::string &name)
{
    return isOfAllLayers(name) || (contains(name, "attention.") && !contains(name, "LayerNorm"));
}

bool isOutputProjection(const std::string &name)
{
    return contains(name, "attention.output.dense.");
}

std::int64_t countOf(std::vector<TensorSpec> table, bool (*isCounted)(const std::string &name))
{
    std::erase_if(table, [isCounted](const TensorSpec &tensor) { return !isCounted(tensor.name); });
    return parameterCount(table);
}

void addEncoder(std::shared_ptr<const Encoder> encoder, LoadedModel &model)
{
    model.attentionParameters = encoder->attentionParameters();
    model.learnedGates = encoder->parts().gates;
    model.network = std::move(encoder);
}

// One byte a pair, for all heads alike or, with learned gates, for each.
std::size_t trainedMaskBytes(const ModelConfig &config, std::size_t tokens)
{
    switch (config.attention.trainedMask) {
    case TrainedMask::Full: return 0;
    case TrainedMask::NoDiagonal: return tokens * tokens;
    case TrainedMask::Structured:
    case TrainedMask::Unstructured: return config.heads * tokens * tokens;
    }
    return 0;
}

// At most what is asked for and one layer's two masks made of it, for each head.
std::size_t askedMaskBytes(const ModelConfig &config, std::size_t tokens, const AttentionMask &mask)
{
    return mask.masksPairs() ? 3 * config.heads * tokens * tokens : 0;
}

using ModelPointer = std::shared_ptr<const LoadedModel>;

Result<ModelPointer> loadStoredMaps(const std::filesystem::path &path, const ModelReading &reading)
{
    auto model = std::make_shared<LoadedModel>();
    model->directory = folderOfModel(path);
    model->stamp = reading.stamp;
    model->name = path.filename().string();
    if (const auto read = readStoredMaps(reading.path, *model); !read)
        return read.error();
    return ModelPointer(std::move(model));
}

Result<ModelPointer> loadOnce(const std::filesystem::path &path, const ModelReading &reading)
{
    if (isStoredMaps(reading.path))
        return loadStoredMaps(path, reading);
    const Result<ModelFolder> folder = openModelFolderOnce(reading.path);
    if (!folder)
        return folder.error();
    if (!folder->report.fits())
        return badInput(pathText(folder->directory) + ": " + summary(folder->report));
    auto model = std::make_shared<LoadedModel>();
    model->directory = folderOfModel(path);
    model->stamp = reading.stamp;
    model->name = modelName(model->directory, path);
    model->config = folder->config;
    model->parameters = countParameters(folder->config);
    model->unusedTensors = folder->report.unused;
    const bool isLama = folder->config.type == ModelType::Lama;
    auto tokenizer = loadTokenizer(folder->directory, folder->config);
    if (!tokenizer)
        return tokenizer.error();
    model->tokenizer = *std::move(tokenizer);
    const TensorSource tensors(*folder);
    if (isLama) {
        model->network = std::make_shared<const Lama>(folder->config, tensors);
        model->linearClassifier = linearClassifier(folder->config, tensors);
    } else {
        addEncoder(std::make_shared<const Encoder>(folder->config, tensors), *model);
    }
    if (!folder->checkpoint.isIntact())
        return inContext(pathText(path), changedWhileRead());
    giveBackFreedMemory();
    return ModelPointer(std::move(model));
}

// What is kept at most, in bytes; beyond it a machine of ordinary size would start to swap.
constexpr std::size_t largestTrace = std::size_t{8} << 30;

}  // namespace

ParameterCounts countParameters(const ModelConfig &config)
{
    const std::vector<TensorSpec> table = tensorTable(config);
    return {.total = parameterCount(table),
            .attention = countOf(table, isAttention),
            .outputProjection = countOf(table, isOutputProjection)};
}

ParameterCounts countStandardParameters(ModelConfig config)
{
    config.attention = {};
    return countParameters(config);
}

PatternInput patternInput(const LoadedModel &model, int tokens)
{
    return {
        .tokens = tokens, .heads = model.config.heads, .gates = model.learnedGates.get(), .fixed = fixedPairs(model.config)};
}

std::size_t LoadedModel::tokenLimit() const
{
    constexpr std::size_t longestLamaText = 4096;
    if (config.type == ModelType::Lama)
        return longestLamaText;
    const int longest = config.attention.maxLength;
    return longest > 0 ? std::min(config.maxPositions, longest) : config.maxPositions;
}

std::string modelName(const std::filesystem::path &directory, const std::filesystem::path &opened)
{
    std::error_code failure;
    const std::filesystem::path whole = std::filesystem::absolute(directory, failure).lexically_normal();
    const std::filesystem::path folder = (whole.has_filename() ? whole : whole.parent_path()).filename();
    const std::filesystem::path name = nameOfSnapshot(directory).value_or(folder.string());
    const bool isFolder = opened == directory || areOwnWeights(opened);
    return (isFolder ? name : name / opened.stem()).string();
}

Result<std::shared_ptr<const LoadedModel>> loadModel(const std::filesystem::path &directory)
{
    return readModelUnchanged<ModelPointer>(
        directory, [&directory](const ModelReading &reading) { return loadOnce(directory, reading); });
}

std::size_t estimateTraceBytes(const ModelConfig &config, std::size_t tokens, const ForwardOptions &options)
{
    const KeptTensors &kept = options.kept;
    const std::size_t width = std::size_t{1} * config.heads * config.headSize;
    const MapShapes maps = mechanismOf(config.attention).shapes(config, tokens);
    const std::size_t heads = config.heads;
    std::size_t layer = 0;
    layer += kept.scores ? heads * maps.scores.size() : 0;
    layer += kept.attention ? heads * maps.attention.size() : 0;
    layer += kept.effective ? heads * maps.effective.size() : 0;
    layer += kept.projections ? 3 * tokens * width : 0;
    layer += kept.headOutput ? tokens * width : 0;
    layer += kept.hidden ? tokens * config.hiddenSize : 0;
    const std::size_t embeddings = kept.hidden ? tokens * config.hiddenSize : 0;
    const std::size_t logits = predictsPieces(config.task) ? tokens * config.vocabularySize : config.labels.size();
    // Of each token at most the stacked projections, what a kind derives of them and the context, two hidden states and the expansion.
    const std::size_t rows = tokens * (7 * width + 2 * config.hiddenSize + config.intermediateSize);
    const MapShape &working = options.truncation.isActive() ? maps.attention : maps.unkept;
    const std::size_t scratch = rows + heads * maps.mixed + (kept.attention ? 0 : heads * working.size());
    return sizeof(float) * (config.layers * layer + embeddings + logits + scratch) + trainedMaskBytes(config, tokens) +
           askedMaskBytes(config, tokens, options.mask);
}

Result<void> checkTraceBytes(std::size_t tokens, std::size_t bytes)
{
    if (bytes > largestTrace)
        return badInput(fmt::format("{} would need {} GiB of memory; {} GiB is the limit", counted(tokens, "token"),
                                    bytes >> 30, largestTrace >> 30));
    return {};
}

Result<void> checkText(const LoadedModel &model, std::string_view text)
{
    if (!model.onlyText || *model.onlyText == text)
        return {};
    return badInput(fmt::format("{} holds the attention to one text alone, {}", model.name, quotedText(*model.onlyText)));
}

Result<void> checkMask(const LoadedModel &model, const AttentionMask &mask)
{
    const auto checked = checkMask(mask, model.config, model.learnedGates != nullptr);
    return checked ? checked : inContext(model.name, checked.error());
}

Result<void> checkPass(const LoadedModel &model, std::size_t tokens, const ForwardOptions &options)
{
    if (tokens > model.tokenLimit())
        return badInput(fmt::format("{} more than {} reads, expected at most {}", counted(tokens, "token is", "tokens are"),
                                    model.name, model.tokenLimit()));
    if (const auto checked = checkMask(model, options.mask); !checked)
        return checked.error();
    if (model.onlyText && options.truncation.isActive())
        return badInput(fmt::format("{} holds attention without weights, which a cut map could be run on", model.name));
    if (model.config.type == ModelType::Lama)
        return {};
    if (tokens == 0)
        return badInput(fmt::format("the text has no token for {}, whose tokenizer adds none", model.name));
    return checkTraceBytes(tokens, estimateTraceBytes(model.config, tokens, options));
}

Result<ForwardTrace> forward(const LoadedModel &model, std::span<const TokenId> ids, const ForwardOptions &options,
                             const StopToken &stop)
{
    if (const auto checked = checkPass(model, ids.size(), options); !checked)
        return checked.error();
    return std::visit([&](const auto &network) { return network->forward(ids, options, stop); }, model.network);
}

Result<ForwardTrace> forwardMasked(const LoadedModel &model, std::span<const TokenId> ids, const ForwardTrace &unmasked,
                                   const ForwardOptions &options, const StopToken &stop)
{
    const auto *encoder = std::get_if<std::shared_ptr<const Encoder>>(&model.network);
    const LayerIndex first = firstMaskedLayer(options.mask, model.config.layers);
    if (!encoder || !options.kept.hidden || first.value == 0)
        return forward(model, ids, options, stop);
    if (const auto checked = checkMask(model, options.mask); !checked)
        return checked.error();
    return (*encoder)->forwardFromLayer(std::get<EncoderTrace>(unmasked.network), first, options, stop);
}

}  // namespace core
