#include "core/corpus/runs/head_means.h"

#include "core/base/counted.h"
#include "core/corpus/runs/corpus_run.h"
#include "core/corpus/texts/cut_note.h"

#include <fmt/core.h>

#include <utility>

namespace core {
namespace {

// Layers x heads x head size: means over the tokens.
std::vector<double> meansOf(const EncoderTrace &trace)
{
    std::vector<double> means;
    for (const LayerTrace &layer : trace.layers) {
        for (int head = 0; head < layer.headOutput.heads(); ++head) {
            const Eigen::RowVectorXd mean = layer.headOutput[head].cast<double>().colwise().mean();
            means.insert(means.end(), mean.begin(), mean.end());
        }
    }
    return means;
}

// A LAMA's heads have one output each for the whole text.
std::vector<double> meansOf(const LamaTrace &trace)
{
    return {trace.sentence.data(), trace.sentence.data() + trace.sentence.size()};
}

HeadQuantities outputQuantities(const ModelConfig &config)
{
    HeadQuantities quantities{.perHead = config.type == ModelType::Lama ? 2 * config.hiddenSize : config.headSize,
                              .kept = KeptTensors::none(),
                              .of = [](const ForwardTrace &trace, const StopToken &) {
                                  return std::visit([](const auto &network) { return meansOf(network); }, trace.network);
                              }};
    quantities.kept.headOutput = true;
    return quantities;
}

Matrix layerMeans(const CorpusStatistics &statistics, LayerIndex layer)
{
    Matrix means(statistics.heads, statistics.perHead);
    for (int head = 0; head < statistics.heads; ++head) {
        for (int feature = 0; feature < statistics.perHead; ++feature)
            means(head, feature) = static_cast<float>(statistics.at({layer, {head}}, feature).mean());
    }
    return means;
}

}  // namespace

Result<MeansOverTexts> headMeans(const LoadedModel &model, std::span<const std::string> texts, const StopToken &stop,
                                 const Progress &progress)
{
    const auto count = [&progress](const CorpusStatistics &soFar) {
        if (progress)
            progress(soFar.texts);
    };
    const auto statistics = runCorpus(model, texts, outputQuantities(model.config), count, stop);
    if (!statistics)
        return statistics.error();
    if (!statistics->isComplete())
        return cancelled();
    if (statistics->emptyTexts == statistics->texts)
        return badInput(fmt::format("no text has a token for {}, so its heads have no mean output", model.name));
    HeadMeans means;
    for (int layer = 0; layer < statistics->layers; ++layer)
        means.push_back(layerMeans(*statistics, {layer}));
    return MeansOverTexts{.heads = std::make_shared<const HeadMeans>(std::move(means)),
                          .texts = statistics->texts,
                          .cutTexts = statistics->cutTexts};
}

Result<MeansReport> runMeansReport(const MeansRequest &request, const BetweenBatches &betweenBatches, const StopToken &stop)
{
    const Result<Texts> read = readTexts(request.data);
    if (!read)
        return read.error();
    Result<MeansOverTexts> means = headMeans(*request.model, read->texts, stop, counted(betweenBatches, read->texts.size()));
    if (!means)
        return means.error();
    MeansReport report{.means = *std::move(means), .notes = {}};
    const std::size_t texts = report.means.texts;
    report.notes.push_back("means over " + counted(texts, "text"));
    if (const std::string cut = cutNote(report.means.cutTexts, texts, request.model->tokenLimit()); !cut.empty())
        report.notes.push_back(cut);
    report.notes.insert(report.notes.end(), read->notes.begin(), read->notes.end());
    return report;
}

Result<AttentionMask> withHeadMeans(const LoadedModel &model, AttentionMask mask, std::span<const std::string> texts,
                                    const StopToken &stop)
{
    if (!mask.ablation.usesMeans || mask.ablation.means)
        return mask;
    auto means = headMeans(model, texts, stop);
    if (!means)
        return means.error();
    mask.ablation.means = means->heads;
    return mask;
}

}  // namespace core
