#include "core/figure/attention/head_picture.h"

#include "core/figure/attention/effective_map_figure.h"
#include "core/figure/attention/head_lines_figure.h"
#include "core/figure/attention/scale_figure.h"
#include "core/figure/values/attention_figure.h"
#include "core/figure/values/weight_figures.h"

#include <algorithm>

namespace core {
namespace {

bool hasTokenMaps(const AnalysisSnapshot &snapshot)
{
    return attentionColumns(snapshot) == AttentionColumns::Tokens;
}

void addWeightPictures(const AnalysisSnapshot &snapshot, std::vector<HeadPicture> &pictures)
{
    const AttentionParameters &parameters = attentionParameters(snapshot, {0});
    if (parameters.keyProjection)
        pictures.push_back(HeadPicture::KeyProjection);
    if (parameters.valueProjection && parameters.valueProjection != parameters.keyProjection)
        pictures.push_back(HeadPicture::ValueProjection);
    if (parameters.pairing)
        pictures.insert(pictures.end(), {HeadPicture::PairingSymmetric, HeadPicture::PairingAntisymmetric});
    if (parameters.queryScale.size() > 0)
        pictures.push_back(HeadPicture::Scales);
    if (snapshot.model && snapshot.model->learnedGates)
        pictures.push_back(HeadPicture::KeepProbability);
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

}  // namespace

std::vector<HeadPicture> headPictures(const AnalysisSnapshot &snapshot)
{
    if (isLama(snapshot))
        return {};
    std::vector<HeadPicture> pictures{HeadPicture::Attention};
    if (hasTokenMaps(snapshot))
        pictures.push_back(HeadPicture::Lines);
    if (effectiveMap(snapshot, {}))
        pictures.push_back(HeadPicture::Effective);
    addWeightPictures(snapshot, pictures);
    return pictures;
}

HeadPicture pictureWithin(const AnalysisSnapshot &snapshot, HeadPicture picture)
{
    const std::vector<HeadPicture> pictures = headPictures(snapshot);
    return std::ranges::find(pictures, picture) == pictures.end() ? HeadPicture::Attention : picture;
}

bool showsTokenPairs(const AnalysisSnapshot &snapshot, HeadPicture picture)
{
    switch (picture) {
    case HeadPicture::Attention: return hasTokenMaps(snapshot);
    case HeadPicture::Lines:
    case HeadPicture::Effective:
    case HeadPicture::Scales: return true;
    default: return false;
    }
}

std::string headPictureName(const AnalysisSnapshot &snapshot, HeadPicture picture)
{
    switch (picture) {
    case HeadPicture::Attention: return attentionName(attentionColumns(snapshot));
    case HeadPicture::Lines: return "Lines";
    case HeadPicture::Effective: return "Effective map";
    case HeadPicture::KeyProjection: return sharesProjection(snapshot) ? "E = F" : "E";
    case HeadPicture::ValueProjection: return "F";
    case HeadPicture::PairingSymmetric: return "M sym.";
    case HeadPicture::PairingAntisymmetric: return "M antisym.";
    case HeadPicture::Scales: return "Scales";
    case HeadPicture::KeepProbability: return "Gates";
    }
    return {};
}

std::string headPictureFullName(const AnalysisSnapshot &snapshot, HeadPicture picture)
{
    switch (picture) {
    case HeadPicture::Attention: return attentionFullName(attentionColumns(snapshot));
    case HeadPicture::Lines: return "attention as lines";
    case HeadPicture::Effective: return "effective map over tokens";
    case HeadPicture::KeyProjection:
        return sharesProjection(snapshot) ? "projection of the keys and the values, E = F" : "projection of the keys, E";
    case HeadPicture::ValueProjection: return "projection of the values, F";
    case HeadPicture::PairingSymmetric: return "symmetric part of M";
    case HeadPicture::PairingAntisymmetric: return "antisymmetric part of M";
    case HeadPicture::Scales: return "scales of queries, keys and values";
    case HeadPicture::KeepProbability: return "gates of the trained mask";
    }
    return {};
}

std::string headPictureExplanation(const AnalysisSnapshot &snapshot, const DisplayUnits &units, HeadPicture picture)
{
    switch (picture) {
    case HeadPicture::Attention: return attentionExplanation(snapshot, units);
    case HeadPicture::Lines: return headLinesExplanation(snapshot, units);
    case HeadPicture::Effective: return effectiveMapExplanation(units);
    case HeadPicture::KeyProjection: return projectionExplanation(snapshot, units, ProjectionRole::Keys);
    case HeadPicture::ValueProjection: return projectionExplanation(snapshot, units, ProjectionRole::Values);
    case HeadPicture::PairingSymmetric: return pairingExplanation(PairingPart::Symmetric);
    case HeadPicture::PairingAntisymmetric: return pairingExplanation(PairingPart::Antisymmetric);
    case HeadPicture::Scales: return scaleExplanation();
    case HeadPicture::KeepProbability: return keepProbabilityExplanation(units);
    }
    return {};
}

HeatMapFigure headPictureFigure(const AnalysisSnapshot &snapshot, HeadRef head, const DisplayUnits &units,
                                const ColorOptions &colors, HeadPicture picture)
{
    switch (picture) {
    case HeadPicture::Attention: return attentionFigure(snapshot, head, units, colors);
    case HeadPicture::Lines:
    case HeadPicture::Scales: return {};
    case HeadPicture::Effective: return effectiveMapFigure(snapshot, head, units);
    case HeadPicture::KeyProjection: return projectionFigure(snapshot, head, units, ProjectionRole::Keys);
    case HeadPicture::ValueProjection: return projectionFigure(snapshot, head, units, ProjectionRole::Values);
    case HeadPicture::PairingSymmetric: return pairingFigure(snapshot, head, PairingPart::Symmetric);
    case HeadPicture::PairingAntisymmetric: return pairingFigure(snapshot, head, PairingPart::Antisymmetric);
    case HeadPicture::KeepProbability: return keepProbabilityFigure(snapshot, head, units);
    }
    return {};
}

}  // namespace core
