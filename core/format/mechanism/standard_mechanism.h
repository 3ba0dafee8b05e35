#pragma once

#include "core/format/mechanism/attention_mechanism.h"

namespace core {

// Vaswani et al. 2017; with heads of any size, Bhojanapalli et al. 2020 (resources/help/mechanisms.md, Fixed head size).
extern const AttentionMechanism standardMechanism;

}  // namespace core
