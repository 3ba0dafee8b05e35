#include "core/pipeline/model_inputs.h"

#include <algorithm>

namespace core {

std::vector<TokenId> tokenIds(const TokenizedText &text)
{
    std::vector<TokenId> ids(text.tokens.size());
    std::ranges::transform(text.tokens, ids.begin(), &Token::id);
    return ids;
}

std::vector<bool> maskedKeys(const AnalysisRequest &request, const TokenizedText &text)
{
    if (!request.masksSpecialTokens)
        return {};
    std::vector<bool> isSpecial(text.tokens.size());
    std::transform(text.tokens.begin(), text.tokens.end(), isSpecial.begin(),
                   [](const Token &token) { return token.isSpecial(); });
    return isSpecial;
}

bool scoresAreProducts(const ModelConfig &config)
{
    const AttentionKind kind = config.attention.kind;
    return config.type != ModelType::Lama &&
           (kind == AttentionKind::Standard || kind == AttentionKind::Symmetric || kind == AttentionKind::Shared);
}

}  // namespace core
