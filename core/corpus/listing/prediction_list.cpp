#include "core/corpus/listing/prediction_list.h"

#include "core/corpus/runs/for_each_text.h"
#include "core/corpus/runs/head_means.h"

#include <algorithm>
#include <utility>

namespace core {
namespace {

std::vector<std::string> textsOf(const ListedTexts &listed)
{
    std::vector<std::string> texts(listed.texts.size());
    std::ranges::transform(listed.texts, texts.begin(), &ListedText::text);
    return texts;
}

Result<AttentionMask> fittingMask(const PredictionRequest &request, const ListedTexts &texts, const StopToken &stop)
{
    if (const Result<void> checked = checkMask(*request.model, request.mask); !checked)
        return checked.error();
    return withHeadMeans(*request.model, request.mask, textsOf(texts), stop);
}

}  // namespace

std::size_t PredictionList::cutTexts() const
{
    return static_cast<std::size_t>(std::ranges::count_if(predictions, &TextPrediction::isCut));
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
    if (!hasPredictions(model.config))
        return std::make_shared<const PredictionList>(std::move(list));
    const ListedTexts &texts = *list.texts;
    list.progress.all = texts.texts.size();
    PacedListener paced(listener);
    const auto copied = [&list] { return std::make_shared<const PredictionList>(list); };
    paced.tell(list.progress, copied, true);
    const Result<AttentionMask> mask = fittingMask(request, texts, stop);
    if (!mask)
        return mask.error();
    const Stopclock clock;
    const auto of = [&](std::size_t text) { return predictionOf(model, *mask, texts, text, stop); };
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
