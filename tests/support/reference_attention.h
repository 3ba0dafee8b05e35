#pragma once

#include "tests/support/reference_forward.h"

#include <string>
#include <vector>

namespace support {

// What one head of one layer computes, n tokens; parts that its kind does not have are empty. The trace file's names and shapes.
struct ReferenceHead {
    ReferenceMatrix query;
    ReferenceMatrix key;
    ReferenceMatrix value;
    ReferenceMatrix scores;
    ReferenceMatrix attention;
    ReferenceMatrix effective;
    ReferenceMatrix output;
};

// Every head of a layer, in any attention kind, with the mask of the model or the one that replaces it. A masked key gets no attention; where tokens are mixed before they are weighed, it takes no part.
std::vector<ReferenceHead> referenceHeads(const ReferenceModel &model, int index, const ReferenceMatrix &hidden,
                                          const std::vector<bool> &maskedKeys, const ReferenceMask &mask);

}  // namespace support
