#pragma once

#include "core/format/checkpoint.h"
#include "core/format/tensor_table.h"

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace core {

// What a checkpoint has for one name of a model's table.
struct TensorMatch {
    std::vector<const TensorEntry *> tensors;  // all that the name could mean
    bool isAmbiguous = false;                  // they differ
};

// Finds the tensors that a model's table names in a checkpoint, which may put before the names
// - what wraps a module while it is trained: "module.", "_orig_mod.", "model.", in any order, of all tensors or of some,
// - the name of the model within the one with a head, `basePrefix`,
// - one more name of somebody's own module, "net.".
// A LayerNorm's weight and bias may be called gamma and beta, as in checkpoints converted from TensorFlow. Tensors that are there
// under two names with the same values are one; a tied one may be there once, under its other name.
class TensorLookup
{
public:
    TensorLookup(const Checkpoint &checkpoint, std::span<const TensorSpec> table, std::string_view basePrefix = "bert.");

    // No tensor, or one, or those that are alike or ambiguous.
    const TensorMatch &match(const std::string &name) const;
    // Null where there is none, or where it is ambiguous.
    const TensorEntry *find(const std::string &name) const;

private:
    std::map<std::string, TensorMatch, std::less<>> m_matches;  // by the table's names
};

}  // namespace core
