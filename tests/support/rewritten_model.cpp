#include "tests/support/rewritten_model.h"

#include "tests/support/random_model.h"

#include <QTemporaryDir>
#include <QtGlobal>

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

namespace support {
namespace {

constexpr std::array fileNames{"config.json", "vocab.txt", "model.safetensors"};

std::string contentOf(const std::filesystem::path &path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::string configOf(const std::string &name)
{
    return R"({"model_type": "compact_bert", "architectures": ["CompactBertForSequenceClassification"], "hidden_size": 64,
        "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 128, "max_position_embeddings": 64,
        "vocab_size": 64, "id2label": {"0": ")" +
           name + R"( no", "1": ")" + name + R"( yes"}})";
}

// The last two pieces change places in the new one.
std::string vocabularyOf(const std::string &text, ModelVersion version)
{
    std::vector<std::string> pieces;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);)
        pieces.push_back(line);
    if (version == ModelVersion::New)
        std::swap(pieces.back(), pieces[pieces.size() - 2]);
    std::string ordered;
    for (const std::string &piece : pieces)
        ordered += piece + "\n";
    return ordered;
}

std::array<std::string, 3> contentsOf(ModelVersion version)
{
    const QTemporaryDir folder;
    const std::filesystem::path path = folder.path().toStdString();
    const bool isOld = version == ModelVersion::Old;
    if (const std::string problem = writeRandomModel(path, configOf(isOld ? "old" : "new"), isOld ? 1 : 2); !problem.empty())
        qFatal("%s", problem.c_str());
    return {contentOf(path / fileNames[0]), vocabularyOf(contentOf(path / fileNames[1]), version),
            contentOf(path / fileNames[2])};
}

const std::array<std::string, 3> &knownContents(ModelVersion version)
{
    static const std::array<std::string, 3> old = contentsOf(ModelVersion::Old);
    static const std::array<std::string, 3> next = contentsOf(ModelVersion::New);
    return version == ModelVersion::Old ? old : next;
}

void write(const std::filesystem::path &folder, ModelVersion version, std::size_t index)
{
    std::ofstream(folder / fileNames[index], std::ios::binary) << knownContents(version)[index];
}

void replace(const std::filesystem::path &folder, ModelVersion version, std::size_t index)
{
    const std::filesystem::path written = folder / (std::string(fileNames[index]) + ".tmp");
    std::ofstream(written, std::ios::binary) << knownContents(version)[index];
    std::filesystem::rename(written, folder / fileNames[index]);
}

}  // namespace

void writeVersion(const std::filesystem::path &folder, ModelVersion version)
{
    for (std::size_t index = 0; index < fileNames.size(); ++index)
        write(folder, version, index);
}

void writeWeights(const std::filesystem::path &folder, ModelVersion version)
{
    write(folder, version, 2);
}

void replaceByVersion(const std::filesystem::path &folder, ModelVersion version)
{
    for (std::size_t index = 0; index < fileNames.size(); ++index)
        replace(folder, version, index);
}

void replaceWeights(const std::filesystem::path &folder, ModelVersion version)
{
    replace(folder, version, 2);
}

}  // namespace support
