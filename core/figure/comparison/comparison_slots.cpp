#include "core/figure/comparison/comparison_slots.h"

#include "core/base/undefined.h"
#include "core/format/family_name.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

namespace core {
namespace {

constexpr double widestSlot = 0.26;   // half of it, of the way to the next value
constexpr double widestGroup = 0.42;  // half of it, with all models of a value

// Values double from model to model, so they stand evenly by their logarithm.
double coordinate(const ModelConfig &config, ComparisonAxis axis)
{
    const std::optional<int> size = sizeAlong(axis, config);
    return size ? std::log2(*size) : undefined;
}

std::string axisName(ComparisonAxis axis)
{
    switch (axis) {
    case ComparisonAxis::HeadSize: return "head size dₕ";
    case ComparisonAxis::Heads: return "heads h";
    case ComparisonAxis::Width: return "width d";
    }
    return {};
}

std::vector<double> coordinates(const ModelComparison &comparison, ComparisonAxis axis)
{
    std::vector<double> places;
    for (const ComparedModel &compared : comparison.models)
        places.push_back(coordinate(compared.model->config, axis));
    return places;
}

std::set<double> distinct(const std::vector<double> &places)
{
    std::set<double> values;
    for (const double place : places) {
        if (!std::isnan(place))
            values.insert(place);
    }
    return values;
}

double leastGap(const std::set<double> &values)
{
    double gap = 1;
    for (auto value = values.begin(); value != values.end() && std::next(value) != values.end(); ++value)
        gap = std::min(gap, *std::next(value) - *value);
    return gap;
}

CurveAxis axisOver(const std::set<double> &values, double gap, ComparisonAxis axis)
{
    CurveAxis result{.name = axisName(axis)};
    for (const double value : values)
        result.ticks.push_back({.value = value, .label = std::to_string(static_cast<int>(std::lround(std::exp2(value))))});
    if (!values.empty()) {
        result.low = *values.begin() - 0.55 * gap;
        result.high = *values.rbegin() + 0.55 * gap;
    }
    return result;
}

// Beside each other at one value: those that split the width first, then by heads, head size and name.
bool comesFirst(const LoadedModel &left, const LoadedModel &right)
{
    const auto key = [](const LoadedModel &model) {
        return std::tuple(!splitsItsWidth(model.config), model.config.heads, model.config.headSize, model.name);
    };
    return key(left) < key(right);
}

std::vector<ModelSlot> slotsAt(const ModelComparison &comparison, const std::vector<double> &places, double gap)
{
    std::map<double, std::vector<int>> groups;
    for (int model = 0; model < static_cast<int>(places.size()); ++model) {
        if (!std::isnan(places[model]))
            groups[places[model]].push_back(model);
    }
    std::vector<ModelSlot> slots(places.size(), ModelSlot{.center = undefined});
    for (auto &[place, models] : groups) {
        std::ranges::stable_sort(models, [&](int left, int right) {
            return comesFirst(*comparison.models[left].model, *comparison.models[right].model);
        });
        const double count = static_cast<double>(models.size());
        const double half = gap * std::min(widestSlot, widestGroup / count);
        for (std::size_t index = 0; index < models.size(); ++index)
            slots[models[index]] = {.center = place + (2 * static_cast<double>(index) - count + 1) * half,
                                    .halfWidth = 0.86 * half};
    }
    return slots;
}

// What two models have in common that differ in nothing but their heads.
std::tuple<std::string, int, int, int> sharedShape(const ModelConfig &config)
{
    return {familyName(config), static_cast<int>(config.task), config.layers, config.hiddenSize};
}

class FamilyFinder
{
public:
    explicit FamilyFinder(const ModelComparison &comparison, const std::vector<ModelSlot> &slots)
        : m_comparison(comparison), m_slots(slots)
    {
    }

    std::vector<HeadSeries> families() const
    {
        std::vector<HeadSeries> found;
        std::set<std::tuple<std::string, int, int, int>> shapes;
        for (const ComparedModel &compared : m_comparison.models)
            shapes.insert(sharedShape(compared.model->config));
        for (const auto &shape : shapes) {
            append(found, shape, {.name = "dₕ = d / h", .isFixed = false, .models = {}},
                   [](const ModelConfig &config) { return splitsItsWidth(config); });
            for (const int headSize : fixedHeadSizes(shape)) {
                append(found, shape, {.name = fmt::format("dₕ = {}", headSize), .isFixed = true, .models = {}},
                       [headSize](const ModelConfig &config) { return config.headSize == headSize; });
            }
        }
        return found;
    }

private:
    template <typename Shape, typename Belongs>
    void append(std::vector<HeadSeries> &found, const Shape &shape, HeadSeries family, Belongs belongs) const
    {
        for (int model = 0; model < static_cast<int>(m_slots.size()); ++model) {
            const ModelConfig &config = m_comparison.models[model].model->config;
            if (!std::isnan(m_slots[model].center) && sharedShape(config) == shape && belongs(config))
                family.models.push_back(model);
        }
        std::ranges::stable_sort(family.models, {}, [this](int model) { return m_slots[model].center; });
        if (family.models.size() > 1)
            found.push_back(std::move(family));
    }

    template <typename Shape>
    std::set<int> fixedHeadSizes(const Shape &shape) const
    {
        std::set<int> sizes;
        for (const ComparedModel &compared : m_comparison.models) {
            if (sharedShape(compared.model->config) == shape && !splitsItsWidth(compared.model->config))
                sizes.insert(compared.model->config.headSize);
        }
        return sizes;
    }

    const ModelComparison &m_comparison;
    const std::vector<ModelSlot> &m_slots;
};

}  // namespace

bool splitsItsWidth(const ModelConfig &config)
{
    return config.heads * config.headSize == config.hiddenSize;
}

std::optional<int> sizeAlong(ComparisonAxis axis, const ModelConfig &config)
{
    int size = 0;
    switch (axis) {
    case ComparisonAxis::HeadSize: size = config.type == ModelType::Lama ? 0 : config.headSize; break;
    case ComparisonAxis::Heads: size = config.heads; break;
    case ComparisonAxis::Width: size = config.hiddenSize; break;
    }
    return size > 0 ? std::optional(size) : std::nullopt;
}

ComparisonSlots comparisonSlots(const ModelComparison &comparison, ComparisonAxis axis)
{
    const std::vector<double> places = coordinates(comparison, axis);
    const std::set<double> values = distinct(places);
    const double gap = leastGap(values);
    ComparisonSlots slots{.axis = axisOver(values, gap, axis), .models = slotsAt(comparison, places, gap), .families = {}};
    slots.families = FamilyFinder(comparison, slots.models).families();
    return slots;
}

}  // namespace core
