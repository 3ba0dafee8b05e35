#pragma once

#include "core/base/result.h"
#include "core/base/stop.h"
#include "core/format/model_config.h"
#include "core/model/forward_trace.h"
#include "core/text/tokenizer.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <variant>
#include <vector>

namespace core {

class Encoder;
class Lama;

struct ParameterCounts {
    std::int64_t total = 0;
    std::int64_t attention = 0;  // query, key, value and output projections of all layers (LAMA: P, Q, context, token MLP)
};

// A trained model in memory, ready to run. Immutable once made, so any thread may run it.
struct LoadedModel {
    std::filesystem::path directory;
    std::string name;  // the folder's own name
    ModelConfig config;
    ParameterCounts parameters;
    std::vector<std::string> unusedTensors;  // in the file but not part of the model
    std::shared_ptr<const Tokenizer> tokenizer;
    std::variant<std::shared_ptr<const Encoder>, std::shared_ptr<const Lama>> network;

    std::size_t tokenLimit() const;
};

// Reads, checks and prepares the model in `directory`. Refuses one that does not fit, with a sentence that says why.
Result<std::shared_ptr<const LoadedModel>> loadModel(const std::filesystem::path &directory);

// What a pass may be asked besides its tokens.
struct ForwardOptions {
    KeptTensors kept;
    std::vector<bool> maskedKeys;  // per token: no query may attend to it; empty = none
};

// Runs the tokens through the model. Stops between layers with ErrorKind::Cancelled.
Result<ForwardTrace> forward(const LoadedModel &model, const std::vector<TokenId> &tokens,
                             const ForwardOptions &options, const StopToken &stop);

} // namespace core
