#include "core/model/mask/mask_name.h"

#include "core/base/counted.h"
#include "core/base/head_label.h"
#include "core/base/message_text.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

namespace core {
namespace {

std::string joined(const std::vector<std::string> &names, std::string_view between)
{
    std::string text;
    for (const std::string &name : names)
        text.append(text.empty() ? std::string_view() : between).append(name);
    return text;
}

std::string fileName(const MaskTerm &term)
{
    return nameText(std::string_view(term.file).substr(term.file.find_last_of('/') + 1));
}

std::string termName(const MaskTerm &term)
{
    const auto number = [&term](std::size_t index) { return static_cast<long long>(std::lround(term.parameters[index])); };
    switch (term.kind) {
    case MaskKind::Full:
    case MaskKind::Diagonal:
    case MaskKind::LogSparse: break;
    case MaskKind::Offset: return number(0) == 0 ? "no offset 0" : fmt::format("no offset ±{}", number(0));
    case MaskKind::Band: return fmt::format("band of ±{}", number(0));
    case MaskKind::Block: return fmt::format("blocks of {}", number(0));
    case MaskKind::Fixed: return fmt::format("fixed blocks of {}", number(0));
    case MaskKind::Strided: return fmt::format("stride of {}", number(0));
    case MaskKind::Star: return fmt::format("star of ±{}", number(0));
    case MaskKind::Longformer: return fmt::format("Longformer of ±{}, {} global", number(0), number(1));
    case MaskKind::BigBird: return fmt::format("BigBird of ±{}, {} global, {} random", number(0), number(1), number(2));
    case MaskKind::Random: return fmt::format("without {}", counted(number(0), "random pair"));
    case MaskKind::Uniform: return "uniform attention";
    case MaskKind::Learned: return fmt::format("learned gates above {:g}", term.parameters[0]);
    case MaskKind::File: return fileName(term);
    case MaskKind::Painted: return "painted mask";
    }
    return std::string(describe(term.kind).name);
}

std::string alternativeName(const std::vector<MaskTerm> &terms, bool isOneOfSeveral)
{
    std::vector<std::string> names;
    std::ranges::transform(terms, std::back_inserter(names), termName);
    const std::string name = joined(names, " and ");
    return isOneOfSeveral && terms.size() > 1 ? "(" + name + ")" : name;
}

std::string strengthName(double strength)
{
    return strength == 0.5 ? "half strength" : fmt::format("strength {:g}", strength);
}

}  // namespace

std::string patternName(const MaskPattern &pattern)
{
    std::vector<std::string> names;
    for (const std::vector<MaskTerm> &terms : pattern.alternatives)
        names.push_back(alternativeName(terms, pattern.alternatives.size() > 1));
    return names.empty() ? "no pair" : joined(names, " or ");
}

std::string scopeName(const HeadScope &scope)
{
    constexpr std::size_t mostListed = 3;
    if (scope.everywhere)
        return "all heads";
    if (scope.isEmpty())
        return "no head";
    std::vector<std::string> places;
    if (scope.layers.size() + scope.heads.size() > mostListed) {
        if (!scope.layers.empty())
            places.push_back(counted(scope.layers.size(), "layer"));
        if (!scope.heads.empty())
            places.push_back(counted(scope.heads.size(), "head"));
        return joined(places, ", ");
    }
    for (const LayerIndex layer : scope.layers)
        places.push_back("L" + std::to_string(layer.value));
    std::ranges::transform(scope.heads, std::back_inserter(places), headLabel);
    return joined(places, ", ");
}

std::string maskName(const AttentionMask &mask)
{
    if (!mask.masksPairs())
        return {};
    std::string name = patternName(*mask.pattern);
    if (mask.controlSeed)
        name = "random pairs, as many as " + name;
    if (!mask.scope.everywhere)
        name += " in " + scopeName(mask.scope);
    if (mask.mode == MaskMode::AfterSoftmax)
        name += ", after the softmax";
    if (mask.strength != 1)
        name += ", " + strengthName(mask.strength);
    return name;
}

std::string wholeMaskName(const AttentionMask &mask)
{
    const std::string pairs = maskName(mask);
    if (!mask.ablation.isActive())
        return pairs;
    return pairs + (pairs.empty() ? "" : " · ") + "ablated: " + scopeName(mask.ablation.scope);
}

bool isPainted(const AttentionMask &mask)
{
    return mask.pattern && std::ranges::any_of(mask.pattern->alternatives, [](const std::vector<MaskTerm> &terms) {
               return std::ranges::find(terms, MaskKind::Painted, &MaskTerm::kind) != terms.end();
           });
}

}  // namespace core
