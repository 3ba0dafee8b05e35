#include "core/analysis/importance/importance_measure.h"

#include <algorithm>
#include <array>

namespace core {
namespace {

using enum ImportanceMeasure;

constexpr std::array descriptions{
    ImportanceDescription{AttentionReceived, "attention_received", "attention received", "attention received",
                          "mean of P_ij over layers, heads and queries i", false, true, false, ImportanceCost::OnePass},
    ImportanceDescription{AttentionFromFirst, "attention_from_first", "attention from [CLS]", "from [CLS]",
                          "P_0j of the last layer, mean over heads", false, true, false, ImportanceCost::OnePass},
    ImportanceDescription{AttentionFromLast, "attention_from_last", "attention from the last token", "from last token",
                          "P_nj of the last layer and the last token n, mean over heads", false, true, false,
                          ImportanceCost::OnePass},
    ImportanceDescription{Rollout, "rollout", "rollout", "rollout",
                          "row that is read of A_L ... A_1, A = r I + (1 - r) mean of P over heads (Abnar & Zuidema 2020)",
                          false, true, false, ImportanceCost::OnePass},
    ImportanceDescription{ValueWeighted, "value_weighted", "value-weighted attention", "value-weighted",
                          "|sum over heads of P_ij v_j W_O|, mean over layers and queries i (Kobayashi et al. 2020)", false,
                          true, false, ImportanceCost::OnePass},
    ImportanceDescription{EffectiveAttention, "effective_attention", "effective attention", "effective",
                          "attention received without the part in the values' left null space (Brunner et al. 2020)", true,
                          true, false, ImportanceCost::OnePass},
    ImportanceDescription{Erasure, "erasure", "erasure", "erasure",
                          "fall of the model's output when the token or word is deleted; causal", true, false, true,
                          ImportanceCost::Passes},
    ImportanceDescription{ErasureMask, "erasure_mask", "erasure by [MASK]", "erasure by [MASK]",
                          "fall of the model's output when [MASK] or [UNK] replaces the token or word; causal", true, false,
                          true, ImportanceCost::Passes},
    ImportanceDescription{ErasureKeys, "erasure_keys", "erasure of keys", "erasure of keys",
                          "fall of the model's output when nothing may attend to the token or word; causal", true, false,
                          true, ImportanceCost::Passes},
    ImportanceDescription{GradientTimesInput, "gradient_x_input", "gradient times input", "gradient × input",
                          "<e_j, dy/de_j>, e_j all that enters the network at the token", true, true, true,
                          ImportanceCost::Gradients},
    ImportanceDescription{IntegratedGradients, "integrated_gradients", "integrated gradients", "integrated grad.",
                          "<e_j - b_j, mean of dy/de_j on the way from b to e> (Sundararajan et al. 2017)", true, true, true,
                          ImportanceCost::Gradients},
    ImportanceDescription{
        AttentionGradient, "attention_gradient", "attention times gradient", "att. × gradient",
        "row that is read of (I + B_L) ... (I + B_1), B = mean over heads of max(0, P dy/dP) (Chefer et al. 2021)", false,
        true, true, ImportanceCost::Gradients},
    ImportanceDescription{Contributions, "contributions", "contributions", "contributions",
                          "sum over heads h of A_hj <H_j, w_h>: what the word adds to the logit, exactly", true, true, true,
                          ImportanceCost::OnePass},
};

}  // namespace

std::span<const ImportanceDescription> importanceDescriptions()
{
    return descriptions;
}

const ImportanceDescription &describe(ImportanceMeasure measure)
{
    return *std::ranges::find(descriptions, measure, &ImportanceDescription::measure);
}

std::string_view importanceFormula(ImportanceMeasure measure, AttentionColumns columns)
{
    if (columns == AttentionColumns::Slots && measure == AttentionReceived)
        return "mean of |M_ij| over layers, heads and queries i, with the effective map M = P F";
    if (columns == AttentionColumns::Slots && measure == AttentionFromFirst)
        return "|M_0j| of the last layer, mean over heads, with the effective map M = P F";
    if (columns == AttentionColumns::Slots && measure == ValueWeighted)
        return "|sum over heads of M_ij v_j W_O|, mean over layers and queries i, with the effective map M = P F";
    return describe(measure).formula;
}

}  // namespace core
