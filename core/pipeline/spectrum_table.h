#pragma once

#include "core/analysis/measures/head_measures.h"
#include "core/analysis/spectra/spectrum_measures.h"
#include "core/pipeline/analysis_snapshot.h"
#include "core/pipeline/spectrum_baselines.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace core {

// The spectra of a pass as CSV, one row per layer, head and matrix ("scores", "attention"); kept stable, scripts rely on it.
// Numbers have nine digits. `text` counts the texts of a file from 0.

// layer,head,matrix,n,index,singular_value,text with the index from 0, largest value first. Of LAMA's one map of all
// heads `head` is "all".
std::string spectrumHeader();
void appendSpectrum(const AnalysisSnapshot &snapshot, int text, std::string &csv);

// The ranks of a summary, and the measures of the attention beside them, in the order of its columns.
std::span<const SpectrumMeasure> summarizedRanks();
std::span<const HeadMeasure> summarizedMeasures();

// The random maps that a summary may set the heads' ranks against: "rows", "projections".
std::optional<SpectrumBaseline> spectrumNullNamed(std::string_view id);

// layer,head,matrix,n,head_size,numerical_rank,stable_rank,effective_rank,nuclear_rank,energy_rank_90,entropy,distance,
// diagonal_mass,text,dropped_tokens. Entropy, distance and diagonal mass are measures of the attention and are empty beside scores, and wherever not
// defined. LAMA: the row "all" has the ranks of the one map of all heads and no entropy, and each head's own row has its entropy and no
// ranks; head_size is empty. dropped_tokens did not fit into the model's limit. With a null there follow null,draws and for each of the five ranks the median, 5 and 95 % over the
// draws: effective_rank_null, effective_rank_null_low, effective_rank_null_high. All of these are empty beside scores, in rows without
// ranks and where the mechanism has no such null.
std::string spectrumSummaryHeader(std::optional<SpectrumBaseline> null = {});
void appendSpectrumSummary(const AnalysisSnapshot &snapshot, int text, std::string &csv,
                           std::optional<SpectrumBaseline> null = {});

}  // namespace core
