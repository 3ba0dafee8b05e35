#pragma once

#include "core/format/mechanism/attention_mechanism.h"

namespace core {

// Linear attention without projection dimension, in the two variants that the abstract of arXiv 2101.10277 allows.
extern const AttentionMechanism efficientMechanism;
extern const AttentionMechanism contextFirstMechanism;

}  // namespace core
