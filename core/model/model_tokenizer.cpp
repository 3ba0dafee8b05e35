#include "core/model/model_tokenizer.h"

#include "core/text/load_tokenizer.h"

namespace core {
namespace {

TokenizerFamily tokenizerFamily(ModelType type)
{
    switch (type) {
    case ModelType::Roberta: return TokenizerFamily::Roberta;
    case ModelType::XlmRoberta: return TokenizerFamily::XlmRoberta;
    case ModelType::Camembert: return TokenizerFamily::Camembert;
    case ModelType::Albert: return TokenizerFamily::Albert;
    case ModelType::Gpt2: return TokenizerFamily::Gpt2;
    case ModelType::Bert:
    case ModelType::CompactBert:
    case ModelType::DistilBert:
    case ModelType::Electra:
    case ModelType::Lama:
    case ModelType::StoredMaps: break;
    }
    return TokenizerFamily::Bert;
}

}  // namespace

Result<std::shared_ptr<const Tokenizer>> loadTokenizer(const std::filesystem::path &folder, const ModelConfig &config)
{
    // The sentence of a LAMA is its words alone.
    const bool addsSpecialTokens = config.type != ModelType::Lama;
    return loadTokenizer(folder, addsSpecialTokens, config.vocabularySize, tokenizerFamily(config.type));
}

}  // namespace core
