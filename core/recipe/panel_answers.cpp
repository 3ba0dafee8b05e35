#include "core/recipe/panel_answers.h"

#include "core/base/blank_text.h"
#include "core/corpus/runs/head_means.h"
#include "core/figure/values/snapshot_maps.h"
#include "core/importance/importance_target.h"
#include "core/model/mask/mask_text.h"
#include "core/model/stored_maps_model.h"
#include "core/recipe/index_text.h"
#include "core/recipe/panel_measures.h"
#include "core/recipe/panel_sources.h"
#include "core/recipe/playground_panels.h"

#include <algorithm>
#include <utility>

namespace core {
namespace {

Result<AttentionMask> maskOf(const FigureRecipe &recipe)
{
    const auto mask = parseMask(recipe.masks.front());
    return mask ? mask : badInput("mask: " + mask.error().message);
}

HeadRef headOf(const FigurePanel &panel)
{
    return {{panel.layers.front()}, {panel.heads.front()}};
}

// Random maps are drawn of the panel's head alone.
BaselineRequest baselinesOf(const FigurePanel &panel)
{
    const SpectrumOptions &shown = panel.options.spectrum;
    if (panel.kind != PanelKind::Spectrum || !(shown.showsShuffled || shown.showsDrawn || shown.showsPermuted))
        return {};
    return {.shufflesTokens = shown.showsShuffled,
            .drawsProjections = shown.showsDrawn,
            .permutesRows = shown.showsPermuted,
            .head = headOf(panel)};
}

HeadLayout layoutOf(const ModelConfig &config)
{
    return {config.type == ModelType::Lama ? 1 : static_cast<int>(config.layers), static_cast<int>(config.heads)};
}

// A file of attention brings its own.
Result<void> checkText(const FigureRecipe &recipe)
{
    const bool isMissing = recipe.texts.empty() || isBlank(recipe.texts.front());
    if (!isMissing || isStoredMaps(recipe.models.front().path))
        return {};
    return badInput("text: expected a text that is not blank");
}

Result<void> checkHead(const FigurePanel &panel, const HeadLayout &layout, const std::string &place)
{
    const auto check = [&place](const char *field, int number, int count) -> Result<void> {
        if (number < count)
            return {};
        return badInput(place + field + ": " + noSuchIndex(number, count));
    };
    const auto layer = check("layer", panel.layers.front(), layout.layers);
    return layer ? check("head", panel.heads.front(), layout.heads) : layer;
}

Result<DoubleMatrix> targetOf(const PlaygroundOptions &options, const PlaygroundOffer &offer)
{
    if (options.target.source == TargetSource::Head)
        return offer.head ? Result(*offer.head) : badInput("target: " + offer.headNote);
    if (options.target.source != TargetSource::Painted)
        return chosenTarget(options.target, offer.size());
    const auto size = static_cast<Eigen::Index>(options.painting.size());
    if (size != offer.size())
        return badInput("target.rows: expected " + std::to_string(offer.size()) + " rows, one of each token, found " +
                        std::to_string(size));
    DoubleMatrix rows(size, size);
    for (Eigen::Index row = 0; row < size; ++row)
        rows.row(row) = Eigen::Map<const Eigen::RowVectorXd>(options.painting[static_cast<std::size_t>(row)].data(), size);
    return rows;
}

Error inField(const char *field, const Error &error)
{
    return error.kind == ErrorKind::Cancelled ? error : Error(badInput(std::string(field) + ": " + error.message));
}

}  // namespace

AnalysisRequest panelRequest(const FigureRecipe &recipe, const FigurePanel &panel, AttentionMask mask)
{
    const auto asks = [&recipe](PanelKind kind) {
        return std::ranges::find(recipe.panels, kind, &FigurePanel::kind) != recipe.panels.end();
    };
    return {.modelDirectory = recipe.models.front().path,
            .text = recipe.texts.empty() ? std::string() : recipe.texts.front(),
            .masksSpecialTokens = recipe.display.specialTokens == SpecialTokenMode::Mask,
            .kept = {.scores = true, .attention = true, .projections = true, .headOutput = false, .hidden = true},
            .spectra = {.centersAttention = true, .findsNeededHeadSize = true, .findsResiduals = asks(PanelKind::Residual)},
            .baselines = baselinesOf(panel),
            .truncation = {},
            .mask = std::move(mask)};
}

PanelAnswerer::PanelAnswerer(std::shared_ptr<ModelStore> models) : m_models(std::move(models)), m_pipeline(m_models) {}

Result<std::shared_ptr<const LoadedModel>> PanelAnswerer::model(const RecipeModel &model)
{
    return m_models->model(model.path);
}

Result<PanelAnswers> PanelAnswerer::answer(const FigureRecipe &recipe, std::size_t panel, const StopToken &stop)
{
    const FigureRecipe own = recipeOfPanel(recipe, panel);
    const PanelSource source = describe(own.panels[panel].kind).source;
    if (own.models.empty())
        return badInput(std::string(own.comparesModels ? "models" : "model") + ": expected the path of a model");
    const FigurePanel &asked = own.panels[panel];
    std::shared_ptr<const LoadedModel> held;  // until it has been run
    if (describe(asked.kind).hasHead && !own.comparesModels) {
        const auto model = m_models->model(own.models.front().path);
        if (!model)
            return model.error();
        held = *model;
        if (const auto checked = checkHead(asked, layoutOf(held->config), "panels[" + std::to_string(panel) + "].");
            !checked)
            return checked.error();
    }
    PanelAnswers answers;
    const auto answered = [&]() -> Result<void> {
        switch (source) {
        case PanelSource::Text: return answerOnePass(own, asked, answers, stop);
        case PanelSource::MaskedText: return answerMaskedText(own, asked, answers, stop);
        case PanelSource::TruncatedText: return answerOnePass(own, asked, answers, stop);
        case PanelSource::Weights: return answerWeights(own, asked, answers, stop);
        case PanelSource::Target: return answerTarget(own, panel, answers, stop);
        case PanelSource::LabeledTexts: return answerLabeledTexts(own, answers, stop);
        case PanelSource::Texts: return answerTexts(own, asked, answers, stop);
        case PanelSource::TextMeans: return answerTextMeans(own, answers, stop);
        case PanelSource::WordTexts: return answerWordTexts(own, panel, answers, stop);
        case PanelSource::Models: return answerModels(own, answers, stop);
        }
        return {};
    }();
    return answered ? Result(std::move(answers)) : answered.error();
}

// The means that ablated heads give, over the texts of the recipe's file. They are gathered once for figures that share it.
Result<AttentionMask> PanelAnswerer::withMeans(const FigureRecipe &recipe, AttentionMask mask, const StopToken &stop)
{
    if (!mask.ablation.usesMeans)
        return mask;
    if (recipe.data.empty())
        return badInput("data: expected the path of a file of texts, over which \"ablate:mean\" takes the heads' means");
    const auto model = m_models->model(recipe.models.front().path);
    if (!model)
        return model.error();
    const TextFile file{.path = recipe.data, .columns = {}, .limit = recipe.limit};
    const FileStamp stamp = stampOf(recipe.data);
    if (!m_means.report || m_means.file != stamp || m_meansFile != file || m_meansModel != *model) {
        const auto read = readTexts(file);
        if (!read)
            return inField("data", read.error());
        const auto means = headMeans(**model, read->texts, stop);
        if (!means)
            return inField("data", means.error());
        m_means = {means->heads, stamp};
        m_meansFile = file;
        m_meansModel = *model;
    }
    mask.ablation.means = m_means.report;
    return mask;
}

Result<void> PanelAnswerer::answerText(const FigureRecipe &recipe, const FigurePanel &panel, PanelAnswers &answers,
                                       const StopToken &stop)
{
    if (recipe.comparesModels)
        return badInput("models: expected one \"model\" for panels of a text");
    if (const auto checked = checkText(recipe); !checked)
        return checked;
    const auto mask = maskOf(recipe);
    if (!mask)
        return mask.error();
    const auto complete = withMeans(recipe, *mask, stop);
    if (!complete)
        return complete.error();
    AnalysisRequest request = panelRequest(recipe, panel, *complete);
    if (panel.kind == PanelKind::Truncation) {
        const auto model = m_models->model(request.modelDirectory);
        if (!model)
            return model.error();
        request.truncation =
            truncationOf(panel.options.truncated, panel.options.rank, headOf(panel), layoutOf((*model)->config));
    }
    const auto snapshot = m_pipeline.run(request, stop);
    if (!snapshot)
        return snapshot.error();
    answers.snapshot = *snapshot;
    return {};
}

// What is drawn of one pass is drawn of the one under the mask, where there is one.
Result<void> PanelAnswerer::answerOnePass(const FigureRecipe &recipe, const FigurePanel &panel, PanelAnswers &answers,
                                          const StopToken &stop)
{
    const auto answered = answerText(recipe, panel, answers, stop);
    const bool showsBoth = panel.kind == PanelKind::DiagonalMass;
    if (answered && !showsBoth && answers.snapshot->masked)
        answers.snapshot = answers.snapshot->masked->answer;
    return answered;
}

Result<void> PanelAnswerer::answerMaskedText(const FigureRecipe &recipe, const FigurePanel &panel, PanelAnswers &answers,
                                             const StopToken &stop)
{
    const auto mask = maskOf(recipe);
    if (mask && !mask->isActive())
        return badInput("mask: expected a mask, such as \"diagonal\", for a panel that shows what it changes");
    return answerText(recipe, panel, answers, stop);
}

Result<void> PanelAnswerer::answerWeights(const FigureRecipe &recipe, const FigurePanel &panel, PanelAnswers &answers,
                                          const StopToken &stop)
{
    if (const auto answered = answerOnePass(recipe, panel, answers, stop); !answered)
        return answered;
    const DiagnosisRequest request{.path = recipe.models.front().path, .model = answers.snapshot->model};
    if (!m_diagnosis || m_diagnosis->request != request || !m_diagnosis->progress.isComplete()) {
        const auto diagnosis = diagnoseCheckpoint(request, {}, stop);
        if (!diagnosis)
            return diagnosis.error();
        m_diagnosis = *diagnosis;
    }
    if (!m_diagnosis->progress.isComplete())
        return cancelled();
    answers.diagnosis = m_diagnosis;
    return {};
}

// All panels of one target are drawn of one search.
Result<void> PanelAnswerer::answerTarget(const FigureRecipe &recipe, std::size_t index, PanelAnswers &answers,
                                         const StopToken &stop)
{
    const FigurePanel &panel = recipe.panels[index];
    const std::string place = "panels[" + std::to_string(index) + "].";
    if (const auto answered = answerOnePass(recipe, panel, answers, stop); !answered)
        return answered;
    const PlaygroundOffer offer =
        playgroundOffer(*answers.snapshot, headOf(panel), displayUnits(*answers.snapshot, recipe.display));
    const auto matrix = targetOf(panel.options.playground, offer);
    if (!matrix)
        return badInput(place + matrix.error().message);
    auto target = playgroundTarget(*matrix, offer);
    if (!target)
        return badInput(place + "target: " + target.error().message);
    if (const auto size = panel.options.playground.headSize; size && *size > target->size())
        return badInput(place + "head_size: " + noSuchNumber(*size, 1, target->size()));
    RealizedTarget realized{.target = *std::move(target), .found = {}, .modelHeadSize = offer.modelHeadSize};
    const DoubleMatrix &map = realized.target.attention.target();
    if (m_realized && m_realized->target.size() == map.rows() && m_realized->target.attention.target() == map)
        realized.found = m_realized->found;
    if (showsRealized(panel) && realized.found.count() < realized.target.size()) {
        const auto found = searchHeadSizes(
            realized.target.attention, realized.found, [](const FoundSizes &) {}, stop);
        if (!found)
            return found.error();
        realized.found = *found;
    }
    m_realized = std::make_shared<const RealizedTarget>(std::move(realized));
    answers.realized = m_realized;
    return {};
}

template <typename Pointer, typename Request, typename Run>
Result<Pointer> PanelAnswerer::reportOf(OfFile<Pointer> &last, const Request &request, Run run, const StopToken &stop)
{
    const FileStamp file = stampOf(request.data.path);
    const bool isKnown =
        last.report && last.report->request == request && last.file == file && last.report->progress.isComplete();
    if (!isKnown) {
        const auto report = run(request, {}, stop);
        if (!report)
            return inField("data", report.error());
        last = {*report, file};
    }
    return last.report->progress.isComplete() ? Result(last.report) : Result<Pointer>(cancelled());
}

Result<void> PanelAnswerer::answerLabeledTexts(const FigureRecipe &recipe, PanelAnswers &answers, const StopToken &stop)
{
    if (recipe.data.empty())
        return badInput("data: expected the path of a file of labeled texts");
    const auto model = m_models->model(recipe.models.front().path);
    if (!model)
        return model.error();
    const auto mask = maskOf(recipe);
    if (!mask)
        return mask.error();
    if (!mask->isActive() && recipe.sweep.empty())
        return badInput("mask: expected a mask, such as \"diagonal\", or a \"sweep\" of masks");
    const MaskReportRequest request{.model = *model,
                                    .data = {.path = recipe.data, .limit = recipe.limit},
                                    .mask = *mask,
                                    .sweep = recipe.sweep,
                                    .seed = recipe.seed};
    const auto report = reportOf(m_masks, request, runMaskReport, stop);
    if (!report)
        return report.error();
    answers.masks = *report;
    return {};
}

// The text is that of the head's name and the model's shape: any does.
Result<void> PanelAnswerer::answerTexts(const FigureRecipe &recipe, const FigurePanel &panel, PanelAnswers &answers,
                                        const StopToken &stop)
{
    FigureRecipe ofAnyText = recipe;
    if (recipe.texts.empty())
        ofAnyText.texts = {"."};
    if (const auto answered = answerText(ofAnyText, panel, answers, stop); !answered)
        return answered;
    if (recipe.data.empty())
        return badInput("data: expected the path of a file of texts");
    const auto model = m_models->model(recipe.models.front().path);
    if (!model)
        return model.error();
    const PositionReportRequest request{.model = *model, .data = {.path = recipe.data, .limit = recipe.limit}};
    const auto report = reportOf(m_positions, request, runPositionReport, stop);
    if (!report)
        return report.error();
    answers.positions = *report;
    return {};
}

Result<void> PanelAnswerer::answerTextMeans(const FigureRecipe &recipe, PanelAnswers &answers, const StopToken &stop)
{
    if (recipe.comparesModels)
        return badInput("models: expected one \"model\" for means over a file");
    if (recipe.data.empty())
        return badInput("data: expected the path of a file of texts");
    return answerModels(recipe, answers, stop);
}

Result<void> PanelAnswerer::answerWordTexts(const FigureRecipe &recipe, std::size_t index, PanelAnswers &answers,
                                            const StopToken &stop)
{
    const FigurePanel &panel = recipe.panels[index];
    const std::string place = "panels[" + std::to_string(index) + "].";
    if (recipe.comparesModels)
        return badInput("models: expected one \"model\" for panels of a word");
    if (recipe.data.empty())
        return badInput("data: expected the path of a file of texts");
    if (panel.word.empty())
        return badInput(place + "word: expected a word");
    const auto measure = importanceNamed(panel.measure);
    if (!measure)
        return badInput(place + measure.error().message);
    const auto model = m_models->model(recipe.models.front().path);
    if (!model)
        return model.error();
    if (const auto checked = checkTargetClass((*model)->config, panel.importance.target); !checked)
        return badInput(place + "class: " + checked.error().message);
    WordRequest request;
    request.model = *model;
    request.data = {.path = recipe.data, .limit = recipe.limit};
    request.measure.measure = *measure;
    request.measure.options = panel.importance;
    request.grouping = panel.grouping;
    request.word = panel.word;
    const auto report = reportOf(m_words, request, runWordReport, stop);
    if (!report)
        return inField("data", report.error());
    answers.words = *report;
    return {};
}

Result<void> PanelAnswerer::answerModels(const FigureRecipe &recipe, PanelAnswers &answers, const StopToken &stop)
{
    ComparisonRequest request;
    for (const RecipeModel &each : recipe.models) {
        const auto model = m_models->model(each.path);
        if (!model)
            return model.error();
        request.models.push_back(*model);
    }
    if (recipe.data.empty() && (recipe.texts.empty() || isBlank(recipe.texts.front())))
        return badInput("text: expected a text that is not blank, or \"data\", a file of texts");
    request.texts = {.corpus = {.path = recipe.data, .limit = recipe.limit}};
    if (recipe.data.empty())
        request.texts.sentence = recipe.texts.empty() ? std::string() : recipe.texts.front();
    const auto comparison = m_comparisons.run(request, {}, stop);
    if (!comparison)
        return inField(recipe.data.empty() ? "text" : "data", comparison.error());
    if (!(*comparison)->isComplete)
        return cancelled();
    answers.comparison = *comparison;
    return {};
}

}  // namespace core
