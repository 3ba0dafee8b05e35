#pragma once

#include "core/analysis/importance/word_importance.h"
#include "core/analysis/measures/head_measures.h"
#include "core/analysis/spectra/spectrum_quantities.h"
#include "core/base/result.h"
#include "core/figure/attention/head_picture.h"
#include "core/figure/rank/weight_measure.h"
#include "core/recipe/figure_recipe.h"

#include <string>
#include <string_view>

namespace core {

// What the names in a panel's "measure" and "matrix" stand for; an empty name is the usual one. A name that is none, or none of the
// model's, is refused with those that are: "expected one of attention, effective, E".

Result<HeadMeasure> headMeasureNamed(const AnalysisSnapshot &snapshot, const std::string &id);
Result<ImportanceMeasure> importanceNamed(const std::string &id);
Result<SpectrumQuantity> spectrumQuantityNamed(const std::string &matrix, const std::string &measure);
Result<WeightMeasure> weightMeasureNamed(const std::string &id);
// What "matrix" calls a picture of a head; empty for what is no map.
std::string_view matrixName(HeadPicture picture);
// One of the head's pictures that are maps.
Result<HeadPicture> headPictureNamed(const AnalysisSnapshot &snapshot, const std::string &matrix);

// What a panel measures, in the field's words: "effective rank of attention"; empty where its kind measures nothing or the name is none.
// The snapshot may be null for kinds that are not drawn of one.
std::string measureText(const FigurePanel &panel, const AnalysisSnapshot *snapshot);

}  // namespace core
