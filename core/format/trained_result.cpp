#include "core/format/trained_result.h"

#include "core/base/json.h"

#include <cmath>

namespace core {
namespace {

// Of several parts the one that nobody chose an epoch by counts.
std::optional<TrainedResult::Figure> figureNamed(const nlohmann::json &facts, const std::string &name)
{
    for (const std::string part : {"test", "dev", "validation", "eval", ""}) {
        for (const char *where : {"", "_in_pytorch"}) {
            const auto found = facts.find(part + (part.empty() ? "" : "_") + name + where);
            if (found != facts.end() && found->is_number() && std::isfinite(found->get<double>()))
                return TrainedResult::Figure{found->get<double>(), part};
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
            .loss = figureNamed(*facts, "loss"),
            .accuracy = figureNamed(*facts, "accuracy")};
}

}  // namespace core
