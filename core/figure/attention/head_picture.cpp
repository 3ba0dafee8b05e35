#include "core/figure/attention/head_picture.h"

#include "core/figure/attention/effective_map_figure.h"
#include "core/figure/attention/head_lines_figure.h"
#include "core/figure/attention/scale_figure.h"
#include "core/figure/values/attention_figure.h"
#include "core/figure/values/weight_figures.h"

#include <algorithm>
#include <array>

namespace core {
namespace {

bool hasTokenMaps(const AnalysisSnapshot &snapshot)
{
    return attentionColumns(snapshot) == AttentionColumns::Tokens;
}

bool always(const AnalysisSnapshot &)
{
    return true;
}

bool never(const AnalysisSnapshot &)
{
    return false;
}

std::string attentionName(AttentionColumns columns)
{
    switch (columns) {
    case AttentionColumns::Tokens: break;
    case AttentionColumns::Slots: return "Slots";
    case AttentionColumns::Features: return "Features";
    }
    return "Map";
}

std::string attentionFullName(AttentionColumns columns)
{
    switch (columns) {
    case AttentionColumns::Tokens: break;
    case AttentionColumns::Slots: return "attention to the slots";
    case AttentionColumns::Features: return "map of features";
    }
    return "attention map";
}

using Snapshot = AnalysisSnapshot;

constexpr std::array pictures{
    HeadPictureDescription{
        .picture = HeadPicture::Attention,
        .id = "attention",
        .tab = "mapTab",
        .form = PictureForm::Map,
        .isThere = nullptr,
        .showsTokenPairs = hasTokenMaps,
        .name = [](const Snapshot &snapshot) { return attentionName(attentionColumns(snapshot)); },
        .fullName = [](const Snapshot &snapshot) { return attentionFullName(attentionColumns(snapshot)); },
        .explanation = attentionExplanation,
        .figure = attentionFigure,
    },
    HeadPictureDescription{
        .picture = HeadPicture::Lines,
        .id = "lines",
        .tab = "linesTab",
        .form = PictureForm::Lines,
        .isThere = nullptr,
        .showsTokenPairs = always,
        .name = [](const Snapshot &) { return std::string("Lines"); },
        .fullName = [](const Snapshot &) { return std::string("attention as lines"); },
        .explanation = headLinesExplanation,
        .figure = nullptr,
    },
    HeadPictureDescription{
        .picture = HeadPicture::Effective,
        .id = "effective",
        .tab = "effectiveTab",
        .form = PictureForm::Map,
        .isThere = [](const Snapshot &snapshot) { return effectiveMap(snapshot, {}).has_value(); },
        .showsTokenPairs = always,
        .name = [](const Snapshot &) { return std::string("Effective map"); },
        .fullName = [](const Snapshot &) { return std::string("effective map over tokens"); },
        .explanation = [](const Snapshot &, const DisplayUnits &units) { return effectiveMapExplanation(units); },
        .figure = [](const Snapshot &snapshot, HeadRef head, const DisplayUnits &units,
                     const ColorOptions &) { return effectiveMapFigure(snapshot, head, units); },
    },
    HeadPictureDescription{
        .picture = HeadPicture::KeyProjection,
        .id = "key-projection",
        .tab = "keyProjectionTab",
        .form = PictureForm::Map,
        .isThere = nullptr,
        .showsTokenPairs = never,
        .name = [](const Snapshot &snapshot) { return std::string(sharesProjection(snapshot) ? "E = F" : "E"); },
        .fullName =
            [](const Snapshot &snapshot) {
                return std::string(sharesProjection(snapshot) ? "projection of the keys and the values, E = F"
                                                              : "projection of the keys, E");
            },
        .explanation =
            [](const Snapshot &snapshot, const DisplayUnits &units) {
                return projectionExplanation(snapshot, units, ProjectionRole::Keys);
            },
        .figure = [](const Snapshot &snapshot, HeadRef head, const DisplayUnits &units,
                     const ColorOptions &) { return projectionFigure(snapshot, head, units, ProjectionRole::Keys); },
    },
    HeadPictureDescription{
        .picture = HeadPicture::ValueProjection,
        .id = "value-projection",
        .tab = "valueProjectionTab",
        .form = PictureForm::Map,
        .isThere = [](const Snapshot &snapshot) { return !sharesProjection(snapshot); },
        .showsTokenPairs = never,
        .name = [](const Snapshot &) { return std::string("F"); },
        .fullName = [](const Snapshot &) { return std::string("projection of the values, F"); },
        .explanation =
            [](const Snapshot &snapshot, const DisplayUnits &units) {
                return projectionExplanation(snapshot, units, ProjectionRole::Values);
            },
        .figure = [](const Snapshot &snapshot, HeadRef head, const DisplayUnits &units,
                     const ColorOptions &) { return projectionFigure(snapshot, head, units, ProjectionRole::Values); },
    },
    HeadPictureDescription{
        .picture = HeadPicture::PairingSymmetric,
        .id = "pairing-symmetric",
        .tab = "pairingSymmetricTab",
        .form = PictureForm::Map,
        .isThere = nullptr,
        .showsTokenPairs = never,
        .name = [](const Snapshot &) { return std::string("M sym."); },
        .fullName = [](const Snapshot &) { return std::string("symmetric part of M"); },
        .explanation = [](const Snapshot &, const DisplayUnits &) { return pairingExplanation(PairingPart::Symmetric); },
        .figure = [](const Snapshot &snapshot, HeadRef head, const DisplayUnits &,
                     const ColorOptions &) { return pairingFigure(snapshot, head, PairingPart::Symmetric); },
    },
    HeadPictureDescription{
        .picture = HeadPicture::PairingAntisymmetric,
        .id = "pairing-antisymmetric",
        .tab = "pairingAntisymmetricTab",
        .form = PictureForm::Map,
        .isThere = nullptr,
        .showsTokenPairs = never,
        .name = [](const Snapshot &) { return std::string("M antisym."); },
        .fullName = [](const Snapshot &) { return std::string("antisymmetric part of M"); },
        .explanation = [](const Snapshot &, const DisplayUnits &) { return pairingExplanation(PairingPart::Antisymmetric); },
        .figure = [](const Snapshot &snapshot, HeadRef head, const DisplayUnits &,
                     const ColorOptions &) { return pairingFigure(snapshot, head, PairingPart::Antisymmetric); },
    },
    HeadPictureDescription{
        .picture = HeadPicture::Scales,
        .id = "scales",
        .tab = "scalesTab",
        .form = PictureForm::Curves,
        .isThere = nullptr,
        .showsTokenPairs = always,
        .name = [](const Snapshot &) { return std::string("Scales"); },
        .fullName = [](const Snapshot &) { return std::string("scales of queries, keys and values"); },
        .explanation = [](const Snapshot &, const DisplayUnits &) { return scaleExplanation(); },
        .figure = nullptr,
    },
    HeadPictureDescription{
        .picture = HeadPicture::KeepProbability,
        .id = "keep-probability",
        .tab = "gatesTab",
        .form = PictureForm::Map,
        .isThere = [](const Snapshot &snapshot) { return snapshot.model && snapshot.model->learnedGates; },
        .showsTokenPairs = never,
        .name = [](const Snapshot &) { return std::string("Gates"); },
        .fullName = [](const Snapshot &) { return std::string("gates of the trained mask"); },
        .explanation = [](const Snapshot &, const DisplayUnits &units) { return keepProbabilityExplanation(units); },
        .figure = [](const Snapshot &snapshot, HeadRef head, const DisplayUnits &units,
                     const ColorOptions &) { return keepProbabilityFigure(snapshot, head, units); },
    },
};

}  // namespace

std::span<const HeadPictureDescription> headPictureDescriptions()
{
    return pictures;
}

const HeadPictureDescription &describe(HeadPicture picture)
{
    return *std::ranges::find(pictures, picture, &HeadPictureDescription::picture);
}

std::vector<HeadPicture> headPictures(const AnalysisSnapshot &snapshot)
{
    if (isLama(snapshot))
        return {};
    std::vector<HeadPicture> found;
    const auto addWhereThere = [&](HeadPicture picture) {
        const auto isThere = describe(picture).isThere;
        if (!isThere || isThere(snapshot))
            found.push_back(picture);
    };
    std::ranges::for_each(attentionMechanism(snapshot).pictures, addWhereThere);
    addWhereThere(HeadPicture::KeepProbability);
    return found;
}

HeadPicture pictureWithin(const AnalysisSnapshot &snapshot, HeadPicture picture)
{
    const std::vector<HeadPicture> found = headPictures(snapshot);
    return std::ranges::find(found, picture) == found.end() ? HeadPicture::Attention : picture;
}

bool showsTokenPairs(const AnalysisSnapshot &snapshot, HeadPicture picture)
{
    return describe(picture).showsTokenPairs(snapshot);
}

std::string headPictureName(const AnalysisSnapshot &snapshot, HeadPicture picture)
{
    return describe(picture).name(snapshot);
}

std::string headPictureFullName(const AnalysisSnapshot &snapshot, HeadPicture picture)
{
    return describe(picture).fullName(snapshot);
}

std::string headPictureExplanation(const AnalysisSnapshot &snapshot, const DisplayUnits &units, HeadPicture picture)
{
    return describe(picture).explanation(snapshot, units);
}

HeatMapFigure headPictureFigure(const AnalysisSnapshot &snapshot, HeadRef head, const DisplayUnits &units,
                                const ColorOptions &colors, HeadPicture picture)
{
    const auto figure = describe(picture).figure;
    return figure ? figure(snapshot, head, units, colors) : HeatMapFigure();
}

}  // namespace core
