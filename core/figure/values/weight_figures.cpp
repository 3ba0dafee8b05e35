#include "core/figure/values/weight_figures.h"

#include "core/figure/values/figure_text.h"
#include "core/model/loaded_model.h"
#include "core/model/mask/pair_mask.h"

#include <fmt/core.h>

namespace core {
namespace {

std::string projectedName(const AnalysisSnapshot &snapshot, ProjectionRole role)
{
    if (sharesProjection(snapshot))
        return "the key and the value of each token add to those";
    return role == ProjectionRole::Keys ? "the key of each token adds to that" : "the value of each token adds to that";
}

// The matrix of the head, or the one that all heads share.
MatrixView ofHead(const HeadMatrices &matrices, HeadIndex head)
{
    return matrices[matrices.heads() == 1 ? 0 : head.value];
}

Matrix partOf(const MatrixView &pairing, PairingPart part)
{
    const Matrix mirrored = pairing.transpose();
    return part == PairingPart::Symmetric ? Matrix((pairing + mirrored) / 2) : Matrix((pairing - mirrored) / 2);
}

std::string keptShare(const LearnedGates &gates, HeadIndex head, int tokens)
{
    const double pairs = static_cast<double>(tokens) * tokens;
    return formatNumber(100 * keptPairs(gates, head.value, tokens) / pairs, 1) + " % kept, above 0.5";
}

}  // namespace

bool sharesProjection(const AnalysisSnapshot &snapshot)
{
    const AttentionParameters &parameters = attentionParameters(snapshot, {0});
    return parameters.keyProjection && parameters.keyProjection == parameters.valueProjection;
}

std::string projectionExplanation(const AnalysisSnapshot &snapshot, const DisplayUnits &units, ProjectionRole role)
{
    return fmt::format("Which positions feed a slot: row by row, how much {} of the slot. A trained weight that looks at "
                       "positions only, not at words.{}",
                       projectedName(snapshot, role), unitExplanation(units, columnSteps));
}

HeatMapFigure projectionFigure(const AnalysisSnapshot &snapshot, HeadRef head, const DisplayUnits &units,
                               ProjectionRole role)
{
    const AttentionParameters &parameters = attentionParameters(snapshot, head.layer);
    const auto &projection = role == ProjectionRole::Keys ? parameters.keyProjection : parameters.valueProjection;
    if (!projection || units.size() == 0 || projection->columns() < units.tokenCount())
        return {};
    const Matrix columns = ofHead(*projection, head.head).leftCols(units.tokenCount());
    const std::string name = sharesProjection(snapshot) ? "E = F" : role == ProjectionRole::Keys ? "E" : "F";
    HeatMapFigure figure{
        .title = name + ", " + headName(snapshot, head),
        .explanation = projectionExplanation(snapshot, units, role),
        .rows = numberedAxis("slot", columns.rows()),
        .columns = unitAxis("token", units),
        .values = valuesToUnits(MatrixView(columns.data(), columns.rows(), columns.cols()), units),
        .valueName = "weight in " + name,
        .scaleNote = joinedNotes(projection->heads() == 1 ? "the same for all heads" : "", scaleNote(1, units, columnSteps)),
    };
    setSignedScale(figure);
    return figure;
}

std::string pairingExplanation(PairingPart part)
{
    return part == PairingPart::Symmetric
               ? "The symmetric part of M in q M q′: what a pair of tokens scores whichever of them asks."
               : "The antisymmetric part of M in q M q′: what turns its sign when query and key change places.";
}

HeatMapFigure pairingFigure(const AnalysisSnapshot &snapshot, HeadRef head, PairingPart part)
{
    const AttentionParameters &parameters = attentionParameters(snapshot, head.layer);
    if (!parameters.pairing || head.head.value >= parameters.pairing->heads())
        return {};
    const bool isSymmetric = part == PairingPart::Symmetric;
    const MatrixView pairing = ofHead(*parameters.pairing, head.head);
    const Matrix other = partOf(pairing, isSymmetric ? PairingPart::Antisymmetric : PairingPart::Symmetric);
    HeatMapFigure figure{
        .title = isSymmetric ? "(M + Mᵀ) / 2" : "(M − Mᵀ) / 2",
        .explanation = pairingExplanation(part),
        .rows = numberedAxis("feature of the query", pairing.rows()),
        .columns = numberedAxis("feature of the key", pairing.cols()),
        .values = partOf(pairing, part),
        .valueName = isSymmetric ? "(M + Mᵀ) / 2" : "(M − Mᵀ) / 2",
    };
    figure.scaleNote =
        fmt::format("norm {}, the other part {}", formatBriefly(figure.values.norm()), formatBriefly(other.norm()));
    setSignedScale(figure, other.cwiseAbs().maxCoeff());
    return figure;
}

std::string keepProbabilityExplanation(const DisplayUnits &units)
{
    return "How likely the trained gate of each pair of positions is open, p = σ(logit). Pairs above 0.5 are kept, the "
           "others cut before the softmax; the same in every layer, whatever the words are. " +
           std::string(learnedGatesCaution) + unitExplanation(units, meanSteps);
}

HeatMapFigure keepProbabilityFigure(const AnalysisSnapshot &snapshot, HeadRef head, const DisplayUnits &units)
{
    const auto gates = snapshot.model ? snapshot.model->learnedGates : nullptr;
    if (!gates || head.head.value >= gates->heads() || units.size() == 0 || gates->longest < units.tokenCount())
        return {};
    const Matrix probabilities = keepProbabilities(*gates, head.head.value, units.tokenCount());
    return {
        .title = fmt::format("Gates of head {}", head.head.value),
        .explanation = keepProbabilityExplanation(units),
        .rows = unitAxis("query position", units),
        .columns = unitAxis("key position", units),
        .values = meansBetweenUnits(MatrixView(probabilities.data(), probabilities.rows(), probabilities.cols()), units),
        .valueName = "keep probability",
        .scaleNote = joinedNotes(keptShare(*gates, head.head, units.tokenCount()), scaleNote(1, units, meanSteps)),
        .scale = {.low = 0, .high = 1, .gamma = 1, .kind = ScaleKind::Linear},
        .colorMap = "diverging",  // its middle parts kept from cut
    };
}

}  // namespace core
