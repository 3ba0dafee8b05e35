#include "core/format/trained_result.h"

#include "core/base/json.h"

#include <cmath>

namespace core {
namespace {

// Of several sets the one that nobody chose an epoch by counts.
std::optional<double> numberNamed(const nlohmann::json &facts, const std::string &name)
{
    for (const char *set : {"test_", "dev_", "validation_", "eval_", ""}) {
        for (const char *where : {"", "_in_pytorch"}) {
            const auto found = facts.find(set + name + where);
            if (found != facts.end() && found->is_number() && std::isfinite(found->get<double>()))
                return found->get<double>();
        }
    }
    return std::nullopt;
}

}  // namespace

TrainedResult trainedResult(const ModelConfig &config)
{
    const Result<nlohmann::json> facts = parseJson(config.training);
    if (!facts || !facts->is_object())
        return {};
    const auto dataSet = facts->find("data_set");
    return {.dataSet = dataSet != facts->end() && dataSet->is_string() ? dataSet->get<std::string>() : std::string(),
            .loss = numberNamed(*facts, "loss"),
            .accuracy = numberNamed(*facts, "accuracy")};
}

}  // namespace core
