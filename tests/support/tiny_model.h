#pragma once

#include "core/model/loaded_model.h"
#include "tests/support/reference_forward.h"

#include <QJsonObject>
#include <QTemporaryDir>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <vector>

namespace support {

// config.json of a small model with two classes; `changes` replace or add keys.
QJsonObject encoderConfig(const QJsonObject &changes = {});  // compact_bert: 2 layers, 4 heads of 6, width 24, 40 positions
QJsonObject lamaConfig(const QJsonObject &changes = {});     // learned context, 4 heads, embeddings of 12, GRU of 10

// A model folder with random weights in a temporary place that goes when the object goes. Its tensors may be changed; then
// write() has to be called before load().
class TinyModel
{
public:
    explicit TinyModel(const QJsonObject &config, std::uint32_t seed = 1);

    std::filesystem::path directory() const;
    const ReferenceModel &reference() const { return m_model; }
    // Of the file that write() writes; a name that was not there is added.
    ReferenceTensors &tensors() { return m_model.tensors; }
    ReferenceTensor &tensor(const std::string &name) { return m_model.tensors.at(name); }
    void write() const;
    // Ends the test program where the model does not load.
    std::shared_ptr<const core::LoadedModel> load() const;

private:
    QTemporaryDir m_directory;
    ReferenceModel m_model;
};

// Vocabulary rows of no special token, the same for the same seed.
std::vector<core::TokenId> randomIds(int count, int vocabularySize, std::uint32_t seed);

// A pass that keeps everything; ends the test program where it fails.
core::ForwardTrace wholeTrace(const core::LoadedModel &model, std::span<const core::TokenId> ids,
                              const std::vector<bool> &maskedKeys = {});

}  // namespace support
