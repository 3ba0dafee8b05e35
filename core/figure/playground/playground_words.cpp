#include "core/figure/playground/playground_words.h"

#include "core/figure/values/figure_text.h"

#include <fmt/core.h>

#include <cmath>

namespace core {
namespace {

constexpr double mapRounding = 1e-6;  // of a head's map, which is F32

struct Construction {
    double error = 0;
    const char *inputs = "random inputs";
};

Construction construction(const ScoreFactors &factors, const PlaygroundOffer &offer)
{
    if (offer.inputs) {
        if (const auto error = constructionError(factors, *offer.inputs))
            return {*error, "this layer's inputs"};
    }
    const auto error = constructionError(factors, randomInputs(static_cast<int>(factors.query.rows())));
    return {error ? *error : std::nan(""), "random inputs"};
}

std::string errorText(const HeadSizeErrors &errors, int headSize)
{
    return formatError(errors.meanTotalVariation[static_cast<std::size_t>(headSize) - 1]);
}

// From which size the truncation stays below is of no use, as it may rise again; so this is the first.
std::string sizeText(const HeadSizeErrors &errors, double tolerance)
{
    const auto size = smallestHeadSize(errors.meanTotalVariation, tolerance);
    return size ? std::to_string(*size) : "none";
}

std::string foundSizeText(const PlaygroundTarget &target, const FoundSizes &found, double tolerance)
{
    const bool isKnown =
        found.count() == target.size() || smallestHeadSize(found.errors.meanTotalVariation, tolerance).has_value();
    return isKnown ? sizeText(found.errors, tolerance) + " best found" : "not found yet";
}

}  // namespace

std::string headSizeVerdict(const PlaygroundTarget &target, const FoundSizes &found, int headSize, double tolerance)
{
    std::string text = fmt::format("Head size {}: mean total variation ", headSize);
    if (headSize <= found.count())
        text += errorText(found.errors, headSize) + " best found, ";
    text += fmt::format("{} by truncation. Smallest head size below {}: {}, {} by truncation, of n = {}.",
                        errorText(target.truncation, headSize), toleranceText(tolerance),
                        foundSizeText(target, found, tolerance), sizeText(target.truncation, tolerance), target.size());
    return text;
}

std::string constructionNote(const PlaygroundTarget &target, const FoundSizes &found, const PlaygroundOffer &offer,
                             const RealizedChoice &choice)
{
    const Construction built = construction(realizedFactors(target, found, choice), offer);
    const std::string map =
        shownScores(found, choice) == RealizedScores::BestFound ? "the best found map" : "the truncation's map";
    return fmt::format("W_q and W_k built for {} reproduce {} to within {}{}", built.inputs, map, formatError(built.error),
                       built.error < mapRounding ? " of every weight, which is rounding." : " of every weight.");
}

}  // namespace core
