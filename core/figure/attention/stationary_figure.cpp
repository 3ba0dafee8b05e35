#include "core/figure/attention/stationary_figure.h"

#include "core/analysis/measures/symmetric_scores.h"

namespace core {

bool hasSymmetricScores(const AnalysisSnapshot &snapshot)
{
    return snapshot.model && !isLama(snapshot) && attentionMechanism(snapshot).scores == ScoreForm::Symmetric;
}

TokenStripFigure stationaryFigure(const AnalysisSnapshot &snapshot, HeadRef head, const DisplayUnits &units)
{
    const auto scores = scoreMap(snapshot, head);
    const auto map = tokenMap(snapshot, head);
    if (!hasSymmetricScores(snapshot) || !scores || !map || scores->rows() != units.tokenCount())
        return {};
    const std::vector<double> shares = stationaryDistribution(*scores, *map);
    if (shares.empty())
        return {};
    return {
        .title = "Stationary distribution",
        .explanation =
            "Symmetric scores make the head's attention a reversible Markov chain over the tokens. This is where it "
            "settles, π ∝ Σⱼ exp(Sᵢⱼ): the head's global importance of each token.",
        .measureName = "π",
        .chips = tokenChips(sumsOfUnits(shares, units), units),
        .isRightToLeft = runsRightToLeft(snapshot),
    };
}

}  // namespace core
