#pragma once

#include <string_view>

namespace core {

// What the outputs of a classification head are.
enum class OutputQuantity {
    Softmax,        // probabilities of classes that exclude each other
    Sigmoids,       // of labels that may hold together: each has its own probability
    BinarySigmoid,  // of the only label: the probability that it holds
    Values          // a regression's: the logits themselves
};

// As in files: "softmax", "sigmoid" for one as for several, "regression".
std::string_view idOf(OutputQuantity quantity);

constexpr bool areProbabilities(OutputQuantity quantity)
{
    return quantity != OutputQuantity::Values;
}

}  // namespace core
