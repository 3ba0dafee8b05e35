#pragma once

#include "core/base/stop.h"
#include "core/corpus/words/word_report.h"

#include <cstdint>
#include <vector>

namespace core {

// What the lines of a concordance are sorted by; equal ones stay in the order of the texts.
enum class ConcordanceSort {
    Text,        // as they come
    Importance,  // the largest first; what is undefined last
    Group,       // by class, as the report groups its texts; texts of none last
    Left,        // by the neighbor to the left, in the order of its letters
    Right
};

// The numbers of the report's occurrences, first line to last. A stop leaves the rest as it comes.
std::vector<std::uint32_t> concordanceOrder(const WordReport &report, ConcordanceSort sort, const StopToken &stop);

}  // namespace core
