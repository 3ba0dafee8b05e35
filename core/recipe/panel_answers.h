#pragma once

#include "core/base/input_file.h"
#include "core/base/result.h"
#include "core/base/stop.h"
#include "core/corpus/comparison/comparison_run.h"
#include "core/corpus/diagnosis/checkpoint_diagnosis.h"
#include "core/corpus/masks/mask_report.h"
#include "core/corpus/positions/position_report.h"
#include "core/corpus/texts/text_table.h"
#include "core/corpus/words/word_report.h"
#include "core/figure/playground/playground_found.h"
#include "core/pipeline/analysis_pipeline.h"
#include "core/recipe/figure_recipe.h"

#include <cstddef>
#include <memory>
#include <optional>

namespace core {

// What a head of every size can make of a map.
struct RealizedTarget {
    PlaygroundTarget target;
    FoundSizes found;                  // of no size where only the target is shown
    std::optional<int> modelHeadSize;  // of the model that the map was taken from
};

// What a panel is drawn of; null what it does not ask for.
struct PanelAnswers {
    std::shared_ptr<const AnalysisSnapshot> snapshot;  // of the text
    MaskReportPointer masks;                           // of the labeled texts
    PositionReportPointer positions;                   // of the texts
    WordReportPointer words;                           // of the texts that have the word
    ComparisonPointer comparison;                      // of the models, or of one over the texts
    DiagnosisPointer diagnosis;                        // of the checkpoint
    std::shared_ptr<const RealizedTarget> realized;    // of the target
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
    // What was made of a file of texts last, and how the file was then.
    template <typename Pointer>
    struct OfFile {
        Pointer report = nullptr;
        FileStamp file = {};
    };

    template <typename Pointer, typename Request, typename Run>
    static Result<Pointer> reportOf(OfFile<Pointer> &last, const Request &request, Run run, const StopToken &stop);
    Result<AttentionMask> withMeans(const FigureRecipe &recipe, AttentionMask mask, const StopToken &stop);
    Result<void> answerText(const FigureRecipe &recipe, const FigurePanel &panel, PanelAnswers &answers,
                            const StopToken &stop);
    Result<void> answerOnePass(const FigureRecipe &recipe, const FigurePanel &panel, PanelAnswers &answers,
                               const StopToken &stop);
    Result<void> answerMaskedText(const FigureRecipe &recipe, const FigurePanel &panel, PanelAnswers &answers,
                                  const StopToken &stop);
    Result<void> answerWeights(const FigureRecipe &recipe, const FigurePanel &panel, PanelAnswers &answers,
                               const StopToken &stop);
    Result<void> answerTarget(const FigureRecipe &recipe, std::size_t index, PanelAnswers &answers, const StopToken &stop);
    Result<void> answerLabeledTexts(const FigureRecipe &recipe, PanelAnswers &answers, const StopToken &stop);
    Result<void> answerTexts(const FigureRecipe &recipe, const FigurePanel &panel, PanelAnswers &answers,
                             const StopToken &stop);
    Result<void> answerTextMeans(const FigureRecipe &recipe, PanelAnswers &answers, const StopToken &stop);
    Result<void> answerWordTexts(const FigureRecipe &recipe, std::size_t index, PanelAnswers &answers,
                                 const StopToken &stop);
    Result<void> answerModels(const FigureRecipe &recipe, PanelAnswers &answers, const StopToken &stop);

    std::shared_ptr<ModelStore> m_models;
    AnalysisPipeline m_pipeline;
    ComparisonRunner m_comparisons;
    OfFile<MaskReportPointer> m_masks;
    OfFile<PositionReportPointer> m_positions;
    OfFile<WordReportPointer> m_words;
    OfFile<std::shared_ptr<const HeadMeans>> m_means;
    TextFile m_meansFile;                              // that they were taken over
    std::shared_ptr<const LoadedModel> m_meansModel;   // and the model
    DiagnosisPointer m_diagnosis;                      // of the last figure that asked for it
    std::shared_ptr<const RealizedTarget> m_realized;  // likewise, with sizes that were searched
};

// The pass that a panel asks for, beside one under the mask where that is active: the same for all panels of a figure, so that it is
// made once, but for what few of them show besides, random baselines and heads of a lower rank.
AnalysisRequest panelRequest(const FigureRecipe &recipe, const FigurePanel &panel, AttentionMask mask);

}  // namespace core
