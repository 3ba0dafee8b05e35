#pragma once

#include "core/format/family/model_family.h"

namespace core {

// ALBERT (Lan et al. 2020): layers that share their weights, words that are narrower than hidden states.
extern const ModelFamily albertFamily;

}  // namespace core
