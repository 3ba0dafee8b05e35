#pragma once

#include "core/analysis/measures/head_measures.h"
#include "core/analysis/spectra/spectra.h"
#include "core/base/result.h"
#include "core/base/stop.h"
#include "core/model/forward_trace.h"

namespace core {

// Every measure of every head of the pass, over all cores. The trace must have kept its attention, and `spectra` be those of it.
// Without its scores the asymmetry is not defined; where the columns are no tokens, neither are distance and diagonal mass. LAMA
// counts as one layer whose heads have one row each, so that of all measures only the entropy is defined.
Result<HeadMeasureTable> measureHeads(const ForwardTrace &trace, const SpectrumSet &spectra, const StopToken &stop);

}  // namespace core
