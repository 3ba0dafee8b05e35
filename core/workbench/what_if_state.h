#pragma once

#include "core/base/shared_text.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace core {

// One sentence of a tree of edits.
struct WhatIfNode {
    SharedText text;            // UTF-8; shared by all the states that undo goes back to
    std::optional<int> parent;  // an earlier node; none: the sentence that the tree began with
    SharedText edit;            // what was done to the parent's sentence, in words: "good → bad"

    bool operator==(const WhatIfNode &) const = default;
};

// Edits of the sentence as a tree. One node is the sentence of the window. Empty until there is an edit.
struct WhatIfState {
    static constexpr std::size_t mostNodes = 500;  // further edits change the sentence alone

    std::vector<WhatIfNode> nodes;  // each behind its parent, the first one without any
    int current = 0;                // whose text is the sentence, as long as nothing was typed beside

    bool operator==(const WhatIfState &) const = default;
};

// The tree with the sentence in it. What was typed into the sentence bar since the last edit is a child of the node that was shown then,
// "typed", however many letters it took; while there is no edit it is the root itself. It becomes part of the state with the next edit or
// when another node is chosen.
WhatIfState shownTree(const WhatIfState &state, const std::string &sentence);

// The functions below change the tree and the sentence together.

// What was done to the sentence becomes a child of the current node, or the child it already has with this text is shown.
void addEdit(WhatIfState &state, std::string &sentence, const std::string &changed, const std::string &edit);
void chooseNode(WhatIfState &state, std::string &sentence, int node);
// With all that came of it; its parent is shown where the sentence was in there. The root stays.
void removeBranch(WhatIfState &state, std::string &sentence, int node);

// The children of a node, in the order in which they were made.
std::vector<int> childrenOf(const WhatIfState &tree, int node);
// The nodes as they are listed: each child below its parent, before the next child.
std::vector<int> listedNodes(const WhatIfState &tree);
int depthOf(const WhatIfState &tree, int node);

}  // namespace core
