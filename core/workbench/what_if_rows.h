#pragma once

#include "core/pipeline/text_answers.h"
#include "core/workbench/what_if_state.h"

#include <optional>
#include <string>
#include <vector>

namespace core {

// One node of the tree as it is listed.
struct WhatIfRow {
    int node = 0;
    int depth = 0;
    std::vector<bool> continues;  // of each depth below its own: a line runs on, as that ancestor has later siblings
    bool isLastChild = false;
    bool isCurrent = false;
    std::string edit;  // "good → bad"; empty of the root
    std::string text;
    std::string excerpt;  // of the text, from a little before the place where it leaves the parent's
    std::string prediction;
    std::optional<double> followed;
    std::optional<double> change;  // from the parent's
    bool isPending = false;        // the answer is still to come
    bool changesPrediction = false;
};

struct WhatIfRows {
    std::string followedName;  // "p(positive)"; empty where nothing is followed
    bool areProbabilities = false;
    std::vector<WhatIfRow> rows;
};

// `answers` of these texts or others, as far as they got; or null.
WhatIfRows whatIfRows(const WhatIfState &tree, const TextAnswers *answers);

// As CSV: row,depth,edit,text,prediction,followed,value,change. Depth counts the edits from the sentence that the tree began with.
std::string whatIfTable(const WhatIfRows &tree);

}  // namespace core
