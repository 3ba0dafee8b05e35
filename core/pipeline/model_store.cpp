#include "core/pipeline/model_store.h"

namespace core {

Result<ModelStore::ModelPointer> ModelStore::model(const std::filesystem::path &directory)
{
    Place &place = placeOf(directory);
    const std::lock_guard lock(place.mutex);
    if (ModelPointer open = place.model.lock())
        return open;
    Result<ModelPointer> loaded = loadModel(directory);
    if (loaded)
        place.model = *loaded;
    return loaded;
}

Result<ModelStore::ModelPointer> ModelStore::reload(const std::filesystem::path &directory)
{
    Result<ModelPointer> loaded = loadModel(directory);
    if (loaded) {
        Place &place = placeOf(directory);
        const std::lock_guard lock(place.mutex);
        place.model = *loaded;
    }
    return loaded;
}

// Places stay, and so does their address.
ModelStore::Place &ModelStore::placeOf(const std::filesystem::path &directory)
{
    const std::lock_guard lock(m_mutex);
    return m_places[directory];
}

}  // namespace core
