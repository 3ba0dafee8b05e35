#include "tests/support/random_model.h"

#include "core/format/model_config.h"
#include "core/format/safetensors_writer.h"
#include "core/format/tensor_table.h"

#include <cmath>
#include <fstream>
#include <numeric>
#include <random>
#include <vector>

namespace support {
namespace {

bool isNormWeight(const std::string &name)
{
    return name.ends_with("LayerNorm.weight");
}

// Matrices keep the scale of what they multiply, so that attention is neither uniform nor one-hot; norms stay near one.
std::vector<float> randomValues(const core::TensorSpec &tensor, std::mt19937 &random)
{
    const auto count = std::accumulate(tensor.shape.begin(), tensor.shape.end(), std::int64_t{1}, std::multiplies<>());
    const float spread = tensor.shape.size() < 2 ? 0.1F : 1.5F / std::sqrt(static_cast<float>(tensor.shape.back()));
    std::normal_distribution<float> values(isNormWeight(tensor.name) ? 1.0F : 0.0F, spread);
    std::vector<float> filled(static_cast<std::size_t>(count));
    for (float &value : filled)
        value = values(random);
    return filled;
}

void writeFile(const std::filesystem::path &path, const std::string &bytes)
{
    std::ofstream(path, std::ios::binary) << bytes;
}

std::string vocabulary(int size)
{
    std::vector<std::string> pieces{"[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"};
    for (char letter = 'a'; letter <= 'z'; ++letter) {
        pieces.emplace_back(1, letter);
        pieces.push_back(std::string("##") + letter);
    }
    while (static_cast<int>(pieces.size()) < size)
        pieces.push_back("word" + std::to_string(pieces.size()));
    std::string lines;
    for (int piece = 0; piece < size; ++piece)
        lines += pieces[piece] + "\n";
    return lines;
}

}  // namespace

std::string writeRandomModel(const std::filesystem::path &directory, const std::string &configJson, std::uint32_t seed)
{
    const auto config = core::parseModelConfig(configJson);
    if (!config)
        return config.error().message;
    std::mt19937 random(seed);
    const std::vector<core::TensorSpec> table = core::tensorTable(*config);
    std::vector<std::vector<float>> values;
    values.reserve(table.size());
    for (const core::TensorSpec &tensor : table)
        values.push_back(randomValues(tensor, random));
    std::vector<core::NamedTensor> tensors;
    for (std::size_t index = 0; index < table.size(); ++index)
        tensors.push_back({core::publishedName(table[index]), table[index].shape, values[index]});
    std::filesystem::create_directories(directory);
    writeFile(directory / "config.json", configJson);
    writeFile(directory / "vocab.txt", vocabulary(config->vocabularySize));
    writeFile(directory / "model.safetensors", core::safetensorsBytes(tensors, {}));
    return {};
}

}  // namespace support
