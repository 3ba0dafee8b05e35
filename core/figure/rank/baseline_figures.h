#pragma once

#include "core/figure/rank/spectrum_figures.h"
#include "core/pipeline/spectrum_baselines.h"

#include <string>

namespace core {

std::string baselineName(SpectrumBaseline baseline);  // "random Q and K"
// What it keeps of the head and what it destroys: "keeps ...; destroys ..."
std::string baselineExplanation(SpectrumBaseline baseline);
// Why the shown model has none: "linear attention has no scores"; empty where it has one.
std::string baselineAbsence(SpectrumBaseline baseline, const AnalysisSnapshot &snapshot);

// Draws those that the options show into the spectrum of `count` values: one pass as a curve, many draws as their median and a band
// from 5 to 95 %, with what they keep added to the explanation.
void addBaselines(const AnalysisSnapshot &snapshot, HeadRef head, const SpectrumOptions &options, int count,
                  CurveFigure &figure);

// A rank measure of the selected head beside those of its random maps: "effective rank 9.8; permuted rows 14.2 [13.9, 14.6]".
// Empty where the snapshot has none of them.
std::string ranksAgainstBaselines(const AnalysisSnapshot &snapshot, HeadRef head, const SpectrumOptions &options);

// "14.2 [13.9, 14.6]" of the head's attention with its rows permuted; empty where the snapshot does not have it. `options` as the
// measure of the head itself.
std::string permutedRange(const AnalysisSnapshot &snapshot, HeadRef head, SpectrumMeasure measure,
                          const SpectrumMeasureOptions &options);

}  // namespace core
