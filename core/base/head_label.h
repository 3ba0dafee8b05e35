#pragma once

#include "core/base/indices.h"

#include <string>

namespace core {

// "L0 H31", counted from 0: how a head is written wherever people read it. "0.31", as the mask language has it, reads as a number.
inline std::string headLabel(HeadRef head)
{
    return "L" + std::to_string(head.layer.value) + " H" + std::to_string(head.head.value);
}

}  // namespace core
