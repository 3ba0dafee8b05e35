#pragma once

#include "core/base/matrix.h"

namespace core {

// The plain weights of a classifier without a hidden layer: logit_k = bias_k + <weight_k, features>.
struct LinearClassifier {
    Matrix weight;  // classes x features; LAMA's features are S = A H read head by head, m * D of them
    Vector bias;    // one per class
};

}  // namespace core
