#pragma once

#include "core/pipeline/analysis_snapshot.h"

#include <string>

namespace core {

// The spectra of a pass as CSV, one row per layer, head and matrix ("scores", "attention"); kept stable, scripts rely on it.
// Numbers are the shortest that read back the same. `text` counts the texts of a file from 0.

// layer,head,matrix,n,index,singular_value,text with the index from 0, largest value first. Of LAMA's one map of all
// heads `head` is "all".
std::string spectrumHeader();
void appendSpectrum(const AnalysisSnapshot &snapshot, int text, std::string &csv);

// layer,head,matrix,n,head_size,numerical_rank,stable_rank,effective_rank,nuclear_rank,energy_rank_90,entropy,distance,
// diagonal_mass,text. Entropy, distance and diagonal mass are measures of the attention and are empty beside scores, and wherever not
// defined. LAMA: the row "all" has the ranks of the one map of all heads and no entropy, and each head's own row has its entropy and no
// ranks; head_size is empty.
std::string spectrumSummaryHeader();
void appendSpectrumSummary(const AnalysisSnapshot &snapshot, int text, std::string &csv);

}  // namespace core
