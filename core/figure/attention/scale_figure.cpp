#include "core/figure/attention/scale_figure.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace core {
namespace {

using Scale = Eigen::ArrayXd;

Scale ofHead(const Vector &scale, HeadIndex head, Eigen::Index headSize)
{
    return scale.segment(head.value * headSize, headSize).cast<double>();
}

std::vector<Eigen::Index> strongestFirst(const Scale &products)
{
    std::vector<Eigen::Index> features(static_cast<std::size_t>(products.size()));
    std::iota(features.begin(), features.end(), 0);
    std::ranges::stable_sort(features, [&products](Eigen::Index left, Eigen::Index right) {
        return std::abs(products[left]) > std::abs(products[right]);
    });
    return features;
}

Curve curve(std::string name, CurveRole role, const Scale &values, const std::vector<Eigen::Index> &features)
{
    Curve curve{.name = std::move(name), .x = {}, .y = {}, .role = role};
    for (std::size_t place = 0; place < features.size(); ++place) {
        curve.x.push_back(static_cast<double>(place + 1));
        curve.y.push_back(values[features[place]]);
    }
    return curve;
}

}  // namespace

std::string scaleExplanation()
{
    return "The scales that turn the shared projection into queries, keys and values, one per feature of the head, the "
           "largest "
           "|d_q d_k| first. All start at 1. A negative d_q d_k makes tokens that share the feature repel.";
}

CurveFigure scaleFigure(const AnalysisSnapshot &snapshot, HeadRef head)
{
    const AttentionParameters &parameters = attentionParameters(snapshot, head.layer);
    const Eigen::Index headSize = snapshot.model ? snapshot.model->config.headSize : 0;
    if (parameters.queryScale.size() == 0 || (head.head.value + 1) * headSize > parameters.queryScale.size())
        return {};
    const Scale query = ofHead(parameters.queryScale, head.head, headSize);
    const Scale key = ofHead(parameters.keyScale, head.head, headSize);
    const Scale products = query * key;
    const std::vector<Eigen::Index> features = strongestFirst(products);
    return {
        .title = "Scales of " + headName(snapshot, head),
        .explanation = scaleExplanation(),
        .absence = {},
        .x = {.name = "feature, by |d_q d_k|", .isWhole = true, .low = 1, .high = static_cast<double>(headSize)},
        .y = {.name = "scale"},
        .curves = {curve("d_v", CurveRole::Reference, ofHead(parameters.valueScale, head.head, headSize), features),
                   curve("d_q", CurveRole::Secondary, query, features), curve("d_k", CurveRole::Secondary, key, features),
                   curve("d_q d_k", CurveRole::Primary, products, features)},
        .bounds = {{.axis = BoundLine::Axis::Y, .at = 0, .label = ""}},
    };
}

}  // namespace core
