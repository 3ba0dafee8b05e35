#pragma once

#include "core/format/family/model_family.h"

namespace core {

// GPT-2 (Radford et al. 2019).
extern const ModelFamily gpt2Family;

}  // namespace core
