#include "core/pipeline/model_store.h"

namespace core {

// Locked while it loads, so that two who want the same model do not both load it.
Result<ModelStore::ModelPointer> ModelStore::model(const std::filesystem::path &directory)
{
    const std::lock_guard lock(m_mutex);
    std::weak_ptr<const LoadedModel> &known = m_models[directory];
    if (ModelPointer open = known.lock())
        return open;
    Result<ModelPointer> loaded = loadModel(directory);
    if (loaded)
        known = *loaded;
    else
        m_models.erase(directory);
    return loaded;
}

} // namespace core
