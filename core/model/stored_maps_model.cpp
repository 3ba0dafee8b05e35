#include "core/model/stored_maps_model.h"

#include "core/format/maps/attention_maps.h"
#include "core/model/stored_attention.h"
#include "core/text/stored_tokens.h"

#include <utility>

namespace core {

bool isStoredMaps(const std::filesystem::path &path)
{
    return isAttentionFile(path);
}

Result<void> readStoredMaps(const std::filesystem::path &file, LoadedModel &model)
{
    Result<AttentionMaps> maps = readAttentionMaps(file);
    if (!maps)
        return maps.error();
    model.config.type = ModelType::StoredMaps;
    model.config.task = ModelTask::EncoderOnly;
    model.config.attention.kind = AttentionKind::Stored;
    model.config.layers = static_cast<int>(maps->layers.size());
    model.config.heads = maps->heads();
    model.config.maxPositions = maps->tokenCount();
    model.config.vocabularySize = maps->tokenCount();
    model.config.remarks = std::move(maps->remarks);
    StoredText text = storedText(maps->tokens);
    model.onlyText = text.text;
    model.tokenizer = makeStoredTokens(std::move(text));
    model.network = std::make_shared<const StoredAttention>(std::move(maps->layers));
    return {};
}

}  // namespace core
