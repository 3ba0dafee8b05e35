#pragma once

#include "core/base/result.h"
#include "core/model/loaded_model.h"

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>

namespace core {

// Loads each folder once and shares the model while it is in use: a folder that has changed gives the open model until it is
// reloaded. Thread-safe.
class ModelStore
{
public:
    using ModelPointer = std::shared_ptr<const LoadedModel>;

    // The folder is known by its spelling. Fails as loadModel() does.
    Result<ModelPointer> model(const std::filesystem::path &directory);

    // Reads the folder anew, as its files are others now; from then on everybody gets the new model. Where that fails, the old one
    // stays. Whoever holds the old one keeps it.
    Result<ModelPointer> reload(const std::filesystem::path &directory);

private:
    // Locked while it loads, so that two who want the same model do not both load it.
    struct Place {
        std::mutex mutex;
        std::weak_ptr<const LoadedModel> model;
    };

    Place &placeOf(const std::filesystem::path &directory);

    std::mutex m_mutex;  // of the map alone: whoever wants one model does not wait for another
    std::map<std::filesystem::path, Place> m_places;
};

}  // namespace core
