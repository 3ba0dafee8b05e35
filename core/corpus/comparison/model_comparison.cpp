#include "core/corpus/comparison/model_comparison.h"

#include "core/model/model_names.h"

#include <algorithm>

namespace core {

std::vector<std::string> comparedNames(const ModelComparison &comparison)
{
    std::vector<NamedFolder> models(comparison.models.size());
    std::ranges::transform(comparison.models, models.begin(), [](const ComparedModel &compared) {
        return NamedFolder{compared.model->name, compared.model->directory};
    });
    return distinctNames(models);
}

}  // namespace core
