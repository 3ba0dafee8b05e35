#pragma once

#include "core/base/result.h"
#include "core/base/stop.h"
#include "core/corpus/comparison/comparison_run.h"
#include "core/corpus/masks/mask_report.h"
#include "core/corpus/positions/position_report.h"
#include "core/corpus/texts/text_table.h"
#include "core/corpus/words/word_report.h"
#include "core/pipeline/analysis_pipeline.h"
#include "core/recipe/figure_recipe.h"

#include <cstddef>
#include <memory>

namespace core {

// What a panel is drawn of; null what it does not ask for.
struct PanelAnswers {
    std::shared_ptr<const AnalysisSnapshot> snapshot;  // of the text
    MaskReportPointer masks;                           // of the labeled texts
    PositionReportPointer positions;                   // of the texts
    WordReportPointer words;                           // of the texts that have the word
    ComparisonPointer comparison;                      // of the models
};

// Answers one figure after the other and runs again only what the next one does not share with the last: all heads of a text come
// from one pass.
class PanelAnswerer
{
public:
    explicit PanelAnswerer(std::shared_ptr<ModelStore> models = std::make_shared<ModelStore>());

    // `recipe` is that of one figure: one text, one mask, and one model unless it compares them. Refuses, in one sentence that begins
    // with the field, what the panel needs and does not have: a model, a text, a file of texts, a mask.
    Result<PanelAnswers> answer(const FigureRecipe &recipe, std::size_t panel, const StopToken &stop);

    // Loaded once.
    Result<std::shared_ptr<const LoadedModel>> model(const RecipeModel &model);

private:
    Result<AttentionMask> withMeans(const FigureRecipe &recipe, AttentionMask mask, const StopToken &stop);
    Result<void> answerText(const FigureRecipe &recipe, PanelAnswers &answers, const StopToken &stop);
    Result<void> answerOnePass(const FigureRecipe &recipe, PanelKind kind, PanelAnswers &answers, const StopToken &stop);
    Result<void> answerMaskedText(const FigureRecipe &recipe, PanelAnswers &answers, const StopToken &stop);
    Result<void> answerLabeledTexts(const FigureRecipe &recipe, PanelAnswers &answers, const StopToken &stop);
    Result<void> answerTexts(const FigureRecipe &recipe, PanelAnswers &answers, const StopToken &stop);
    Result<void> answerWordTexts(const FigureRecipe &recipe, const FigurePanel &panel, PanelAnswers &answers,
                                 const StopToken &stop);
    Result<void> answerModels(const FigureRecipe &recipe, PanelAnswers &answers, const StopToken &stop);

    std::shared_ptr<ModelStore> m_models;
    AnalysisPipeline m_pipeline;
    ComparisonRunner m_comparisons;
    MaskReportPointer m_masks;          // of the last figure that asked for it
    PositionReportPointer m_positions;  // likewise
    WordReportPointer m_words;          // likewise
    std::shared_ptr<const HeadMeans> m_means;
    TextFile m_meansFile;                             // that they were taken over
    std::shared_ptr<const LoadedModel> m_meansModel;  // and the model
};

// The pass that the panels of one figure ask for, beside one under the mask where that is active: the same for all of them, so
// that it is made once.
AnalysisRequest panelRequest(const FigureRecipe &recipe, AttentionMask mask);

}  // namespace core
