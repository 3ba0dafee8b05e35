#pragma once

#include "core/base/result.h"
#include "core/model/mask/attention_mask.h"

#include <string>
#include <string_view>

namespace core {

// Masks as text, on the command line and in files:
//
//     mask    = part { ";" part }           at most one of each
//     part    = pattern { "~" how } [ "@" scope ]  |  "ablate" [ ":mean" ] [ "@" scope ]
//     pattern = terms { "+" terms }         kept by any of them
//     terms   = term { "&" term }           kept by all of them
//     term    = "none" | "diagonal" | "offset:D" | "band:W" | "block:B" | "fixed:B" | "strided:S" | "star:W" | "logsparse" | "longformer:W:G"
//             | "bigbird:W:G:R:SEED" | "random:COUNT:SEED" | "uniform" | "learned:THRESHOLD" | "file:F.npy" | "painted:N:HEX"
//     how     = "after" | STRENGTH | "control:SEED"        each at most once
//     scope   = "all" | place { "," place } with place = LAYER | LAYER.HEAD, counted from 0, or as people write them,
//                                                  "L0" | "L0 H31", also without the blank
//
// Numbers left out at the end of a term take their usual values (maskKindDescriptions). A file's name may stand between quotes,
// file:"a+b.npy" or file:'a+b.npy', where everything up to the next such quote is the name. Without them %XX stands for a byte, as it
// has to for + & ; @ ~ % and a quote in front, and as it may for any other. The pairs of painted:N are N x N bits row by row, the first in the highest
// place of each hexadecimal digit; with a mask for each head, :HEX as often as there are heads.

// Reads the files that it names. No text is a mask that is not active.
Result<AttentionMask> parseMask(std::string_view quoted);
// The same but for the files, whose terms keep every pair until readMaskFiles() (core/model/mask/mask_file.h): fails where the text is wrong
// and not where a file is.
Result<AttentionMask> parseMaskForm(std::string_view quoted);
Result<HeadScope> parseScope(std::string_view text);

// Dotted is LAYER.HEAD, as files and scripts have it; Lettered, "L0 H31", is for people. Both are read back.
enum class HeadSpelling { Dotted, Lettered };

// parseMask gives the same mask back, but for the means of ablated heads, which are no text.
std::string maskText(const AttentionMask &mask, HeadSpelling spelling = HeadSpelling::Dotted);
std::string patternText(const MaskPattern &pattern);
std::string scopeText(const HeadScope &scope, HeadSpelling spelling = HeadSpelling::Dotted);

}  // namespace core
