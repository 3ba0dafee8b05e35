#include "core/recipe/option_fields.h"

#include "core/analysis/importance/importance_measure.h"
#include "core/analysis/measures/head_measures.h"
#include "core/analysis/spectra/spectrum_measures.h"
#include "core/figure/rank/weight_measure.h"

#include <iterator>

namespace core {
namespace {

using Fields = std::vector<OptionField>;

const OptionField scale{"scale", R"("logarithmic" or "linear")", FieldForm::Choice, {"logarithmic", "linear"}};
const OptionField centered{"centered", "true: attention without its constant direction", FieldForm::Flag};
const OptionField markedRank{"k", "a line at this number of singular values", FieldForm::Whole};
const OptionField classField{"class", "name or number of the class in place of the predicted one"};

const OptionField target{
    "target",
    R"({"source": "head", "diagonal", "band", "permutation", "random" or "painted"}, with "share", "width", )"
    R"("temperature", "seed" and "rows" as the source needs)",
    FieldForm::Json};
const OptionField headSize{"head_size", "of the head that realizes the target; the model's own is the default",
                           FieldForm::Whole};
const OptionField error{
    "error", R"("divergence" or "total-variation")", FieldForm::Choice, {"divergence", "total-variation"}};

Fields spectrumFields()
{
    return {scale,
            {"all_heads", "false: without the other heads in the background", FieldForm::Flag},
            centered,
            {"nulls", R"(random baselines, a list of "shuffled_tokens", "random_projections", "permuted_rows")",
             FieldForm::Json},
            {"beside", "further heads, a list of [layer, head]", FieldForm::Json},
            markedRank};
}

Fields comparisonFields()
{
    return {{"axis", R"("head-size", "heads" or "width")", FieldForm::Choice, {"head-size", "heads", "width"}},
            {"lengths", "only texts of this group of lengths, by the longest: 16, 32, 64, ...; 0 is all", FieldForm::Whole},
            {"share_of_tokens", "true: the measure as a share of the text's tokens", FieldForm::Flag}};
}

// What a measure of importance is asked, as run --importance has it.
Fields importanceFields()
{
    return {classField,
            {"quantity", R"("probability" or "logit" of the class)", FieldForm::Choice, {"probability", "logit"}},
            {"at", "number of the masked token whose guess is followed", FieldForm::Whole},
            {"residual", "share of the residual stream in rollout, from 0 to 1", FieldForm::Number},
            {"baseline", R"(of integrated gradients: "zero", "pad" or "mask")", FieldForm::Choice, {"zero", "pad", "mask"}},
            {"steps", "of integrated gradients", FieldForm::Whole}};
}

template <typename Descriptions>
std::vector<std::string_view> idsIn(const Descriptions &descriptions)
{
    std::vector<std::string_view> ids;
    for (const auto &description : descriptions)
        ids.push_back(description.id);
    return ids;
}

std::vector<std::string_view> measuresOf(const PanelKindDescription &kind)
{
    if (kind.hasImportance)
        return idsIn(importanceDescriptions());
    if (kind.kind == PanelKind::HeadGrid)
        return idsIn(headMeasureDescriptions());
    if (kind.kind == PanelKind::WeightMap)
        return idsIn(weightMeasureDescriptions());
    return idsIn(spectrumMeasureDescriptions());
}

std::vector<std::string_view> matricesOf(const PanelKindDescription &kind)
{
    if (kind.kind == PanelKind::HeatMap)
        return {"attention", "effective", "E", "F", "symmetric", "antisymmetric", "gates"};
    return idsIn(spectrumMatrixDescriptions());
}

void append(Fields &fields, Fields more)
{
    std::move(more.begin(), more.end(), std::back_inserter(fields));
}

}  // namespace

std::vector<OptionField> optionFields(PanelKind kind)
{
    switch (kind) {
    case PanelKind::Spectrum: return spectrumFields();
    case PanelKind::Cumulative: return {centered, markedRank};
    case PanelKind::WeightSpectrum: return {scale};
    case PanelKind::LayerHeadMap:
        return {{"tolerance", "of numerical ranks, as a share of the largest singular value; 0 is the default",
                 FieldForm::Number}};
    case PanelKind::Truncation:
        return {{"rank", "that is left of the truncated heads", FieldForm::Whole},
                {"truncated", R"("head", its "layer" or "all")", FieldForm::Choice, {"head", "layer", "all"}}};
    case PanelKind::HeadSizes: return comparisonFields();
    case PanelKind::HeldOut: return {comparisonFields().front()};
    case PanelKind::LamaContributions: return {classField};
    case PanelKind::Playground:
        return {target, headSize, error, {"tolerance", "a line at this mean total variation", FieldForm::Number}};
    case PanelKind::PlaygroundTarget: return {target};
    case PanelKind::PlaygroundRealized:
    case PanelKind::PlaygroundDifference:
        return {target,
                headSize,
                {"scores", R"("best-found" or "truncation")", FieldForm::Choice, {"best-found", "truncation"}},
                error};
    case PanelKind::PlaygroundSpectrum: return {target, headSize};
    default: return {};
    }
}

std::vector<OptionField> panelFields(PanelKind kind)
{
    const PanelKindDescription &description = describe(kind);
    Fields fields;
    if (description.hasMatrix)
        fields.push_back({"matrix", {}, FieldForm::Choice, matricesOf(description)});
    if (description.hasMeasure)
        fields.push_back({"measure", {}, FieldForm::Choice, measuresOf(description)});
    if (description.hasImportance)
        append(fields, importanceFields());
    if (description.hasWord)
        append(fields, {{"word", "that the panel is about"},
                        {"by", R"(groups of texts: "prediction" or "label")", FieldForm::Choice, {"prediction", "label"}}});
    append(fields, optionFields(kind));
    return fields;
}

}  // namespace core
