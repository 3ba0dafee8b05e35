#pragma once

#include "core/base/result.h"
#include "core/text/pipeline/aligned_text.h"
#include "core/text/pipeline/charsmap.h"
#include "core/text/pipeline/text_pattern.h"
#include "core/text/text_normalizer.h"

#include <functional>
#include <string>
#include <vector>

namespace core {

// Changes a text before it is divided. An Error only where a regular expression takes too long.
using Normalizer = std::function<Result<void>(AlignedText &)>;

enum class UnicodeForm { Nfc, Nfd, Nfkc, Nfkd };

Normalizer unicodeNormalizer(UnicodeForm form);
Normalizer lowerCaseNormalizer();  // each character by itself: a sigma at a word's end is σ
Normalizer accentStripper();       // all marks (M*)
Normalizer nmtNormalizer();        // control characters go, other blanks become spaces
Normalizer bertNormalizer(const NormalizerOptions &options);
Normalizer byteLevelNormalizer();  // bytes by their letters
Normalizer blankStripper(bool left, bool right);
Normalizer prependNormalizer(std::string prefix);  // not to an empty text
Normalizer charsmapNormalizer(Charsmap map);
Normalizer replacingNormalizer(TextPattern pattern, std::string replacement);
Normalizer normalizerSequence(std::vector<Normalizer> normalizers);

}  // namespace core
