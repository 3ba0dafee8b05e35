#include "core/figure/playground_words.h"

#include "core/figure/figure_text.h"

#include <cmath>

namespace core {
namespace {

constexpr double rounding = 1e-6;  // of a head's map, which is F32

struct Construction {
    double error = 0;
    const char *inputs = "random inputs";
};

Construction construction(const PlaygroundTarget &target, const PlaygroundOffer &offer, int headSize)
{
    if (offer.inputs) {
        if (const auto error = constructionError(target.attention, *offer.inputs, headSize))
            return {*error, "this layer's inputs"};
    }
    const auto error = constructionError(target.attention, randomInputs(target.size()), headSize);
    return {error ? *error : std::nan(""), "random inputs"};
}

}  // namespace

std::string headSizeVerdict(const PlaygroundTarget &target, int headSize)
{
    const double divergence = target.errors.meanDivergence[static_cast<std::size_t>(headSize) - 1];
    const int needed = neededHeadSize(target);
    const std::string start = "Head size " + std::to_string(headSize) + " realises this map ";
    const std::string rule = target.size() > 1 ? " (n − 1 always suffices)." : ".";
    if (headSize >= needed)
        return start + "exactly; it needs " + std::to_string(needed) + " of " + std::to_string(target.size()) + rule;
    return start + "with a mean divergence of " + formatError(divergence) + " nats; " + std::to_string(needed) + " of " +
           std::to_string(target.size()) + " are needed for it exactly" + rule;
}

std::string constructionNote(const PlaygroundTarget &target, const PlaygroundOffer &offer, int headSize)
{
    const Construction built = construction(target, offer, headSize);
    return std::string("W_q and W_k built for ") + built.inputs + " come within " + formatError(built.error) +
           (built.error < rounding ? " of every share: the target, up to rounding." : " of every share.");
}

}  // namespace core
