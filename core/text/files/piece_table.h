#pragma once

#include "core/base/result.h"
#include "core/text/vocabulary.h"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace core {

// Puts pieces at their ids, in any order. Ids that nothing claims hold an empty piece, which no text ever matches.
class PieceTable
{
public:
    PieceTable() = default;
    explicit PieceTable(const Vocabulary &vocabulary);

    // Refuses an id out of range, and one that another piece has.
    Result<void> place(std::string_view piece, TokenId id);
    Result<void> place(std::string_view piece, const nlohmann::json &id);

    TokenId nextId() const { return {static_cast<int>(m_pieces.size())}; }  // behind all others

    Result<Vocabulary> vocabulary() &&;

private:
    std::vector<std::string> m_pieces;
    std::vector<bool> m_isTaken;
};

// {"piece": id, ...}
Result<Vocabulary> readVocabulary(const nlohmann::json &vocabulary);

// An Error where the value is no id that a vocabulary can have.
Result<TokenId> readTokenId(std::string_view piece, const nlohmann::json &id);

}  // namespace core
