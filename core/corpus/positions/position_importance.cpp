#include "core/corpus/positions/position_importance.h"

#include "core/format/family/model_family.h"
#include "core/format/mechanism/attention_mechanism.h"

#include <algorithm>
#include <cassert>

namespace core {
namespace {

// How many special tokens the tokenizer puts before and behind a text.
struct Frame {
    int before = 0;
    int behind = 0;

    std::vector<bool> isSpecial(int tokens) const
    {
        std::vector<bool> isSpecial(static_cast<std::size_t>(tokens));
        for (int token = 0; token < tokens; ++token)
            isSpecial[token] = token < before || token >= tokens - behind;
        return isSpecial;
    }
};

// A text without a word is its frame alone: [CLS] before it, whatever else there is behind it.
Frame frameOf(const LoadedModel &model)
{
    const auto tokens = static_cast<int>(model.tokenizer->tokenize("", model.tokenLimit()).tokens.size());
    return {.before = std::min(tokens, 1), .behind = std::max(tokens - 1, 0)};
}

// Layers x heads x groups.
std::vector<double> quantitiesOf(const ForwardTrace &trace, const Frame &frame)
{
    std::vector<double> quantities;
    for (const LayerTrace &layer : std::get<EncoderTrace>(trace.network).layers) {
        const int tokens = layer.attention.rows();
        for (int head = 0; head < layer.attention.heads(); ++head) {
            for (const double mean : groupMeans(layer.attention[head], frame.isSpecial(tokens)))
                quantities.push_back(tokens * mean);
        }
    }
    return quantities;
}

bool hasTokenMaps(const ModelConfig &config)
{
    return hasFamily(config) && mechanismOf(config.attention).columns == AttentionColumns::Tokens;
}

}  // namespace

Result<CorpusStatistics> positionImportance(const LoadedModel &model, std::span<const std::string> texts,
                                            const CorpusProgress &progress, const StopToken &stop)
{
    if (!hasTokenMaps(model.config))
        return badInput(model.name + " has no attention map over pairs of tokens, so none of its positions can be compared");
    const HeadQuantities quantities{
        .perHead = positionGroupCount,
        .kept = KeptTensors(),
        .of = [frame = frameOf(model)](const ForwardTrace &trace, const StopToken &) { return quantitiesOf(trace, frame); }};
    return runCorpus(model, texts, quantities, progress, stop);
}

std::array<double, positionGroupCount> gateImportance(const LoadedModel &model, int head, int tokens)
{
    assert(model.learnedGates);
    const Matrix probabilities = keepProbabilities(*model.learnedGates, head, tokens);
    return groupMeans(viewOf(probabilities), frameOf(model).isSpecial(tokens));
}

}  // namespace core
