#include "core/recipe/panel_answers.h"

#include "core/corpus/runs/head_means.h"
#include "core/model/mask/mask_text.h"
#include "core/recipe/panel_measures.h"
#include "core/recipe/panel_sources.h"

#include <algorithm>
#include <utility>

namespace core {
namespace {

Result<AttentionMask> maskOf(const FigureRecipe &recipe)
{
    const auto mask = parseMask(recipe.masks.front());
    return mask ? mask : badInput("mask: " + mask.error().message);
}

Error inField(const char *field, const Error &error)
{
    return error.kind == ErrorKind::Cancelled ? error : Error(badInput(std::string(field) + ": " + error.message));
}

}  // namespace

AnalysisRequest panelRequest(const FigureRecipe &recipe, AttentionMask mask)
{
    const auto asks = [&recipe](PanelKind kind) {
        return std::ranges::find(recipe.panels, kind, &FigurePanel::kind) != recipe.panels.end();
    };
    return {.modelDirectory = recipe.models.front().path,
            .text = recipe.texts.front(),
            .masksSpecialTokens = recipe.display.specialTokens == SpecialTokenMode::Mask,
            .kept = {.scores = true, .attention = true, .projections = true, .headOutput = false, .hidden = true},
            .spectra = {.centersAttention = true, .findsNeededHeadSize = true, .findsResiduals = asks(PanelKind::Residual)},
            .baselines = {},
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
    PanelAnswers answers;
    const auto answered = [&]() -> Result<void> {
        switch (source) {
        case PanelSource::Text: return answerOnePass(own, own.panels[panel].kind, answers, stop);
        case PanelSource::MaskedText: return answerMaskedText(own, answers, stop);
        case PanelSource::LabeledTexts: return answerLabeledTexts(own, answers, stop);
        case PanelSource::Texts: return answerTexts(own, answers, stop);
        case PanelSource::WordTexts: return answerWordTexts(own, own.panels[panel], answers, stop);
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
    if (!m_means || m_meansFile != file || m_meansModel != *model) {
        const auto read = readTexts(file);
        if (!read)
            return inField("data", read.error());
        const auto means = headMeans(**model, read->texts, stop);
        if (!means)
            return inField("data", means.error());
        m_means = means->heads;
        m_meansFile = file;
        m_meansModel = *model;
    }
    mask.ablation.means = m_means;
    return mask;
}

Result<void> PanelAnswerer::answerText(const FigureRecipe &recipe, PanelAnswers &answers, const StopToken &stop)
{
    if (recipe.comparesModels)
        return badInput("models: expected one \"model\" for panels of a text");
    if (recipe.texts.empty() || recipe.texts.front().empty())
        return badInput("text: expected a text");
    const auto mask = maskOf(recipe);
    if (!mask)
        return mask.error();
    const auto complete = withMeans(recipe, *mask, stop);
    if (!complete)
        return complete.error();
    const auto snapshot = m_pipeline.run(panelRequest(recipe, *complete), stop);
    if (!snapshot)
        return snapshot.error();
    answers.snapshot = *snapshot;
    return {};
}

// What is drawn of one pass is drawn of the one under the mask, where there is one.
Result<void> PanelAnswerer::answerOnePass(const FigureRecipe &recipe, PanelKind kind, PanelAnswers &answers,
                                          const StopToken &stop)
{
    const auto answered = answerText(recipe, answers, stop);
    const bool showsBoth = kind == PanelKind::DiagonalMass;
    if (answered && !showsBoth && answers.snapshot->masked)
        answers.snapshot = answers.snapshot->masked->answer;
    return answered;
}

Result<void> PanelAnswerer::answerMaskedText(const FigureRecipe &recipe, PanelAnswers &answers, const StopToken &stop)
{
    const auto mask = maskOf(recipe);
    if (mask && !mask->isActive())
        return badInput("mask: expected a mask, such as \"diagonal\", for a panel that shows what it changes");
    return answerText(recipe, answers, stop);
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
    if (!m_masks || m_masks->request != request || !m_masks->progress.isComplete()) {
        const auto report = runMaskReport(request, {}, stop);
        if (!report)
            return inField("data", report.error());
        m_masks = *report;
    }
    if (!m_masks->progress.isComplete())
        return cancelled();
    answers.masks = m_masks;
    return {};
}

// The text is that of the head's name and the model's shape.
Result<void> PanelAnswerer::answerTexts(const FigureRecipe &recipe, PanelAnswers &answers, const StopToken &stop)
{
    if (const auto answered = answerText(recipe, answers, stop); !answered)
        return answered;
    if (recipe.data.empty())
        return badInput("data: expected the path of a file of texts");
    const auto model = m_models->model(recipe.models.front().path);
    if (!model)
        return model.error();
    const PositionReportRequest request{.model = *model, .data = {.path = recipe.data, .limit = recipe.limit}};
    if (!m_positions || m_positions->request != request || !m_positions->progress.isComplete()) {
        const auto report = runPositionReport(request, {}, stop);
        if (!report)
            return inField("data", report.error());
        m_positions = *report;
    }
    if (!m_positions->progress.isComplete())
        return cancelled();
    answers.positions = m_positions;
    return {};
}

Result<void> PanelAnswerer::answerWordTexts(const FigureRecipe &recipe, const FigurePanel &panel, PanelAnswers &answers,
                                            const StopToken &stop)
{
    if (recipe.comparesModels)
        return badInput("models: expected one \"model\" for panels of a word");
    if (recipe.data.empty())
        return badInput("data: expected the path of a file of texts");
    if (panel.word.empty())
        return badInput("word: expected a word");
    const auto measure = importanceNamed(panel.measure);
    if (!measure)
        return measure.error();
    const auto model = m_models->model(recipe.models.front().path);
    if (!model)
        return model.error();
    const WordRequest request{.model = *model,
                              .data = {.path = recipe.data, .limit = recipe.limit},
                              .measure = {.measure = *measure, .options = panel.importance},
                              .grouping = panel.grouping,
                              .word = panel.word};
    if (!m_words || m_words->request != request || !m_words->progress.isComplete()) {
        const auto report = runWordReport(request, {}, stop);
        if (!report)
            return inField("data", report.error());
        m_words = *report;
    }
    if (!m_words->progress.isComplete())
        return cancelled();
    answers.words = m_words;
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
