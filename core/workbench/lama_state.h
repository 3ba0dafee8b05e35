#pragma once

#include <optional>

namespace core {

enum class StripPicture { RelativeToUniform, Contributions };  // of LAMA's heads x words

// What is chosen in the Attention workspace for LAMA.
struct LamaState {
    StripPicture strips = StripPicture::RelativeToUniform;
    std::optional<int> contributionClass;  // whose logit the contributions are about; none: the predicted one

    bool operator==(const LamaState &) const = default;
};

}  // namespace core
