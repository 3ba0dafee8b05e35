#include "core/model/model_inputs.h"

#include "core/format/family/model_family.h"
#include "core/format/mechanism/attention_mechanism.h"

#include <algorithm>

namespace core {

std::vector<TokenId> tokenIds(const TokenizedText &text)
{
    std::vector<TokenId> ids(text.tokens.size());
    std::ranges::transform(text.tokens, ids.begin(), &Token::id);
    return ids;
}

std::vector<bool> maskedKeys(bool masksSpecialTokens, const TokenizedText &text)
{
    if (!masksSpecialTokens)
        return {};
    std::vector<bool> isSpecial(text.tokens.size());
    std::transform(text.tokens.begin(), text.tokens.end(), isSpecial.begin(),
                   [](const Token &token) { return token.isSpecial(); });
    return isSpecial;
}

bool readsLastToken(const ModelConfig &config)
{
    return hasFamily(config) && familyOf(config).isCausal;
}

bool scoresAreProducts(const ModelConfig &config)
{
    if (config.type == ModelType::Lama)
        return false;
    const ScoreForm scores = mechanismOf(config.attention).scores;
    return scores == ScoreForm::Product || scores == ScoreForm::Symmetric;
}

}  // namespace core
