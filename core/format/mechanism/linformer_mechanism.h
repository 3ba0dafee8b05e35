#pragma once

#include "core/format/mechanism/attention_mechanism.h"

namespace core {

// Keys and values projected along the text to k slots (Wang et al. 2020).
extern const AttentionMechanism linformerMechanism;

}  // namespace core
