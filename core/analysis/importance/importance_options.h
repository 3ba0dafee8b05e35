#pragma once

#include <optional>
#include <string>

namespace core {

// What one number of a measure that does not add up over the pieces of a word is about.
enum class ImportanceUnit { Token, Word };

// In which form the model's answer is followed; a regression's is its value in both.
enum class TargetQuantity { Probability, Logit };

// What takes the place of the words where integrated gradients begin. Positions, types and special tokens stay as they are.
enum class GradientBaseline { Zero, Pad, Mask };

// Which number y of the model's answer is asked for.
struct AskedTarget {
    std::string name;  // of a class or piece, or a class's index; empty: the most probable
    TargetQuantity quantity = TargetQuantity::Probability;
    std::optional<int> position;  // of a masked language model, the token that is guessed; none: the first [MASK]
    // What the model or the text does not have is an error. Otherwise it counts as not asked for: a choice outlives the model and the
    // text that it was made for.
    bool isFirm = false;

    bool operator==(const AskedTarget &) const = default;
};

// Of the way of integrated gradients, so that one text takes seconds and not hours.
inline constexpr int mostIntegrationSteps = 4096;

// What the measures of one text are asked besides their names.
struct ImportanceOptions {
    AskedTarget target;
    ImportanceUnit unit = ImportanceUnit::Token;  // of measures that are not additive
    double residual = 0.5;                        // r of rollout, the share of the residual stream, 0 to 1
    GradientBaseline baseline = GradientBaseline::Zero;
    int steps = 64;  // of integrated gradients, 1 ... mostIntegrationSteps

    bool operator==(const ImportanceOptions &) const = default;
};

}  // namespace core
