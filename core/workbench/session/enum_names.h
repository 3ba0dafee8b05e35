#pragma once

#include "core/workbench/workbench_state.h"

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace core {

// How a session file writes the values of an enumeration: in the order of its declaration, or by the ids of its descriptions.
template <typename Enum>
struct EnumNames;

template <>
struct EnumNames<TokenUnit> {
    static constexpr std::array<std::string_view, 2> names{"sub-word", "word"};
};

template <>
struct EnumNames<SpecialTokenMode> {
    static constexpr std::array<std::string_view, 4> names{"show", "hide", "mask", "renormalize"};
};

template <>
struct EnumNames<HeadOrder> {
    static constexpr std::array<std::string_view, 3> names{"layer", "ascending", "descending"};
};

template <>
struct EnumNames<FooterPicture> {
    static constexpr std::array<std::string_view, 2> names{"offset-profile", "stationary"};
};

template <>
struct EnumNames<StripPicture> {
    static constexpr std::array<std::string_view, 2> names{"relative-to-uniform", "contributions"};
};

template <>
struct EnumNames<RankPage> {
    static constexpr std::array<std::string_view, 4> names{"spectra", "head-sizes", "playground", "weights"};
};

template <>
struct EnumNames<MasksPage> {
    static constexpr std::array<std::string_view, 3> names{"mask", "positions", "evaluation"};
};

template <>
struct EnumNames<ImportancePage> {
    static constexpr std::array<std::string_view, 6> names{"words",      "reading", "contexts",
                                                           "vocabulary", "what-if", "side-by-side"};
};

template <>
struct EnumNames<SideBySidePicture> {
    static constexpr std::array<std::string_view, 2> names{"words", "maps"};
};

template <>
struct EnumNames<AgreementMeasure> {
    static constexpr std::array<std::string_view, 2> names{"kendall", "top-overlap"};
};

template <>
struct EnumNames<DeletionMeasure> {
    static constexpr std::array<std::string_view, 2> names{"comprehensiveness", "sufficiency"};
};

template <>
struct EnumNames<TextsOrder> {
    static constexpr std::array<std::string_view, 6> names{"number", "label", "answer", "probability", "loss", "text"};
};

template <>
struct EnumNames<ContextOrder> {
    static constexpr std::array<std::string_view, 5> names{"text", "importance", "group", "left", "right"};
};

template <>
struct EnumNames<ContextSource> {
    static constexpr std::array<std::string_view, 2> names{"file", "kept"};
};

template <>
struct EnumNames<ContextGroups> {
    static constexpr std::array<std::string_view, 2> names{"prediction", "label"};
};

template <>
struct EnumNames<TargetQuantity> {
    static constexpr std::array<std::string_view, 2> names{"probability", "logit"};
};

template <>
struct EnumNames<GradientBaseline> {
    static constexpr std::array<std::string_view, 3> names{"zero", "pad", "mask"};
};

template <>
struct EnumNames<TruncatedHeads> {
    static constexpr std::array<std::string_view, 4> names{"none", "selected", "layer", "all"};
};

template <>
struct EnumNames<ComparisonAxis> {
    static constexpr std::array<std::string_view, 3> names{"head-size", "heads", "width"};
};

template <>
struct EnumNames<TargetSource> {
    static constexpr std::array<std::string_view, 6> names{"head", "diagonal", "band", "permutation", "random", "painted"};
};

template <>
struct EnumNames<RowErrorMeasure> {
    static constexpr std::array<std::string_view, 2> names{"divergence", "total-variation"};
};

template <>
struct EnumNames<RealizedScores> {
    static constexpr std::array<std::string_view, 2> names{"best-found", "truncation"};
};

template <>
struct EnumNames<MaskMode> {
    static constexpr std::array<std::string_view, 2> names{"before-softmax", "after-softmax"};
};

template <>
struct EnumNames<MaskedHeads> {
    static constexpr std::array<std::string_view, 4> names{"everywhere", "layer", "head", "chosen"};
};

template <>
struct EnumNames<AblatedHeads> {
    static constexpr std::array<std::string_view, 4> names{"none", "head", "layer", "chosen"};
};

template <>
struct EnumNames<OutputQuantity> {
    static constexpr std::array<std::string_view, 4> names{"softmax", "sigmoids", "binary-sigmoid", "values"};
};

// The descriptions of enumerations that have ids.
inline auto descriptionsOf(ImportanceMeasure)
{
    return importanceDescriptions();
}

inline auto descriptionsOf(HeadMeasure)
{
    return headMeasureDescriptions();
}

inline auto descriptionsOf(SpectrumMeasure)
{
    return spectrumMeasureDescriptions();
}

inline auto descriptionsOf(HeadPicture)
{
    return headPictureDescriptions();
}

inline auto descriptionsOf(SpectrumMatrix)
{
    return spectrumMatrixDescriptions();
}

inline auto descriptionsOf(WeightMeasure)
{
    return weightMeasureDescriptions();
}

template <typename Enum>
concept Described = requires(Enum value)
{
    descriptionsOf(value);
};

template <typename Enum>
std::string_view nameOf(Enum value)
{
    if constexpr (Described<Enum>)
        return describe(value).id;
    else
        return EnumNames<Enum>::names[static_cast<std::size_t>(value)];
}

template <typename Enum>
std::size_t countOfValues()
{
    if constexpr (Described<Enum>)
        return descriptionsOf(Enum()).size();
    else
        return EnumNames<Enum>::names.size();
}

// Nothing where no value has this name.
template <typename Enum>
std::optional<Enum> valueNamed(std::string_view name)
{
    for (std::size_t index = 0; index < countOfValues<Enum>(); ++index) {
        if (nameOf(static_cast<Enum>(index)) == name)
            return static_cast<Enum>(index);
    }
    return std::nullopt;
}

}  // namespace core
