#pragma once

#include "core/model/loaded_model.h"

#include <memory>
#include <string>
#include <string_view>

namespace support {

// Another tokenizer that gives up on every text in which "endless" stands.
class UnendingTokenizer : public core::Tokenizer
{
public:
    explicit UnendingTokenizer(std::shared_ptr<const core::Tokenizer> other) : m_other(std::move(other)) {}

    std::string description() const override { return m_other->description(); }
    core::TokenizedText tokenize(std::string_view text, std::size_t tokenLimit) const override
    {
        core::TokenizedText tokens = m_other->tokenize(text, tokenLimit);
        if (text.find("endless") != std::string_view::npos)
            tokens.failure = "the expression takes too long";
        return tokens;
    }
    std::string piece(core::TokenId id) const override { return m_other->piece(id); }
    std::string shownPiece(core::TokenId id) const override { return m_other->shownPiece(id); }
    std::optional<core::TokenId> find(std::string_view piece) const override { return m_other->find(piece); }
    std::string normalizedWord(std::string_view typed) const override { return m_other->normalizedWord(typed); }
    std::optional<core::TokenId> maskToken() const override { return m_other->maskToken(); }
    std::optional<core::TokenId> unknownToken() const override { return m_other->unknownToken(); }

private:
    std::shared_ptr<const core::Tokenizer> m_other;
};

inline core::LoadedModel withUnendingTokenizer(core::LoadedModel model)
{
    model.tokenizer = std::make_shared<const UnendingTokenizer>(model.tokenizer);
    return model;
}

}  // namespace support
