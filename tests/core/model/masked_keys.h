#pragma once

#include "core/model/forward_trace.h"

#include <cstddef>
#include <initializer_list>
#include <variant>
#include <vector>

namespace masked {

// Of the texts in tests of masked tokens.
constexpr int tokens = 9;

inline const core::EncoderTrace &encoderTrace(const core::ForwardTrace &trace)
{
    return std::get<core::EncoderTrace>(trace.network);
}

inline std::vector<bool> maskOf(std::initializer_list<std::size_t> keys)
{
    std::vector<bool> mask(tokens);
    for (const std::size_t key : keys)
        mask[key] = true;
    return mask;
}

}  // namespace masked
