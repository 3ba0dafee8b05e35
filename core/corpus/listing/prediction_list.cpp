#include "core/corpus/listing/prediction_list.h"

#include "core/corpus/runs/for_each_text.h"

#include <algorithm>
#include <utility>

namespace core {

std::size_t PredictionList::cutTexts() const
{
    return static_cast<std::size_t>(std::ranges::count_if(predictions, &TextPrediction::isCut));
}

std::size_t PredictionList::judgedTexts() const
{
    return static_cast<std::size_t>(std::ranges::count_if(
        predictions, [](const TextPrediction &prediction) { return prediction.isCorrect.has_value(); }));
}

std::size_t PredictionList::wrongTexts() const
{
    return static_cast<std::size_t>(std::ranges::count(predictions, std::optional(false), &TextPrediction::isCorrect));
}

Result<PredictionListPointer> runPredictionList(const PredictionRequest &request,
                                                const RunListener<PredictionListPointer> &listener, const StopToken &stop)
{
    const LoadedModel &model = *request.model;
    Result<ListedTexts> read = readListedTexts(model, request.data);
    if (!read)
        return read.error();
    PredictionList list{.request = request,
                        .texts = std::make_shared<const ListedTexts>(*std::move(read)),
                        .predictions = {},
                        .progress = {}};
    const ListedTexts &texts = *list.texts;
    list.progress.all = texts.texts.size();
    if (!hasPredictions(model.config)) {
        list.progress.done = list.progress.all;
        return std::make_shared<const PredictionList>(std::move(list));
    }
    PacedListener paced(listener);
    const auto copied = [&list] { return std::make_shared<const PredictionList>(list); };
    paced.tell(list.progress, copied, true);
    if (const Result<void> checked = checkMask(model, request.options.mask); !checked)
        return checked.error();
    const Stopclock clock;
    const auto of = [&](std::size_t text) {
        return Result<TextPrediction>(predictionOf(model, request.options, texts, text, stop));
    };
    const auto take = [&list](std::size_t, TextPrediction prediction) -> Result<void> {
        list.predictions.push_back(std::move(prediction));
        return {};
    };
    const auto progress = [&](std::size_t done) {
        list.progress.done = done;
        list.progress.seconds = clock.seconds();
        paced.tell(list.progress, copied);
    };
    const Result<std::size_t> done = inBatches(texts.texts.size(), BatchSize::Watched, of, take, progress, stop);
    if (!done)
        return done.error();
    return std::make_shared<const PredictionList>(std::move(list));
}

}  // namespace core
