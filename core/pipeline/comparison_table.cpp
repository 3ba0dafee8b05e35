#include "core/pipeline/comparison_table.h"

#include "core/analysis/spectrum_quantities.h"

#include <array>
#include <charconv>

namespace core {
namespace {

std::string numberText(double value)
{
    std::array<char, 32> digits;
    const auto [end, problem] = std::to_chars(digits.data(), digits.data() + digits.size(), value);
    return {digits.data(), end};
}

std::string quoted(const std::string &name)
{
    std::string text = "\"";
    for (const char letter : name)
        text += letter == '"' ? "\"\"" : std::string(1, letter);
    return text + '"';
}

std::string columnsOf(const ValueSummary &value)
{
    std::string columns = std::to_string(value.count);
    for (const double number :
         {value.mean, value.deviation, value.low, value.lowerQuartile, value.median, value.upperQuartile, value.high})
        columns += ',' + numberText(number);
    return columns;
}

template <typename Visit>
void visitQuantities(Visit visit)
{
    for (const SpectrumMatrixDescription &matrix : spectrumMatrixDescriptions()) {
        for (const SpectrumMeasureDescription &measure : spectrumMeasureDescriptions()) {
            for (const bool isShareOfTokens : {false, true}) {
                if (!isShareOfTokens || hasShareOfTokens(measure.measure))
                    visit(SpectrumQuantity{matrix.matrix, measure.measure, isShareOfTokens});
            }
        }
    }
}

void appendGroup(const ComparedModel &compared, int longest, std::string &csv)
{
    const CorpusSummary &summary = compared.summary;
    const HeadSummary *group = summary.group(longest);
    if (!group || group->values.empty())
        return;
    const ModelConfig &config = compared.model->config;
    const std::string model = quoted(compared.model->name) + ',' + std::to_string(config.hiddenSize) + ',' +
                              std::to_string(config.heads) + ',' + std::to_string(config.headSize);
    for (int layer = 0; layer < summary.layers; ++layer) {
        for (int head = 0; head < summary.heads; ++head) {
            visitQuantities([&](const SpectrumQuantity &quantity) {
                const ValueSummary &value = group->values[summary.indexOf({{layer}, {head}}, indexOf(quantity))];
                if (value.count == 0)
                    return;
                csv += model + ',' + std::to_string(layer) + ',' + std::to_string(head) + ',' +
                       std::string(describe(quantity.matrix).id) + ',' + std::string(describe(quantity.measure).id) + ',' +
                       (quantity.isShareOfTokens ? "1," : "0,") + std::to_string(longest) + ',' + columnsOf(value) + '\n';
            });
        }
    }
}

}  // namespace

std::string comparisonTable(const ModelComparison &comparison)
{
    std::string csv = "model,hidden_size,heads,head_size,layer,head,matrix,measure,by_tokens,longest,texts,mean,deviation,"
                      "q05,q25,median,q75,q95\n";
    for (const ComparedModel &compared : comparison.models) {
        appendGroup(compared, 0, csv);
        for (const auto &[longest, group] : compared.summary.byLength)
            appendGroup(compared, longest, csv);
    }
    return csv;
}

}  // namespace core
