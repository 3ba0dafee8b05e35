#pragma once

#include "core/model/loaded_model.h"
#include "core/ops/linear.h"
#include "tests/bench/timing.h"
#include "tests/support/random_model.h"

#include <QTemporaryDir>

#include <algorithm>
#include <memory>
#include <random>
#include <string>
#include <vector>

namespace bench {

struct EncoderShape {
    const char *name;
    int layers;
    int width;
    int heads;
    int intermediate;
};

// Multiply-adds count twice. Projections and feed-forward: 2 n (4 D^2 + 2 D I); scores and attention times value: 4 n^2 D.
inline double forwardGigaflop(const EncoderShape &shape, double tokens)
{
    const double width = shape.width;
    const double products = 2.0 * tokens * (4.0 * width * width + 2.0 * width * shape.intermediate);
    return shape.layers * (products + 4.0 * tokens * tokens * width) / 1e9;
}

// GFLOP/s of the best 1024^3 product of this machine, through the library the engine uses.
inline double peakGigaflops()
{
    constexpr int size = 1024;
    const core::Matrix values = core::Matrix::Constant(size, size, 0.5F);
    const core::Linear product({values.data(), size, size}, {});
    core::Matrix result;
    const std::vector<double> times = repeatedMilliseconds([&] { product.apply(values, result); });
    return 2.0 * size * size * size / 1e6 / *std::min_element(times.begin(), times.end());
}

inline std::string configOf(const EncoderShape &shape)
{
    return R"({"model_type": "bert", "architectures": ["BertForSequenceClassification"], "vocab_size": 1000,
               "max_position_embeddings": 512, "type_vocab_size": 2, "hidden_act": "gelu", "hidden_size": )" +
           std::to_string(shape.width) + R"(, "num_hidden_layers": )" + std::to_string(shape.layers) +
           R"(, "num_attention_heads": )" + std::to_string(shape.heads) + R"(, "intermediate_size": )" +
           std::to_string(shape.intermediate) + "}";
}

// Ends the program where the model cannot be made.
inline std::shared_ptr<const core::LoadedModel> randomModel(const std::string &config)
{
    const QTemporaryDir folder;
    const std::string problem = support::writeRandomModel(folder.path().toStdString(), config, /*seed=*/1);
    auto model = core::loadModel(folder.path().toStdString());
    if (!problem.empty() || !model)
        qFatal("%s", problem.empty() ? model.error().message.c_str() : problem.c_str());
    return *std::move(model);
}

inline std::vector<core::TokenId> randomIds(int tokens)
{
    std::mt19937 random(1);
    std::uniform_int_distribution<int> id(5, 999);
    std::vector<core::TokenId> ids;
    for (int token = 0; token < tokens; ++token)
        ids.push_back({id(random)});
    return ids;
}

// Whose times the targets are set for.
inline constexpr EncoderShape measuredShapes[]{{"2 layers, width 128, 4 heads", 2, 128, 4, 512},
                                               {"BERT-base: 12 layers, width 768, 12 heads", 12, 768, 12, 3072}};
inline constexpr int measuredLengths[]{16, 32, 64, 128, 256, 512};

}  // namespace bench
