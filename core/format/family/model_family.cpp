#include "core/format/family/model_family.h"

#include "core/format/family/albert_family.h"
#include "core/format/family/bert_family.h"
#include "core/format/family/distilbert_family.h"
#include "core/format/family/electra_family.h"
#include "core/format/family/gpt2_family.h"
#include "core/format/family/roberta_family.h"

#include <algorithm>
#include <array>
#include <cassert>

namespace core {
namespace {

constexpr std::array families{
    &bertFamily,      &compactBertFamily, &distilbertFamily, &robertaFamily, &xlmRobertaFamily,
    &camembertFamily, &albertFamily,      &electraFamily,    &gpt2Family,
};

constexpr std::string_view layerStem = "encoder.layer.";

// "encoder.layer.7.output" in two: what its layer is called, "7", and the name with L in its place.
struct NumberedName {
    std::string number;
    std::string name;
};

NumberedName numbered(std::string_view name)
{
    if (!name.starts_with(layerStem))
        return {{}, std::string(name)};
    const std::size_t end = name.find('.', layerStem.size());
    return {std::string(name.substr(layerStem.size(), end - layerStem.size())),
            std::string(layerStem) + "L" + std::string(name.substr(end))};
}

bool isPartOf(std::string_view name, std::string_view part)
{
    return name.starts_with(part) && (name.size() == part.size() || name[part.size()] == '.');
}

// The longest entry counts, so that one may stand for everything under it but what has an entry of its own.
const TensorName *entryOf(const ModelFamily &family, std::string_view name)
{
    const TensorName *longest = nullptr;
    for (const TensorName &entry : family.names) {
        if (isPartOf(name, entry.ours) && (!longest || entry.ours.size() > longest->ours.size()))
            longest = &entry;
    }
    return longest;
}

}  // namespace

std::span<const ModelFamily *const> modelFamilies()
{
    return families;
}

bool hasFamily(const ModelConfig &config)
{
    return config.type != ModelType::Lama && config.type != ModelType::StoredMaps;
}

const ModelFamily &familyOf(const ModelConfig &config)
{
    const auto found = std::ranges::find(families, config.type, &ModelFamily::type);
    assert(found != families.end() && "a LAMA is asked for its family");
    return **found;
}

bool projectsEmbeddings(const ModelFamily &family, const ModelConfig &config)
{
    return family.alwaysProjectsEmbeddings || config.embeddingSize != config.hiddenSize;
}

std::string publishedName(const ModelFamily &family, std::string_view name)
{
    NumberedName ours = numbered(name);
    if (const TensorName *entry = entryOf(family, ours.name))
        ours.name.replace(0, entry->ours.size(), entry->published);
    if (ours.number.empty())
        return ours.name;
    const std::size_t place = ours.name.find(".L.");
    assert(place != std::string::npos);
    return ours.name.replace(place + 1, 1, ours.number);
}

std::string withArticle(std::string_view name)
{
    constexpr std::string_view spokenWithVowel = "AEIOX";
    return (spokenWithVowel.find(name.front()) != std::string_view::npos ? "an " : "a ") + std::string(name);
}

}  // namespace core
