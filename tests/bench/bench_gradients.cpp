// The gradient of a class's logit against the pass alone, and what 64 of them cost, which is what integrated gradients take.

#include "core/base/parallel_for.h"
#include "core/model/gradient/output_gradient.h"
#include "core/model/network_inputs.h"
#include "tests/bench/timing.h"

#include <algorithm>
#include <cstdio>
#include <random>
#include <string>

namespace {

constexpr int steps = 64;

core::Matrix ofFirst(const core::Matrix &logits)
{
    core::Matrix gradient = core::Matrix::Zero(logits.rows(), logits.cols());
    gradient(0, 0) = 1.0F;
    return gradient;
}

void printRow(const core::LoadedModel &model, int tokens)
{
    std::mt19937 random(1);
    std::uniform_int_distribution<int> id(5, model.config.vocabularySize - 1);
    std::vector<core::TokenId> ids(static_cast<std::size_t>(tokens));
    for (core::TokenId &one : ids)
        one.value = id(random);
    const core::Matrix inputs = core::inputEmbeddings(model, ids);
    core::GradientRequest request{.options = {.kept = core::KeptTensors::none()}, .logitGradient = ofFirst};
    if (model.config.task == core::ModelTask::MaskedLanguageModel)
        request.options.predictedPositions = {tokens / 2};
    const auto pass = [&] { (void)*core::forward(model, ids, request.options, {}); };
    const auto gradient = [&] { (void)*core::outputGradient(model, inputs, request, {}); };
    const double passTime = bench::quantile(bench::repeatedMilliseconds(pass), 0.5);
    const double gradientTime = bench::quantile(bench::repeatedMilliseconds(gradient), 0.5);
    const double manyTime = bench::quantile(
        bench::repeatedMilliseconds([&] { core::parallelFor(steps, core::worthAllCores, [&](int) { gradient(); }); }), 0.5);
    std::printf("  %-20s %6d %10.3f %12.3f %8.2f %14.1f\n", model.name.c_str(), tokens, passTime, gradientTime,
                gradientTime / passTime, manyTime);
}

}  // namespace

int main()
{
    std::printf("Bundled models (medians)\n"
                "  model                tokens    pass ms  gradient ms    ratio   64 gradients ms\n");
    for (const char *name : {"compact-bert-sst2", "linformer-sst2", "linear-sst2", "shared-sst2", "pairwise-sst2",
                             "lama-sst2", "lama-imdb", "wiki-32x4", "wiki-4x64"}) {
        const auto model = core::loadModel(std::string(ATTNSCOPE_MODELS "/") + name);
        if (!model) {
            std::fprintf(stderr, "%s\n", model.error().message.c_str());
            return 1;
        }
        for (const int tokens : {16, 32, std::min(128, static_cast<int>((*model)->tokenLimit()))})
            printRow(**model, tokens);
    }
    return 0;
}
