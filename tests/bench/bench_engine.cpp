// Forward passes against the machine's best matrix product in the same run, the measures of all heads, and how
// the time of linear attention grows with the text.

#include "core/analysis/measures/measure_heads.h"
#include "tests/bench/encoder_shape.h"

#include <sys/resource.h>

#include <algorithm>
#include <cstdio>

namespace {

using bench::EncoderShape;
using bench::randomIds;
using bench::randomModel;

void printRow(const core::LoadedModel &model, const EncoderShape &shape, int tokens, double peak)
{
    const std::vector<core::TokenId> ids = randomIds(tokens);
    const core::ForwardOptions options;
    const auto pass = [&] { (void)*core::forward(model, ids, options, {}); };
    const double forwardTime = bench::quantile(bench::repeatedMilliseconds(pass), 0.5);
    const core::ForwardTrace trace = *core::forward(model, ids, options, {});
    const double measureTime =
        bench::quantile(bench::repeatedMilliseconds(
                            [&] { (void)*core::measureHeads(trace, *core::spectra(trace, {.scores = false}, {}), {}); }),
                        0.5);
    const double speed = bench::forwardGigaflop(shape, tokens) / forwardTime * 1e3;
    std::printf("  %6d %12.2f %10.0f %9.0f %% %14.2f\n", tokens, forwardTime, speed, 100.0 * speed / peak, measureTime);
}

struct LinearKind {
    const char *name;
    const char *attention;  // as config.json has it
};

constexpr int longestText = 16384;
constexpr LinearKind linearKinds[]{
    {"Linformer, 128 slots shared by all layers",
     R"({"kind": "linformer", "projected_length": 128, "max_length": 16384, "sharing": "layerwise"})"},
    {"linear, efficient", R"({"kind": "linear", "variant": "efficient"})"},
    {"linear, context first", R"({"kind": "linear", "variant": "context_first"})"},
};

std::string configOf(const LinearKind &kind)
{
    return R"({"model_type": "compact_bert", "architectures": ["CompactBertForSequenceClassification"], "vocab_size": 1000,
               "max_position_embeddings": 16384, "type_vocab_size": 2, "hidden_act": "gelu", "hidden_size": 128,
               "num_hidden_layers": 2, "num_attention_heads": 4, "intermediate_size": 512,
               "id2label": {"0": "negative", "1": "positive"}, "attention": )" +
           std::string(kind.attention) + "}";
}

// The slope of ln(time) over ln(tokens), by least squares.
double growthExponent(const std::vector<double> &tokens, const std::vector<double> &times)
{
    const Eigen::ArrayXd x = Eigen::Map<const Eigen::ArrayXd>(tokens.data(), static_cast<Eigen::Index>(tokens.size())).log();
    const Eigen::ArrayXd y = Eigen::Map<const Eigen::ArrayXd>(times.data(), static_cast<Eigen::Index>(times.size())).log();
    return ((x - x.mean()) * (y - y.mean())).sum() / (x - x.mean()).square().sum();
}

double peakMegabytes()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024.0;
}

// Times one pass of every length in turn, several times over, so that a busy moment does not fall on one length alone.
std::vector<double> medianTimes(const core::LoadedModel &model, const std::vector<double> &lengths)
{
    constexpr int rounds = 9;
    core::ForwardOptions options;
    options.kept = core::KeptTensors::none();
    std::vector<std::vector<double>> times(lengths.size());
    for (int round = 0; round <= rounds; ++round) {
        for (std::size_t index = 0; index < lengths.size(); ++index) {
            const std::vector<core::TokenId> ids = randomIds(static_cast<int>(lengths[index]));
            const double time = bench::milliseconds([&] { (void)*core::forward(model, ids, options, {}); });
            if (round > 0)  // the first makes kernels
                times[index].push_back(time);
        }
    }
    std::vector<double> medians(times.size());
    std::ranges::transform(times, medians.begin(), [](const auto &samples) { return bench::quantile(samples, 0.5); });
    return medians;
}

void printLinearTime(const core::LoadedModel &model, const char *name)
{
    std::vector<double> lengths;
    for (int tokens = 512; tokens <= longestText; tokens *= 2)
        lengths.push_back(tokens);
    const std::vector<double> times = medianTimes(model, lengths);
    std::printf("\n%s: 2 layers, width 128, 4 heads, no map kept (medians)\n  tokens   forward ms   of half the tokens"
                "   MB of one pass\n",
                name);
    for (std::size_t index = 0; index < lengths.size(); ++index) {
        const auto tokens = static_cast<std::size_t>(lengths[index]);
        const double bytes =
            static_cast<double>(core::estimateTraceBytes(model.config, tokens, {.kept = core::KeptTensors::none()}));
        std::printf("  %6zu %12.2f %20.2f %16.1f\n", tokens, times[index], index > 0 ? times[index] / times[index - 1] : 0.0,
                    bytes / 1e6);
    }
    std::printf("  time grows as n^%.2f; the program's peak so far is %.0f MB\n", growthExponent(lengths, times),
                peakMegabytes());
}

void run()
{
    const double peak = bench::peakGigaflops();
    std::printf("Best 1024 x 1024 x 1024 product: %.0f GFLOP/s\n", peak);
    for (const EncoderShape &shape : bench::measuredShapes) {
        const auto model = randomModel(bench::configOf(shape));
        std::printf(
            "\n%s, all attention maps kept (medians)\n  tokens   forward ms   GFLOP/s   of the peak   all measures ms\n",
            shape.name);
        for (const int tokens : bench::measuredLengths)
            printRow(*model, shape, tokens, peak);
    }
    for (const LinearKind &kind : linearKinds)
        printLinearTime(*randomModel(configOf(kind)), kind.name);
}

}  // namespace

int main()
{
    run();
}
