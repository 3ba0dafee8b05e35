#pragma once

#include "core/format/family/model_family.h"

namespace core {

// ELECTRA (Clark et al. 2020).
extern const ModelFamily electraFamily;

}  // namespace core
