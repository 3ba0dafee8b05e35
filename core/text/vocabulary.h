#pragma once

#include "core/base/indices.h"
#include "core/base/result.h"
#include "core/text/text_hash.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace core {

// The pieces a model knows, each with its row in the embedding table.
class Vocabulary
{
public:
    static constexpr std::size_t largestSize = 2'000'000;

    // The position of a piece is its id. Of equal pieces the last one is found, as in Hugging Face's dictionaries.
    static Result<Vocabulary> fromPieces(std::vector<std::string> pieces);

    std::optional<TokenId> find(std::string_view piece) const;
    const std::string &piece(TokenId id) const { return m_pieces[static_cast<std::size_t>(id.value)]; }
    std::size_t size() const { return m_pieces.size(); }
    std::size_t longestPiece() const { return m_longestPiece; }  // in bytes

private:
    explicit Vocabulary(std::vector<std::string> pieces);

    std::vector<std::string> m_pieces;
    TextMap<TokenId> m_ids;
    std::size_t m_longestPiece = 0;
};

// Reads vocab.txt: UTF-8, one piece per line, LF or CRLF at the line ends; the id is the line number, counted from 0.
Result<Vocabulary> parseVocabulary(std::string_view text);

}  // namespace core
