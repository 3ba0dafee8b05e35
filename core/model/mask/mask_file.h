#pragma once

#include "core/base/result.h"
#include "core/base/stop.h"
#include "core/model/mask/mask_pattern.h"

#include <filesystem>
#include <string_view>

namespace core {

// A mask out of a .npy file: n x n, or heads x n x n, both also behind further axes of 1. Its values say how it is to be read:
//
//   keep       0 and 1, booleans too: a pair is kept where there is 1
//   additive   0, and -inf or a large negative number, as most libraries add them to the scores: a pair is kept where there is 0
//
// A number is large from -1,000 down, where a softmax in F32 has nothing left (libraries use -1e4, -1e9 and the lowest number). Refused
// is everything that would have to be guessed or has no pairs to keep: other values, such as a position's bias of -0.5, NaN and
// +inf; a mixture of 1 and large negative numbers; nothing but 0 unless they are booleans or unsigned, which cannot be added; and
// an additive row without a 0, whose softmax is another in every library.
struct MaskFileContent {
    PairMask pairs;
    MaskReading reading = MaskReading::Keep;
};

// Refuses what is none with one sentence that names the value and where it is. ErrorKind::Cancelled where it is stopped.
Result<MaskFileContent> readMaskFile(const std::filesystem::path &path, const StopToken &stop);

// A term of kind File from it.
Result<MaskTerm> readMaskTerm(const std::filesystem::path &file, const StopToken &stop);

// Reads the files of all terms that name one.
Result<void> readMaskFiles(MaskPattern &pattern, const StopToken &stop);

// What readMaskFile() gives, from the bytes of a whole file.
Result<MaskFileContent> parseMaskFile(std::string_view bytes, const StopToken &stop);

}  // namespace core
