#include "core/text/models/byte_fallback.h"

#include <fmt/core.h>

namespace core {

std::string bytePiece(unsigned char byte)
{
    return fmt::format("<0x{:02X}>", byte);
}

std::optional<std::vector<TokenId>> bytePieces(const Vocabulary &vocabulary, std::string_view text)
{
    std::vector<TokenId> pieces;
    for (const char byte : text) {
        const auto id = vocabulary.find(bytePiece(static_cast<unsigned char>(byte)));
        if (!id)
            return std::nullopt;
        pieces.push_back(*id);
    }
    return pieces;
}

}  // namespace core
