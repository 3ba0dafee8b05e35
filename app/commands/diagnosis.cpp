#include "app/commands/diagnosis.h"

#include "app/commands/command_json.h"
#include "app/commands/progress_line.h"
#include "core/base/counted.h"
#include "core/base/head_label.h"
#include "core/base/message_text.h"
#include "core/corpus/diagnosis/findings.h"
#include "core/figure/values/figure_text.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <ostream>
#include <span>

namespace app {

namespace {

using core::CheckedTensor;
using core::CheckpointDiagnosis;
using core::HeadPattern;
using core::WeightProduct;
using nlohmann::ordered_json;
using Row = std::vector<std::string>;

// A number of a table; "-" where it is not defined.
std::string cell(double number)
{
    return std::isnan(number) ? "-" : fmt::format("{:.4g}", number);
}

std::string cell(const std::optional<double> &number)
{
    return cell(number.value_or(core::undefined));
}

// Columns as wide as their widest cell, the first one to the left.
void printRows(const std::vector<Row> &rows, std::ostream &out)
{
    std::vector<std::size_t> widths(rows.front().size());
    for (const Row &row : rows) {
        for (std::size_t column = 0; column < row.size(); ++column)
            widths[column] = std::max(widths[column], row[column].size());
    }
    for (const Row &row : rows) {
        out << fmt::format("{:<{}}", row.front(), widths.front());
        for (std::size_t column = 1; column < row.size(); ++column)
            out << fmt::format("  {:>{}}", row[column], widths[column]);
        out << '\n';
    }
}

std::string shapeText(const CheckedTensor &tensor)
{
    return tensor.shape ? core::dimensionsText(*tensor.shape) : "-";
}

std::string useText(const CheckedTensor &tensor)
{
    std::string text(core::nameOf(tensor.use));
    if (tensor.expected)
        text += ", expected " + core::dimensionsText(*tensor.expected);
    if (tensor.statistics && tensor.statistics->nonFinite > 0)
        text += fmt::format(", {} not finite", tensor.statistics->nonFinite);
    return text;
}

Row tensorRow(const CheckedTensor &tensor)
{
    const core::TensorStatistics numbers = tensor.statistics.value_or(core::TensorStatistics());
    return {core::nameText(tensor.name), tensor.dtype ? std::string(core::describe(*tensor.dtype).name) : "-",
            shapeText(tensor),           cell(numbers.minimum),
            cell(numbers.maximum),       cell(numbers.norm),
            cell(numbers.zeroShare),     useText(tensor)};
}

void printTensors(std::span<const CheckedTensor> tensors, std::ostream &out)
{
    std::vector<Row> rows{{"tensor", "type", "shape", "minimum", "maximum", "norm", "zeros", "use"}};
    for (const CheckedTensor &tensor : tensors)
        rows.push_back(tensorRow(tensor));
    out << '\n';
    printRows(rows, out);
}

Row headRow(const CheckpointDiagnosis &diagnosis, const HeadPattern &head)
{
    Row row{core::headLabel(head.head) + (head.isPruned ? " pruned" : ""), cell(head.fromUniform),
            head.nearest ? fmt::format("H{}", head.nearest->value) : "-", cell(head.fromNearest),
            cell(head.attentionStableRank)};
    const core::HeadWeightSpectra *weights = diagnosis.weightsOf(head.head);
    const auto add = [&row](const WeightProduct *product) {
        row.push_back(product ? cell(product->stableRank()) : "-");
        row.push_back(product ? cell(product->symmetricShare) : "-");
    };
    add(weights && weights->queryKey ? &*weights->queryKey : nullptr);
    add(weights ? &weights->valueOutput : nullptr);
    return row;
}

void printHeads(const CheckpointDiagnosis &diagnosis, std::ostream &out)
{
    std::vector<Row> rows{{"head", "from uniform", "nearest", "from nearest", "attention rank", "QK rank", "QK symmetric",
                           "VO rank", "VO symmetric"}};
    for (const HeadPattern &head : diagnosis.patterns.heads)
        rows.push_back(headRow(diagnosis, head));
    out << '\n';
    printRows(rows, out);
    out << fmt::format(
        "from uniform, from nearest: mean total variation on {} of {}; near-uniform below {}, near-identical below {}\n",
        core::counted(diagnosis.patterns.texts, "text"), core::counted(diagnosis.patterns.tokens, "token"),
        diagnosis.patterns.nearUniformBelow, core::nearIdenticalVariation);
    if (!diagnosis.weights.empty())
        out << "rank: stable rank; QK: W_Q W_K^T, VO: W_V · W_O; symmetric: share of the squared norm, the rest "
               "antisymmetric\n";
}

ordered_json number(double value)
{
    return std::isnan(value) ? ordered_json() : ordered_json(value);
}

template <typename Value>
ordered_json valueOrNull(const std::optional<Value> &value)
{
    return value ? ordered_json(*value) : ordered_json();
}

ordered_json textOrNull(const std::string &text)
{
    return text.empty() ? ordered_json() : ordered_json(text);
}

ordered_json tensorJson(const CheckedTensor &tensor)
{
    const std::optional<core::TensorStatistics> &numbers = tensor.statistics;
    return {{"name", tensor.name},
            {"use", core::nameOf(tensor.use)},
            {"used_as", tensor.usedAs},
            {"dtype", tensor.dtype ? ordered_json(core::describe(*tensor.dtype).name) : ordered_json()},
            {"shape", valueOrNull(tensor.shape)},
            {"expected_shape", valueOrNull(tensor.expected)},
            {"minimum", numbers ? number(numbers->minimum) : ordered_json()},
            {"maximum", numbers ? number(numbers->maximum) : ordered_json()},
            {"norm", numbers ? number(numbers->norm) : ordered_json()},
            {"zero_share", numbers ? number(numbers->zeroShare) : ordered_json()},
            {"not_finite", numbers ? ordered_json(numbers->nonFinite) : ordered_json()}};
}

ordered_json productJson(const WeightProduct &product)
{
    const std::optional<double> &symmetric = product.symmetricShare;
    return {{"singular_values", product.singularValues},
            {"stable_rank", numberOrNull(product.stableRank())},
            {"symmetric_share", numberOrNull(symmetric)},
            {"antisymmetric_share", numberOrNull(symmetric ? std::optional(1 - *symmetric) : std::nullopt)}};
}

ordered_json headJson(const CheckpointDiagnosis &diagnosis, const HeadPattern &head)
{
    ordered_json json{{"layer", head.head.layer.value},
                      {"head", head.head.head.value},
                      {"pruned", head.isPruned},
                      {"from_uniform", number(head.fromUniform)},
                      {"near_uniform", head.isNearUniform},
                      {"nearest_head", head.nearest ? ordered_json(head.nearest->value) : ordered_json()},
                      {"from_nearest", number(head.fromNearest)},
                      {"attention_stable_rank", number(head.attentionStableRank)},
                      {"query_key", nullptr},
                      {"value_output", nullptr}};
    if (const core::HeadWeightSpectra *weights = diagnosis.weightsOf(head.head)) {
        if (weights->queryKey)
            json["query_key"] = productJson(*weights->queryKey);
        json["value_output"] = productJson(weights->valueOutput);
    }
    return json;
}

}  // namespace

core::Result<core::DiagnosisPointer> diagnosisOf(const core::DiagnosisRequest &request, std::ostream &errors)
{
    ProgressLine progress("percent", errors, "percent");
    return core::diagnoseCheckpoint(request, {.soFar = {}, .betweenBatches = progress.betweenBatches()}, {});
}

void printDiagnosis(const CheckpointDiagnosis &diagnosis, std::ostream &out)
{
    for (const std::string &finding : core::findings(diagnosis))
        out << core::onOneLine(finding) << '\n';
    if (!diagnosis.tensors.empty())
        printTensors(diagnosis.tensors, out);
    if (!diagnosis.patterns.heads.empty())
        printHeads(diagnosis, out);
}

ordered_json diagnosisJson(const CheckpointDiagnosis &diagnosis)
{
    const core::HeadPatterns &patterns = diagnosis.patterns;
    ordered_json json{{"findings", core::findings(diagnosis)},
                      {"tensors", ordered_json::array()},
                      {"probe_texts", patterns.texts},
                      {"probe_tokens", patterns.tokens},
                      {"near_uniform_below", patterns.nearUniformBelow},
                      {"near_identical_below", core::nearIdenticalVariation},
                      {"near_identical_heads", ordered_json::array()},
                      {"heads_absent", textOrNull(diagnosis.patternsAbsence)},
                      {"weight_spectra_absent", textOrNull(diagnosis.weightsAbsence)},
                      {"heads", ordered_json::array()}};
    for (const CheckedTensor &tensor : diagnosis.tensors)
        json["tensors"].push_back(tensorJson(tensor));
    for (const core::IdenticalHeads &pair : patterns.identical)
        json["near_identical_heads"].push_back({{"layer", pair.layer.value},
                                                {"head", pair.one.value},
                                                {"other_head", pair.other.value},
                                                {"variation", pair.variation}});
    for (const HeadPattern &head : patterns.heads)
        json["heads"].push_back(headJson(diagnosis, head));
    if (patterns.heads.empty())
        json["heads"] = nullptr;
    return json;
}

}  // namespace app
