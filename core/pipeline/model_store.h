#pragma once

#include "core/base/result.h"
#include "core/model/loaded_model.h"

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>

namespace core {

// Loads models, each folder once as long as somebody, such as the window's list, holds what came of it. For any thread.
class ModelStore
{
public:
    using ModelPointer = std::shared_ptr<const LoadedModel>;

    // The folder is known by its spelling. Fails as loadModel() does.
    Result<ModelPointer> model(const std::filesystem::path &directory);

private:
    std::mutex m_mutex;
    std::map<std::filesystem::path, std::weak_ptr<const LoadedModel>> m_models;
};

} // namespace core
