#pragma once

#include "core/analysis/importance/word_importance.h"
#include "core/base/result.h"
#include "core/base/stop.h"
#include "core/importance/importance_pass.h"

#include <string>
#include <vector>

namespace core {

// Measures by the gradient of the asked number y, under the mask of the pass: one number per token, special ones among them
// (resources/help/importance.md, Gradient times input and below). They fail as outputGradient() does.

// <e_j, dy/de_j>, with e_j all that enters the network at the token.
Result<std::vector<double>> gradientTimesInput(const ImportancePass &pass, const ImportanceTarget &target,
                                               const StopToken &stop);

struct IntegratedGradients {
    std::vector<double> values;
    Completeness completeness;
};

// <e_j - b_j, mean of dy/de over the way from b to e> (Sundararajan et al. 2017), by Gauss and Legendre's rule with a pass for each of its
// `steps` nodes, over all cores. b has the baseline's word vectors and e's positions, types and special tokens. Fails where the
// baseline is a piece that the vocabulary lacks.
Result<IntegratedGradients> integratedGradients(const ImportancePass &pass, const ImportanceTarget &target,
                                                const ImportanceOptions &options, const StopToken &stop);

// Row q of R = (I + B_L) ... (I + B_1) less the 1 that its own entry begins with, B_l = mean over heads of max(0, P * dy/dP), and q the
// token that the output is read from (Chefer et al. 2021, the generic form for self-attention).
Result<std::vector<double>> attentionGradient(const ImportancePass &pass, const ImportanceTarget &target,
                                              const StopToken &stop);

// Why a model has no attentionGradient(), a clause to go into a sentence; empty where it has it.
std::string absenceOfAttentionGradient(const ModelConfig &config);

}  // namespace core
