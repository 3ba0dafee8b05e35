#pragma once

#include "core/analysis/statistics/running_statistics.h"
#include "core/base/indices.h"

#include <map>
#include <vector>

namespace core {

// What some texts say of a model's heads.
struct HeadSummary {
    ValueSummary tokens;                 // of each text
    std::vector<ValueSummary> values{};  // layers x heads x quantities
};

// What a corpus says of a model's heads so far, to be shown: of all texts, and of texts of similar length.
struct CorpusSummary {
    int layers = 0;
    int heads = 0;
    int perHead = 0;
    std::size_t texts = 0;       // done
    std::size_t allTexts = 0;    // asked for
    std::size_t cutTexts = 0;    // longer than the model's limit
    std::size_t emptyTexts = 0;  // without a token for the model
    HeadSummary all;
    std::map<int, HeadSummary> byLength;  // by the longest length of the group, see lengthGroup()

    bool isComplete() const { return texts == allTexts; }
    // `longest` of 0 are all lengths. No value of a group without a text.
    const HeadSummary *group(int longest) const
    {
        const auto found = byLength.find(longest);
        return longest == 0 ? &all : found == byLength.end() ? nullptr : &found->second;
    }
    std::size_t indexOf(HeadRef head, int quantity) const
    {
        return (static_cast<std::size_t>(head.layer.value) * heads + head.head.value) * perHead + quantity;
    }
};

}  // namespace core
