#pragma once

#include "core/base/result.h"

#include <QString>

namespace support {

// The sentence that a result refuses with; empty where it holds a value.
template <typename Value>
QString messageOf(const core::Result<Value> &result)
{
    return result ? QString() : QString::fromStdString(result.error().message);
}

}  // namespace support
