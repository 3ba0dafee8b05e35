#pragma once

#include "core/analysis/importance/importance_measure.h"
#include "core/workbench/file_choice.h"

#include <string>
#include <vector>

namespace core {

enum class ContextOrder { Text, Importance, Group, Left, Right };  // of the lines of a concordance
enum class ContextGroups { Prediction, Label };                    // what texts are told apart by
enum class ContextSource { File, Kept };                           // which texts are looked through where there are both

// What is chosen on the pages that look through a file of texts for words.
struct ContextsState {
    std::string word;               // whose contexts are shown; empty: none
    FileChoice texts;               // looked through
    std::vector<std::string> kept;  // sentences kept from the sentence bar
    ContextSource source = ContextSource::File;
    ImportanceMeasure measure = ImportanceMeasure::AttentionReceived;
    ContextGroups groups = ContextGroups::Prediction;
    ContextOrder order = ContextOrder::Text;

    bool operator==(const ContextsState &) const = default;

    bool hasBoth() const { return !texts.file.empty() && !kept.empty(); }
    // The kept sentences are looked through, not the file.
    bool readsKept() const { return !kept.empty() && (texts.file.empty() || source == ContextSource::Kept); }
};

}  // namespace core
