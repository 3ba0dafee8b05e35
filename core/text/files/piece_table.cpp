#include "core/text/files/piece_table.h"

#include "core/base/message_text.h"
#include "core/text/files/json_value.h"

#include <fmt/core.h>
#include <nlohmann/json.hpp>

namespace core {

Result<TokenId> readTokenId(std::string_view piece, const nlohmann::json &id)
{
    if (id.is_number_integer() && id >= 0 && id < Vocabulary::largestSize)
        return TokenId{id.get<int>()};
    return badInput(fmt::format("the piece {} has the id {}, expected a whole number from 0 to {}", quotedText(piece),
                                shownValue(id), Vocabulary::largestSize - 1));
}

PieceTable::PieceTable(const Vocabulary &vocabulary)
{
    for (int id = 0; id < static_cast<int>(vocabulary.size()); ++id) {
        m_pieces.push_back(vocabulary.piece({id}));
        m_isTaken.push_back(!m_pieces.back().empty());
    }
}

Result<void> PieceTable::place(std::string_view piece, TokenId id)
{
    const auto row = static_cast<std::size_t>(id.value);
    if (row >= Vocabulary::largestSize) {
        return badInput(fmt::format("the piece {} has the id {}, expected a whole number from 0 to {}", quotedText(piece),
                                    id.value, Vocabulary::largestSize - 1));
    }
    if (row >= m_pieces.size()) {
        m_pieces.resize(row + 1);
        m_isTaken.resize(row + 1);
    }
    if (m_isTaken[row] && m_pieces[row] != piece) {
        return badInput(
            fmt::format("the pieces {} and {} have the same id {}", quotedText(m_pieces[row]), quotedText(piece), row));
    }
    m_pieces[row] = piece;
    m_isTaken[row] = true;
    return {};
}

Result<void> PieceTable::place(std::string_view piece, const nlohmann::json &id)
{
    const auto number = readTokenId(piece, id);
    return number ? place(piece, *number) : number.error();
}

Result<Vocabulary> PieceTable::vocabulary() &&
{
    return Vocabulary::fromPieces(std::move(m_pieces));
}

Result<Vocabulary> readVocabulary(const nlohmann::json &vocabulary)
{
    if (!vocabulary.is_object())
        return badInput(fmt::format("\"vocab\" is {}, expected an object of pieces and their ids", shownValue(vocabulary)));
    PieceTable table;
    for (const auto &[piece, id] : vocabulary.items()) {
        if (const auto placed = table.place(piece, id); !placed)
            return placed.error();
    }
    return std::move(table).vocabulary();
}

}  // namespace core
