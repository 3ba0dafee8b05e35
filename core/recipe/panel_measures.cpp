#include "core/recipe/panel_measures.h"

#include "core/base/message_text.h"
#include "core/figure/attention/head_grid_figure.h"

#include <algorithm>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace core {
namespace {

template <typename Ids>
Error noSuch(const char *field, const std::string &id, const Ids &known)
{
    std::string list;
    for (const std::string_view each : known)
        list += (list.empty() ? "" : ", ") + std::string(each);
    return badInput(std::string(field) + ": " + quotedText(id) + " is none here, expected one of " + list);
}

template <typename Description>
const Description *named(std::span<const Description> descriptions, std::string_view id)
{
    const auto found = std::ranges::find(descriptions, id, &Description::id);
    return found == descriptions.end() ? nullptr : &*found;
}

template <typename Description>
std::vector<std::string_view> idsOf(std::span<const Description> descriptions)
{
    std::vector<std::string_view> ids;
    std::ranges::transform(descriptions, std::back_inserter(ids), &Description::id);
    return ids;
}

}  // namespace

std::string_view matrixName(HeadPicture picture)
{
    switch (picture) {
    case HeadPicture::Attention: return "attention";
    case HeadPicture::Lines: return {};
    case HeadPicture::Effective: return "effective";
    case HeadPicture::KeyProjection: return "E";
    case HeadPicture::ValueProjection: return "F";
    case HeadPicture::PairingSymmetric: return "symmetric";
    case HeadPicture::PairingAntisymmetric: return "antisymmetric";
    case HeadPicture::Scales: return {};
    case HeadPicture::KeepProbability: return "gates";
    }
    return {};
}

Result<HeadMeasure> headMeasureNamed(const AnalysisSnapshot &snapshot, const std::string &id)
{
    if (id.empty())
        return measureWithin(snapshot, HeadMeasure::EffectiveRank);
    std::vector<std::string_view> ids;
    for (const HeadMeasure measure : measuresToOffer(&snapshot)) {
        if (describe(measure).id == id)
            return measure;
        ids.push_back(describe(measure).id);
    }
    return noSuch("measure", id, ids);
}

Result<ImportanceMeasure> importanceNamed(const std::string &id)
{
    if (id.empty())
        return ImportanceMeasure::AttentionReceived;
    const auto *description = named(importanceDescriptions(), id);
    if (!description)
        return noSuch("measure", id, idsOf(importanceDescriptions()));
    return description->measure;
}

Result<SpectrumQuantity> spectrumQuantityNamed(const std::string &matrix, const std::string &measure)
{
    SpectrumQuantity quantity;
    if (!matrix.empty()) {
        const auto *description = named(spectrumMatrixDescriptions(), matrix);
        if (!description)
            return noSuch("matrix", matrix, idsOf(spectrumMatrixDescriptions()));
        quantity.matrix = description->matrix;
    }
    if (!measure.empty()) {
        const auto *description = named(spectrumMeasureDescriptions(), measure);
        if (!description)
            return noSuch("measure", measure, idsOf(spectrumMeasureDescriptions()));
        quantity.measure = description->measure;
    }
    return quantity;
}

Result<WeightMeasure> weightMeasureNamed(const std::string &id)
{
    if (id.empty())
        return WeightMeasure::QueryKeyRank;
    const auto *description = named(weightMeasureDescriptions(), id);
    if (!description)
        return noSuch("measure", id, idsOf(weightMeasureDescriptions()));
    return description->measure;
}

Result<HeadPicture> headPictureNamed(const AnalysisSnapshot &snapshot, const std::string &matrix)
{
    if (matrix.empty())
        return HeadPicture::Attention;
    std::vector<std::string_view> ids;
    for (const HeadPicture picture : headPictures(snapshot)) {
        if (matrixName(picture) == matrix && !matrix.empty())
            return picture;
        if (!matrixName(picture).empty())
            ids.push_back(matrixName(picture));
    }
    return noSuch("matrix", matrix, ids);
}

std::string measureText(const FigurePanel &panel, const AnalysisSnapshot *snapshot)
{
    switch (panel.kind) {
    case PanelKind::HeadGrid: {
        const auto measure = snapshot ? headMeasureNamed(*snapshot, panel.measure) : Result(HeadMeasure::EffectiveRank);
        return measure ? std::string(describe(*measure).name) : std::string();
    }
    case PanelKind::LayerHeadMap:
    case PanelKind::LayerHeadMeans:
    case PanelKind::HeadSizes: {
        const auto quantity = spectrumQuantityNamed(panel.matrix, panel.measure);
        if (!quantity)
            return {};
        return std::string(describe(quantity->measure).name) + " of " + std::string(describe(quantity->matrix).name);
    }
    case PanelKind::ImportanceBars:
    case PanelKind::ColoredSentence:
    case PanelKind::WordDistribution: {
        const auto measure = importanceNamed(panel.measure);
        return measure ? std::string(describe(*measure).name) : std::string();
    }
    case PanelKind::WeightMap: {
        const auto measure = weightMeasureNamed(panel.measure);
        return measure ? std::string(describe(*measure).name) : std::string();
    }
    default: return {};
    }
}

}  // namespace core
