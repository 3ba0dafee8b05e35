#pragma once

#include "core/figure/values/curve_figure.h"
#include "core/figure/values/snapshot_maps.h"

namespace core {

// The pictures of the Rank workspace. All are empty where the snapshot has no spectra, with a sentence that says why.

struct SpectrumOptions {
    bool isLogarithmic = true;
    bool showsAllHeads = true;  // as a band of the middle half and thin lines, behind the selected head
    bool centersAttention = false;
    bool showsShuffled = false;  // random baselines, where the snapshot has them: see baseline_figures.h
    bool showsDrawn = false;
    bool showsPermuted = false;
    std::vector<HeadRef> beside = {};  // heads whose attention is drawn with the selected one's

    bool operator==(const SpectrumOptions &) const = default;
};

// Singular values of the selected head's scores and attention by their rank, each as a share of its largest, with the bounds that
// hold: the head size for the scores, the projected length for Linformer, the number of tokens for all. A movable line at `k`,
// unless that is 0.
CurveFigure spectrumFigure(const AnalysisSnapshot &snapshot, HeadRef head, const SpectrumOptions &options, int k = 0);

// Y(k), the share of the first k singular values of the attention, and E(k), that of their squares, over k; a movable line at `k`.
// 1 - E(k) is the squared relative error of the best approximation of rank k.
CurveFigure cumulativeFigure(const AnalysisSnapshot &snapshot, HeadRef head, int k, bool centersAttention);

// "k = 5 of 23: Y 0.83, E 0.991, error 9.5 %": the error is that of the best approximation of rank k, relative, Frobenius.
std::string approximationText(const AnalysisSnapshot &snapshot, HeadRef head, int k, bool centersAttention);

// The largest k that the selected head's attention has: its number of singular values; 0 without any.
int largestRank(const AnalysisSnapshot &snapshot, HeadRef head);

}  // namespace core
