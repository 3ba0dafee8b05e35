#pragma once

#include "core/pipeline/model_comparison.h"

#include <string>

namespace core {

// Everything a comparison gathered, as CSV with a header: a row for each model, layer, head, matrix, measure, kind of number (as it is,
// or by the text's tokens) and group of lengths that has any text. Columns: model,hidden_size,heads,head_size,layer,head,matrix,
// measure,by_tokens,longest,texts,mean,deviation,q05,q25,median,q75,q95; `longest` is 0 for all lengths. Numbers are the shortest that
// read back the same.
std::string comparisonTable(const ModelComparison &comparison);

}  // namespace core
