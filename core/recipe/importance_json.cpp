#include "core/recipe/importance_json.h"

#include <array>
#include <limits>

namespace core {
namespace {

constexpr std::array quantities{"probability", "logit"};  // in the order of TargetQuantity
constexpr std::array baselines{"zero", "pad", "mask"};    // in the order of GradientBaseline

}  // namespace

void readImportance(JsonFields &fields, ImportanceOptions &options)
{
    if (const auto name = fields.text("class"))
        options.target.name = *name;
    if (const auto quantity = fields.choice("quantity", {quantities[0], quantities[1]}))
        options.target.quantity = static_cast<TargetQuantity>(*quantity);
    if (const auto position = fields.whole("at", 0, std::numeric_limits<int>::max()))
        options.target.position = *position;
    options.target.isFirm = !options.target.name.empty() || options.target.position;
    if (const auto residual = fields.number("residual", 0, 1))
        options.residual = *residual;
    if (const auto baseline = fields.choice("baseline", {baselines[0], baselines[1], baselines[2]}))
        options.baseline = static_cast<GradientBaseline>(*baseline);
    if (const auto steps = fields.whole("steps", 1, mostIntegrationSteps))
        options.steps = *steps;
}

void addImportance(const ImportanceOptions &options, nlohmann::ordered_json &json)
{
    const ImportanceOptions usual;
    if (!options.target.name.empty())
        json["class"] = options.target.name;
    if (options.target.quantity != usual.target.quantity)
        json["quantity"] = quantities[static_cast<std::size_t>(options.target.quantity)];
    if (options.target.position)
        json["at"] = *options.target.position;
    if (options.residual != usual.residual)
        json["residual"] = options.residual;
    if (options.baseline != usual.baseline)
        json["baseline"] = baselines[static_cast<std::size_t>(options.baseline)];
    if (options.steps != usual.steps)
        json["steps"] = options.steps;
}

}  // namespace core
