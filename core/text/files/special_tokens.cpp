#include "core/text/files/special_tokens.h"

#include "core/base/message_text.h"
#include "core/text/text_hash.h"

#include <fmt/core.h>

#include <algorithm>

namespace core {

namespace {

AddedToken specialToken(std::string content, bool stripsLeft = false)
{
    return {.content = std::move(content), .id = {}, .stripsLeft = stripsLeft, .isNormalized = false, .isSpecial = true};
}

TokenRoles romanRoles()
{
    return {{"bos_token", specialToken("<s>")},
            {"eos_token", specialToken("</s>")},
            {"sep_token", specialToken("</s>")},
            {"cls_token", specialToken("<s>")},
            {"unk_token", specialToken("<unk>")},
            {"pad_token", specialToken("<pad>")},
            {"mask_token", specialToken("<mask>", /*stripsLeft=*/true)}};
}

// The added tokens of a definition by their content, of which there may be many.
class AddedTokenList
{
public:
    explicit AddedTokenList(TokenizerDefinition &definition)
        : m_definition(definition), m_nextId(static_cast<int>(vocabularyOf(definition.model).size()))
    {
        for (std::size_t place = 0; place < m_definition.addedTokens.size(); ++place)
            note(place);
    }

    // A token that is listed takes the place of what was known of it.
    Result<void> addListed(const AddedToken &token)
    {
        const auto known = m_places.find(token.content);
        if (known == m_places.end()) {
            add(token);
            return {};
        }
        AddedToken &old = m_definition.addedTokens[known->second];
        if (old.id != token.id) {
            return badInput(fmt::format("the added token {} has the ids {} and {}", quotedText(token.content), old.id.value,
                                        token.id.value));
        }
        old = token;
        return {};
    }

    // Listed without flags: what is known of it stays.
    Result<void> addNamed(const AddedToken &token)
    {
        const auto known = m_places.find(token.content);
        const bool isKnown = known != m_places.end() && m_definition.addedTokens[known->second].id == token.id;
        return isKnown ? Result<void>() : addListed(token);
    }

    // Whether it is found now.
    bool addKnown(AddedToken token)
    {
        if (m_places.contains(token.content))
            return true;
        const auto id = vocabularyOf(m_definition.model).find(token.content);
        if (!id)
            return false;
        token.id = *id;
        add(std::move(token));
        return true;
    }

    Result<void> addFurther(AddedToken token, int vocabularySize)
    {
        if (addKnown(token))
            return {};
        if (m_nextId >= vocabularySize) {
            return badInput(fmt::format("the special token {} is in no vocabulary, and the model has no row left for it",
                                        quotedText(token.content)));
        }
        token.id = {m_nextId};
        add(std::move(token));
        return {};
    }

private:
    void add(AddedToken token)
    {
        m_definition.addedTokens.push_back(std::move(token));
        note(m_definition.addedTokens.size() - 1);
    }

    void note(std::size_t place)
    {
        const AddedToken &token = m_definition.addedTokens[place];
        m_places.emplace(token.content, place);
        m_nextId = std::max(m_nextId, token.id.value + 1);
    }

    TokenizerDefinition &m_definition;
    TextMap<std::size_t> m_places;
    int m_nextId;
};

}  // namespace

TokenRoles rolesOf(TokenizerFamily family)
{
    switch (family) {
    case TokenizerFamily::Bert:
        return {{"unk_token", specialToken("[UNK]")},
                {"sep_token", specialToken("[SEP]")},
                {"pad_token", specialToken("[PAD]")},
                {"cls_token", specialToken("[CLS]")},
                {"mask_token", specialToken("[MASK]")}};
    case TokenizerFamily::Gpt2:
        return {{"unk_token", specialToken("<|endoftext|>")},
                {"bos_token", specialToken("<|endoftext|>")},
                {"eos_token", specialToken("<|endoftext|>")}};
    case TokenizerFamily::Albert:
        return {{"bos_token", specialToken("[CLS]")},
                {"eos_token", specialToken("[SEP]")},
                {"unk_token", specialToken("<unk>")},
                {"sep_token", specialToken("[SEP]")},
                {"pad_token", specialToken("<pad>")},
                {"cls_token", specialToken("[CLS]")},
                {"mask_token", specialToken("[MASK]", /*stripsLeft=*/true)}};
    case TokenizerFamily::T5:
        return {
            {"eos_token", specialToken("</s>")}, {"unk_token", specialToken("<unk>")}, {"pad_token", specialToken("<pad>")}};
    case TokenizerFamily::Roberta:
    case TokenizerFamily::XlmRoberta:
    case TokenizerFamily::Camembert: return romanRoles();
    }
    return {};
}

TokenRoles rolesIn(const SpecialTokenFiles &files, TokenizerFamily family)
{
    const TokenRoles ofFamily = rolesOf(family);
    TokenRoles roles = ofFamily;
    for (const auto &[role, token] : files.config.roles)
        roles.insert_or_assign(role, token);
    if (!files.config.addedTokensDecoder) {
        for (const auto &[role, token] : files.mappedRoles)
            roles.insert_or_assign(role, token);
    }
    // A name alone has the flags of the family's class.
    for (auto &[role, token] : roles) {
        const auto usual = ofFamily.find(role);
        if (usual != ofFamily.end() && token == specialToken(usual->second.content))
            token = usual->second;
    }
    return roles;
}

Result<void> addSpecialTokens(const SpecialTokenFiles &files, TokenizerFamily family, int vocabularySize,
                              TokenizerDefinition &definition)
{
    const TokenRoles roles = rolesIn(files, family);
    const auto isSpecial = [&](const AddedToken &token) {
        return std::ranges::any_of(roles, [&](const auto &role) { return role.second.content == token.content; });
    };
    const bool isListed = files.config.addedTokensDecoder.has_value();
    AddedTokenList list(definition);
    for (const AddedToken &token : files.config.addedTokensDecoder.value_or(std::vector<AddedToken>())) {
        if (const auto added = list.addListed(token); !added)
            return added;
    }
    for (AddedToken token : isListed ? std::vector<AddedToken>() : files.addedTokens) {
        token.isSpecial = isSpecial(token);
        token.isNormalized = !token.isSpecial;
        if (const auto added = list.addNamed(token); !added)
            return added;
    }
    for (const auto &[role, token] : roles) {
        list.addKnown(token);
        definition.roles.insert_or_assign(role, token.content);
    }
    for (const auto &further :
         {files.config.furtherSpecialTokens, isListed ? std::vector<AddedToken>() : files.furtherMapped}) {
        for (const AddedToken &token : further) {
            if (const auto added = list.addFurther(token, vocabularySize); !added)
                return added;
        }
    }
    return {};
}

}  // namespace core
