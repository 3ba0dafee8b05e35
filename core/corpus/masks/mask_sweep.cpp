#include "core/corpus/masks/mask_sweep.h"

#include "core/base/decimal_number.h"
#include "core/base/message_text.h"
#include "core/base/number_text.h"
#include "core/model/mask/mask_text.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

namespace core {
namespace {

constexpr std::string_view allHeads = "heads";
constexpr std::size_t mostPoints = 256;
constexpr MaskParameter strengthParameter{.name = "strength", .least = 0, .most = 1, .usual = 1, .isWhole = false};
constexpr MaskParameter controlParameter{.name = "control", .least = 0, .most = 4294967295.0, .usual = 1};

struct Range {
    double from = 0;
    double to = 0;
    std::optional<double> step = {};

    // As it would be written: 0.3 and not 0.30000000000000004.
    double at(std::size_t index) const { return std::round((from + static_cast<double>(index) * *step) * 1e9) / 1e9; }
    // Rounding must not lose the last one: 0.1 ... 0.9 in steps of 0.1 are nine.
    std::size_t count() const { return static_cast<std::size_t>(std::floor((to - from) / *step + 1e-9)) + 1; }
};

// "1..16" or "0..64:8".
std::optional<Range> rangeIn(std::string_view text)
{
    Range range;
    if (const std::size_t colon = text.find(':'); colon != std::string_view::npos) {
        range.step = decimalNumber(text.substr(colon + 1));
        if (!range.step)
            return std::nullopt;
        text = text.substr(0, colon);
    }
    const std::size_t dots = text.find("..");
    if (dots == std::string_view::npos)
        return std::nullopt;
    const auto from = decimalNumber(text.substr(0, dots));
    const auto to = decimalNumber(text.substr(dots + 2));
    if (!from || !to)
        return std::nullopt;
    range.from = *from;
    range.to = *to;
    return range;
}

// With its step, once it is known to fit the parameter.
Result<Range> checkedRange(std::string_view text, std::string_view rangeText, const MaskParameter &parameter)
{
    auto range = rangeIn(rangeText);
    if (!range)
        return badInput(fmt::format("the sweep {} has no FROM..TO or FROM..TO:STEP", quotedText(text)));
    if (!range->step)
        range->step = parameter.isWhole ? 1.0 : 0.1;
    const auto isFit = [&](double number) { return !parameter.isWhole || std::floor(number) == number; };
    if (range->from < parameter.least || range->to > parameter.most || range->from > range->to || *range->step <= 0.0 ||
        !isFit(range->from) || !isFit(*range->step))
        return badInput(fmt::format("the sweep {} has to rise within {}..{}{}", quotedText(text),
                                    numberText(parameter.least), numberText(parameter.most),
                                    parameter.isWhole ? " in whole steps" : ""));
    if ((range->to - range->from) / *range->step >= static_cast<double>(mostPoints))
        return badInput(fmt::format("the sweep {} has more than {} points", quotedText(text), mostPoints));
    return *range;
}

bool removesPairs(const AttentionMask &mask)
{
    return mask.masksPairs() && !keepsEverything(*mask.pattern);
}

bool changesAttention(const AttentionMask &mask)
{
    return removesPairs(mask) || (mask.masksPairs() && isUniform(*mask.pattern));
}

// Of a number that `set` gives to the base, which the caller has found to act.
Result<MaskSweep> baseSweep(std::string_view text, std::string_view rangeText, const MaskParameter &parameter,
                            const AttentionMask &base, void (*set)(AttentionMask &mask, double value))
{
    const std::string name(parameter.name);
    const auto range = checkedRange(text, rangeText, parameter);
    if (!range)
        return range.error();
    MaskSweep sweep{.parameter = name, .points = {}};
    for (std::size_t index = 0; index < range->count(); ++index) {
        SweepPoint point{.name = numberText(range->at(index)), .value = range->at(index), .mask = base};
        set(point.mask, std::min(point.value, parameter.most));
        sweep.points.push_back(std::move(point));
    }
    return sweep;
}

Result<MaskSweep> kindSweep(std::string_view text, const MaskKindDescription &kind, std::string_view rangeText,
                            const AttentionMask &base)
{
    const MaskParameter &parameter = kind.parameters.front();
    const auto range = checkedRange(text, rangeText, parameter);
    if (!range)
        return range.error();
    MaskSweep sweep{.parameter = std::string(kind.name) + ": " + std::string(parameter.name), .points = {}};
    for (std::size_t index = 0; index < range->count(); ++index) {
        const MaskPattern swept = patternOf(maskTerm(kind.kind, {range->at(index)}));
        SweepPoint point{
            .name = std::string(kind.id) + ":" + numberText(range->at(index)), .value = range->at(index), .mask = base};
        point.mask.pattern = base.pattern ? intersectionOf(*base.pattern, swept) : swept;
        sweep.points.push_back(std::move(point));
    }
    return sweep;
}

MaskSweep headSweep(const AttentionMask &base, const ModelConfig &config)
{
    MaskSweep sweep{.parameter = "head", .points = {}};
    const int layers = config.type == ModelType::Lama ? 1 : config.layers;
    for (int index = 0; index < layers * config.heads; ++index) {
        const HeadRef head{{index / config.heads}, {index % config.heads}};
        SweepPoint point{.name = "", .value = static_cast<double>(index), .mask = base};
        const HeadScope scope{.everywhere = false, .layers = {}, .heads = {head}};
        point.name = scopeText(scope);
        if (base.masksPairs())
            point.mask.scope = scope;
        if (base.ablation.isActive() || !base.masksPairs())
            point.mask.ablation.scope = scope;
        sweep.points.push_back(std::move(point));
    }
    return sweep;
}

// Every sweep but that over heads, which is as long as the model has heads.
Result<MaskSweep> rangeSweep(std::string_view text, const AttentionMask &base)
{
    const std::size_t colon = std::min(text.find(':'), text.size());
    const std::string_view id = text.substr(0, colon);
    const std::string_view range = text.substr(std::min(colon + 1, text.size()));
    if (id == strengthParameter.name && !changesAttention(base))
        return badInput("a sweep over the strength needs a mask that removes pairs of tokens, or uniform");
    if (id == strengthParameter.name)
        return baseSweep(text, range, strengthParameter, base,
                         [](AttentionMask &mask, double value) { mask.strength = value; });
    if (id == controlParameter.name && !removesPairs(base))
        return badInput("a sweep over the control needs a mask that removes pairs of tokens");
    if (id == controlParameter.name)
        return baseSweep(text, range, controlParameter, base,
                         [](AttentionMask &mask, double value) { mask.controlSeed = static_cast<std::uint32_t>(value); });
    const auto kind = std::ranges::find(maskKindDescriptions(), id, &MaskKindDescription::id);
    if (kind == maskKindDescriptions().end() || kind->parameterCount == 0)
        return badInput(fmt::format("there is no sweep {}; there are heads, strength:FROM..TO, control:FROM..TO and masks "
                                    "with a number, such as band:FROM..TO",
                                    quotedText(id)));
    return kindSweep(text, *kind, range, base);
}

}  // namespace

Result<MaskSweep> maskSweep(std::string_view text, const AttentionMask &base, const LoadedModel &model)
{
    if (const Result<void> checked = checkSweep(text, base); !checked)
        return checked.error();
    if (text != allHeads)
        return rangeSweep(text, base);
    // A model that was trained with a mask loses it head by head.
    const bool liftsOwnMask = model.config.attention.trainedMask != TrainedMask::Full;
    if (base.masksPairs() && !changesAttention(base) && !base.ablation.isActive() && !liftsOwnMask)
        return badInput(fmt::format(
            "the mask {} removes no pairs, so a sweep over heads would change nothing; without a mask each head is ablated",
            maskText(base)));
    return headSweep(base, model.config);
}

Result<void> checkSweep(std::string_view text, const AttentionMask &base)
{
    if (base.pattern && base.scope.isEmpty())
        return badInput("the mask is in no head, so there is nothing to sweep over: choose heads first");
    if (text == allHeads)
        return {};
    const Result<MaskSweep> sweep = rangeSweep(text, base);
    return sweep ? Result<void>() : sweep.error();
}

std::optional<AttentionMask> controlOf(const AttentionMask &mask, std::uint32_t seed)
{
    if (!mask.masksPairs() || mask.controlSeed || keepsEverything(*mask.pattern))
        return std::nullopt;
    AttentionMask control = mask;
    control.controlSeed = seed;
    return control;
}

}  // namespace core
