#pragma once

#include "core/base/result.h"
#include "core/base/stop.h"
#include "core/format/model_config.h"
#include "core/format/model_files.h"
#include "core/model/attention_parameters.h"
#include "core/model/forward_options.h"
#include "core/model/linear_classifier.h"
#include "core/model/mask/mask_pattern.h"
#include "core/text/tokenizer.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace core {

class Encoder;
class Lama;
class StoredAttention;

// Trained numbers, over all layers. LAMA's attention is P, Q, the learned context and the token MLP, and has no output projection.
struct ParameterCounts {
    std::int64_t total = 0;
    std::int64_t attention = 0;  // the attention block with its output projection
    std::int64_t outputProjection = 0;

    std::int64_t attentionWithoutOutput() const { return attention - outputProjection; }
};

ParameterCounts countParameters(const ModelConfig &config);
// The same encoder with standard attention and no learned mask: what the other kinds are compared with.
ParameterCounts countStandardParameters(ModelConfig config);

// A trained model in memory, ready to run. Immutable once made, so any thread may run it.
struct LoadedModel {
    std::filesystem::path directory;
    std::string name;  // the folder's own, with the stem of weights of another name: sst2/epoch3
    ModelStamp stamp;  // of the files that it was read from
    ModelConfig config;
    ParameterCounts parameters;
    std::vector<std::string> unusedTensors;                // in the file but not part of the model
    std::vector<AttentionParameters> attentionParameters;  // one per layer of an encoder
    std::shared_ptr<const LearnedGates> learnedGates;      // null where the mask is not learned
    std::shared_ptr<const Tokenizer> tokenizer;
    std::variant<std::shared_ptr<const Encoder>, std::shared_ptr<const Lama>, std::shared_ptr<const StoredAttention>>
        network;
    std::optional<std::string> onlyText;               // of a file of maps: the one text that it tells of
    std::optional<LinearClassifier> linearClassifier;  // LAMA's, where it has no hidden layer

    std::size_t tokenLimit() const;
};

// "models/sst2/" and "models/sst2/." are called sst2 as well, and "." is what the current folder is called. Of several files of
// weights in one folder each is a model of its own: sst2/epoch3 is read from epoch3.safetensors.
std::string modelName(const std::filesystem::path &directory, const std::filesystem::path &opened);

// Reads, checks and prepares the model in `directory`. Refuses one that does not fit, with a sentence that says why.
Result<std::shared_ptr<const LoadedModel>> loadModel(const std::filesystem::path &directory);

// What masks over so many tokens are made of for the model. Borrows its gates.
PatternInput patternInput(const LoadedModel &model, int tokens);

// Refuses a text that the model cannot tell of, as it is a file of maps of another.
Result<void> checkText(const LoadedModel &model, std::string_view text);

// Refuses a mask that has no meaning for the model, with one sentence.
Result<void> checkMask(const LoadedModel &model, const AttentionMask &mask);

// Bytes that an encoder's pass over this many tokens would keep and work in.
std::size_t estimateTraceBytes(const ModelConfig &config, std::size_t tokens, const ForwardOptions &options);

// Refuses more bytes than a machine of ordinary size has to spare, instead of letting it swap.
Result<void> checkTraceBytes(std::size_t tokens, std::size_t bytes);

// Refuses what forward() refuses of a pass over this many tokens.
Result<void> checkPass(const LoadedModel &model, std::size_t tokens, const ForwardOptions &options);

// Runs the tokens through the model. Refuses more of them than its limit, masks that have no meaning for the model and passes
// that would need too much memory. Stops between layers, and between heads whose ranks are cut, with ErrorKind::Cancelled.
Result<ForwardTrace> forward(const LoadedModel &model, std::span<const TokenId> ids, const ForwardOptions &options,
                             const StopToken &stop);

// The same under the mask of the options, given the pass without it over the same tokens, otherwise with the same options. Runs
// only from the first masked layer on where that pass kept its hidden states.
Result<ForwardTrace> forwardMasked(const LoadedModel &model, std::span<const TokenId> ids, const ForwardTrace &unmasked,
                                   const ForwardOptions &options, const StopToken &stop);

}  // namespace core
