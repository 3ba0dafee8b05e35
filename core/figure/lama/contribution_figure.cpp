#include "core/figure/lama/contribution_figure.h"

#include "core/analysis/importance/lama_contributions.h"
#include "core/figure/values/figure_text.h"
#include "core/model/model_outputs.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

namespace core {
namespace {

constexpr const char *hiddenLayerAbsence = "This model's head has a hidden layer, so its outputs before any softmax or "
                                           "sigmoid are no sum over words and heads: there are no exact "
                                           "contributions.";

// m x units: a word's contribution is the sum over its pieces.
Matrix contributionsOfUnits(const DoubleMatrix &contributions, const DisplayUnits &units)
{
    Matrix values(contributions.rows(), units.size());
    for (int unit = 0; unit < units.size(); ++unit)
        values.col(unit) =
            contributions.middleCols(units[unit].firstToken, units[unit].tokenCount).rowwise().sum().cast<float>();
    return values;
}

ColorScale scaleAroundZero(const Matrix &heads, const Matrix &together, double gamma)
{
    const double reach = std::max(heads.cwiseAbs().maxCoeff(), together.cwiseAbs().maxCoeff());
    return {.low = reach > 0 ? -reach : -1, .high = reach > 0 ? reach : 1, .gamma = gamma, .kind = ScaleKind::Symmetric};
}

// An output that another model had is forgotten for the followed one.
int shownClass(const AnalysisSnapshot &snapshot, std::optional<int> label)
{
    const bool isKnown = label && *label >= 0 && *label < snapshot.model->linearClassifier->weight.rows();
    return isKnown ? *label : static_cast<int>(followedOutput(snapshot.model->config, snapshot.outputs).value_or(0));
}

std::string nameOf(const AnalysisSnapshot &snapshot, int label)
{
    return className(snapshot.model->config, static_cast<std::size_t>(label));
}

// What the contributions sum to: a regression's values are its logits.
std::string sumName(const ModelConfig &config)
{
    return areProbabilities(config.outputs) ? "logit" : "value";
}

// "predicted class", "most probable label", "first value": what is shown where none is chosen.
std::string followedName(const ModelConfig &config)
{
    switch (config.outputs) {
    case OutputQuantity::Softmax: return "predicted class";
    case OutputQuantity::Sigmoids:
    case OutputQuantity::BinarySigmoid: return "most probable label";
    case OutputQuantity::Values: break;
    }
    return "first value";
}

// "logit 1.932 = bias 0.021 + 1.911"
std::string sumNote(const std::string &sum, double bias, double contributions)
{
    return fmt::format("{} {} = bias {}{}{}", sum, formatNumber(bias + contributions, 3), formatNumber(bias, 3),
                       contributions < 0 ? " − " : " + ", formatNumber(std::abs(contributions), 3));
}

struct ContributionNames {
    std::string label;  // of the output
    std::string sum;    // "logit"
};

HeatMapFigure strip(Matrix values, std::vector<AxisLabel> rows, const ContributionNames &names, const DisplayUnits &units,
                    const ColorScale &scale)
{
    return {
        .title = "Contributions to " + names.label,
        .explanation = fmt::format("What each head adds to the {} of “{}” through each word, A[head, word] · ⟨H[word], "
                                   "w[head]⟩: with the bias, all of it sums to the {} exactly, as the classifier is linear.",
                                   names.sum, names.label, names.sum),
        .rows = {"head", std::move(rows)},
        .columns = unitAxis("word", units),
        .values = std::move(values),
        .valueName = fmt::format("part of the {} of {}", names.sum, names.label),
        .scaleNote = joinedNotes(scaleNote(scale.gamma, units, columnSteps), "neutral at 0"),
        .scale = scale,
        .colorMap = "diverging",
    };
}

}  // namespace

HeadStripFigure contributionFigure(const AnalysisSnapshot &snapshot, const DisplayUnits &units, const ColorOptions &colors,
                                   std::optional<int> label)
{
    const LamaTrace *trace = stripTrace(snapshot, units);
    if (!trace)
        return withoutStrips(snapshot);
    if (!snapshot.model->linearClassifier)
        return withoutStrips(hiddenLayerAbsence);
    const LinearClassifier &classifier = *snapshot.model->linearClassifier;
    const int index = shownClass(snapshot, label);
    const auto weights = classifier.weight.row(index);
    const DoubleMatrix contributions = lamaContributions(*trace, {weights.data(), static_cast<std::size_t>(weights.size())});
    Matrix heads = contributionsOfUnits(contributions, units);
    Matrix together = heads.colwise().sum();
    const ColorScale scale = scaleAroundZero(heads, together, colors.gamma);
    const Eigen::VectorXd totals = contributions.rowwise().sum();
    const ContributionNames names{.label = nameOf(snapshot, index), .sum = sumName(snapshot.model->config)};
    return {
        .heads = strip(std::move(heads), headLabels(static_cast<int>(totals.size())), names, units, scale),
        .together = strip(std::move(together), {{"all heads", true}}, names, units, scale),
        .headNumbers = {totals.begin(), totals.end()},
        .numbersName = "head total",
        .numbersExplanation = "A head's contributions summed over all words.",
        .note = sumNote(names.sum, classifier.bias[index], totals.sum()),
        .absence = {},
    };
}

std::vector<std::string> contributionClasses(const AnalysisSnapshot &snapshot)
{
    if (!snapshot.model || !snapshot.model->linearClassifier || snapshot.model->linearClassifier->weight.rows() < 2)
        return {};
    std::vector<std::string> classes{followedName(snapshot.model->config)};
    if (!snapshot.outputs.empty())
        classes.front() += " (" + nameOf(snapshot, shownClass(snapshot, std::nullopt)) + ')';
    for (int label = 0; label < snapshot.model->linearClassifier->weight.rows(); ++label)
        classes.push_back(nameOf(snapshot, label));
    return classes;
}

}  // namespace core
