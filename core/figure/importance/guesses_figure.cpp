#include "core/figure/importance/guesses_figure.h"

#include "core/figure/values/figure_text.h"
#include "core/importance/importance_target.h"
#include "core/importance/piece_guesses.h"
#include "core/pipeline/importance_of_snapshot.h"

#include <fmt/core.h>

namespace core {
namespace {

constexpr int decimals = 3;

}  // namespace

BarFigure guessesFigure(const AnalysisSnapshot &snapshot, const AskedTarget &asked)
{
    BarFigure figure{.title = "Guesses", .explanation = {}, .absence = "The text has no [MASK] to guess.", .valueName = {}};
    figure.placeName = "piece";
    if (!predictsPieces(snapshot.model->config.task))
        return figure;
    const Result<TargetSearch> search = findTarget(importancePass(snapshot), {.position = asked.position});
    if (!search || !search->target)
        return figure;
    const int position = search->target->row;
    if (snapshot.model->config.task == ModelTask::CausalLanguageModel) {
        figure.valueName = "probability of the next piece";
        figure.explanation = "What the model would write next: the softmax over its vocabulary.";
    } else {
        figure.valueName = fmt::format("probability at position {}", position);
        figure.explanation = fmt::format(
            "What the model would put at position {}, counted from 0: the softmax over its vocabulary.", position);
    }
    for (const PieceGuess &guess : pieceGuesses(*snapshot.model, *snapshot.trace, position, mostGuesses))
        figure.bars.push_back(
            {.label = guess.shown, .value = guess.probability, .number = formatNumber(guess.probability, decimals)});
    return figure;
}

}  // namespace core
