#pragma once

#include "core/base/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace core {

enum class SentencePieceType { Normal = 1, Unknown, Control, UserDefined, Unused, Byte };

struct SentencePiece {
    std::string text;
    float score = 0;
    SentencePieceType type = SentencePieceType::Normal;
};

enum class SentencePieceModel { Unigram = 1, BytePair, Word, Character };

// What a .model file of SentencePiece holds, as far as reading a text needs it.
struct SentencePieceFile {
    std::vector<SentencePiece> pieces;  // the place is the id
    SentencePieceModel model = SentencePieceModel::Unigram;
    bool fallsBackToBytes = false;
    bool marksBlanksBehindWords = false;
    std::string charsmap;  // see core/text/pipeline/charsmap.h; may be empty
};

// Reads the file's protocol buffer. SentencePiece's own library runs what a file contains, rules and tests, before it has checked
// them, so no file that somebody downloaded is given to it.
Result<SentencePieceFile> parseSentencePieceFile(std::string_view bytes);

}  // namespace core
