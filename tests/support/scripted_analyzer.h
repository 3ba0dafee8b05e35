#pragma once

#include "core/base/result.h"
#include "core/base/stop.h"
#include "tests/support/scripted_snapshot.h"

namespace scripted {

constexpr std::size_t tokenLimit = 32;

// Answers like an engine of 2 x 4 heads with the classes negative and positive, at once and the same every time: words of the
// text between [CLS] and [SEP], cut at tokenLimit. A folder whose name begins with "broken" is refused.
core::Result<SnapshotPointer> analyze(const core::AnalysisRequest &request, const core::StopToken &stop);

// The probability of "negative" that it gives to a text.
double negativeProbability(const std::string &text);

}  // namespace scripted
