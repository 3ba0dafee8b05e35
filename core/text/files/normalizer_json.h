#pragma once

#include "core/base/result.h"
#include "core/text/pipeline/normalizers.h"

#include <nlohmann/json_fwd.hpp>

namespace core {

// The normalizer of a tokenizer.json; of null one that changes nothing.
Result<Normalizer> readNormalizer(const nlohmann::json &normalizer);

// The options of a BertNormalizer.
Result<NormalizerOptions> readBertNormalizer(const nlohmann::json &normalizer);

// Whether capital letters become small ones in it.
bool lowersCase(const nlohmann::json &normalizer);

}  // namespace core
