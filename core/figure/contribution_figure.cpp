#include "core/figure/contribution_figure.h"

#include "core/analysis/lama_contributions.h"
#include "core/figure/figure_text.h"
#include "core/pipeline/class_probabilities.h"

#include <algorithm>
#include <cmath>

namespace core {
namespace {

constexpr const char *hiddenLayerAbsence =
    "This model's classifier has a hidden layer, so that its logits are no sum over words and heads: there are no exact "
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

// A class that another model had is forgotten for the predicted one.
int shownClass(const AnalysisSnapshot &snapshot, std::optional<int> label)
{
    const bool isKnown = label && *label >= 0 && *label < snapshot.model->linearClassifier->weight.rows();
    return isKnown ? *label : static_cast<int>(predictedClass(snapshot.probabilities).value_or(0));
}

std::string nameOf(const AnalysisSnapshot &snapshot, int label)
{
    return className(snapshot.model->config, static_cast<std::size_t>(label));
}

// "logit 1.932 = bias 0.021 + 1.911"
std::string sumNote(double bias, double contributions)
{
    return "logit " + formatNumber(bias + contributions, 3) + " = bias " + formatNumber(bias, 3) +
           (contributions < 0 ? " − " : " + ") + formatNumber(std::abs(contributions), 3);
}

HeatMapFigure strip(Matrix values, std::vector<AxisLabel> rows, const std::string &label, const DisplayUnits &units,
                    const ColorScale &scale)
{
    return {
        .title = "Contributions to " + label,
        .explanation = "What each head adds to the logit of “" + label +
                       "” through each word, A[head, word] · ⟨H[word], w[head]⟩: with the bias, all of it sums to the logit "
                       "exactly, as the classifier is linear.",
        .rows = {"head", std::move(rows)},
        .columns = unitAxis("word", units),
        .values = std::move(values),
        .valueName = "part of the logit of " + label,
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
    const std::string name = nameOf(snapshot, index);
    return {
        .heads = strip(std::move(heads), headLabels(static_cast<int>(totals.size())), name, units, scale),
        .together = strip(std::move(together), {{"all heads", true}}, name, units, scale),
        .headNumbers = {totals.begin(), totals.end()},
        .numbersName = "head total",
        .numbersExplanation = "A head's contributions summed over all words.",
        .note = sumNote(classifier.bias[index], totals.sum()),
        .absence = {},
    };
}

std::vector<std::string> contributionClasses(const AnalysisSnapshot &snapshot)
{
    if (!snapshot.model || !snapshot.model->linearClassifier)
        return {};
    const bool hasPrediction = predictedClass(snapshot.probabilities).has_value();
    std::vector<std::string> classes{hasPrediction
                                         ? "predicted class (" + nameOf(snapshot, shownClass(snapshot, std::nullopt)) + ')'
                                         : "predicted class"};
    for (int label = 0; label < snapshot.model->linearClassifier->weight.rows(); ++label)
        classes.push_back(nameOf(snapshot, label));
    return classes;
}

}  // namespace core
