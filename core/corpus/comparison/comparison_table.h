#pragma once

#include "core/corpus/comparison/model_comparison.h"

#include <string>

namespace core {

// Everything a comparison gathered, as CSV with a header: a row for each model, layer, head, matrix, measure, kind of number (as it is,
// or by the text's tokens) and group of lengths that has any text. Columns: model,hidden_size,heads,head_size,layer,head,matrix,
// measure,by_tokens,longest,texts,mean,deviation,q05,q25,median,q75,q95,layer_median,model_median; `longest` is 0 for all lengths. The
// first statistics are over texts; the last two are the medians of `mean` over the heads of the row's layer and over all heads. Models of
// one folder name are told apart as by distinctNames(). A LAMA model has one map of all heads: `head` is "all" and `head_size` empty.
// Numbers have nine digits.
std::string comparisonTable(const ModelComparison &comparison);

}  // namespace core
