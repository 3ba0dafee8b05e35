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

// Every head of the layer whose tensors begin with `prefix` ("encoder.layer.0.attention.self."), in any attention kind and with
// the mask of the model. A masked key gets no attention; where tokens are mixed before they are weighed, it takes no part.
std::vector<ReferenceHead> referenceHeads(const ReferenceModel &model, const std::string &prefix,
                                          const ReferenceMatrix &hidden, const std::vector<bool> &maskedKeys);

}  // namespace support
