// Forward passes against the machine's best matrix product in the same run, and the measures of all heads.

#include "core/analysis/measure_heads.h"
#include "core/model/loaded_model.h"
#include "core/ops/linear.h"
#include "tests/bench/timing.h"
#include "tests/support/random_model.h"

#include <QTemporaryDir>

#include <cstdio>
#include <random>

namespace {

struct EncoderShape {
    const char *name;
    int layers;
    int width;
    int heads;
    int intermediate;
};

// Multiply-adds count twice. Projections and feed-forward: 2 n (4 D^2 + 2 D I); scores and attention times value: 4 n^2 D.
double forwardGigaflop(const EncoderShape &shape, double tokens)
{
    const double width = shape.width;
    const double products = 2.0 * tokens * (4.0 * width * width + 2.0 * width * shape.intermediate);
    return shape.layers * (products + 4.0 * tokens * tokens * width) / 1e9;
}

// GFLOP/s of the best 1024^3 product of this machine, through the library the engine uses.
double peakGigaflops()
{
    constexpr int size = 1024;
    const core::Matrix values = core::Matrix::Constant(size, size, 0.5F);
    const core::Linear product({values.data(), size, size}, {});
    core::Matrix result;
    const std::vector<double> times = bench::repeatedMilliseconds([&] { product.apply(values, result); });
    return 2.0 * size * size * size / 1e6 / *std::min_element(times.begin(), times.end());
}

std::string configOf(const EncoderShape &shape)
{
    return R"({"model_type": "bert", "architectures": ["BertForSequenceClassification"], "vocab_size": 1000,
               "max_position_embeddings": 512, "type_vocab_size": 2, "hidden_act": "gelu", "hidden_size": )"
           + std::to_string(shape.width) + R"(, "num_hidden_layers": )" + std::to_string(shape.layers)
           + R"(, "num_attention_heads": )" + std::to_string(shape.heads) + R"(, "intermediate_size": )"
           + std::to_string(shape.intermediate) + "}";
}

std::vector<core::TokenId> randomIds(int tokens)
{
    std::mt19937 random(1);
    std::uniform_int_distribution<int> id(5, 999);
    std::vector<core::TokenId> ids;
    for (int token = 0; token < tokens; ++token)
        ids.push_back({id(random)});
    return ids;
}

void printRow(const core::LoadedModel &model, const EncoderShape &shape, int tokens, double peak)
{
    const std::vector<core::TokenId> ids = randomIds(tokens);
    const core::ForwardOptions options;
    const auto pass = [&] { (void)*core::forward(model, ids, options, {}); };
    const double forwardTime = bench::quantile(bench::repeatedMilliseconds(pass), 0.5);
    const core::ForwardTrace trace = *core::forward(model, ids, options, {});
    const double measureTime = bench::quantile(bench::repeatedMilliseconds([&] { (void)*core::measureHeads(trace, {}); }), 0.5);
    const double speed = forwardGigaflop(shape, tokens) / forwardTime * 1e3;
    std::printf("  %6d %12.2f %10.0f %9.0f %% %14.2f\n", tokens, forwardTime, speed, 100.0 * speed / peak, measureTime);
}

int run()
{
    const double peak = peakGigaflops();
    std::printf("Best 1024 x 1024 x 1024 product: %.0f GFLOP/s\n", peak);
    for (const EncoderShape &shape : {EncoderShape{"2 layers, width 128, 4 heads", 2, 128, 4, 512},
                                      EncoderShape{"BERT-base: 12 layers, width 768, 12 heads", 12, 768, 12, 3072}}) {
        const QTemporaryDir folder;
        const std::string problem = support::writeRandomModel(folder.path().toStdString(), configOf(shape), /*seed=*/1);
        const auto model = core::loadModel(folder.path().toStdString());
        if (!problem.empty() || !model) {
            std::fprintf(stderr, "%s\n", problem.empty() ? model.error().message.c_str() : problem.c_str());
            return 1;
        }
        std::printf("\n%s, all attention maps kept (medians)\n  tokens   forward ms   GFLOP/s   of the peak   all measures ms\n", shape.name);
        for (const int tokens : {16, 32, 64, 128, 256, 512})
            printRow(**model, shape, tokens, peak);
    }
    return 0;
}

} // namespace

int main()
{
    return run();
}
