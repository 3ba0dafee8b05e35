#pragma once

#include "core/format/family/model_family.h"

namespace core {

// DistilBERT (Sanh et al. 2019).
extern const ModelFamily distilbertFamily;

}  // namespace core
