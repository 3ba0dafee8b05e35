#include "core/corpus/comparison/comparison_table.h"

#include "core/analysis/spectra/spectrum_quantities.h"
#include "core/analysis/statistics/median.h"
#include "core/base/csv_cell.h"

namespace core {
namespace {

std::string columnsOf(const ValueSummary &value)
{
    std::string columns = std::to_string(value.count);
    for (const double number :
         {value.mean, value.deviation, value.low, value.lowerQuartile, value.median, value.upperQuartile, value.high})
        columns += ',' + csvCell(number);
    return columns;
}

template <typename Visit>
void visitQuantities(Visit visit)
{
    for (const SpectrumMatrixDescription &matrix : spectrumMatrixDescriptions()) {
        for (const SpectrumMeasureDescription &measure : spectrumMeasureDescriptions()) {
            for (const bool isShareOfTokens : {false, true}) {
                if (!isShareOfTokens || !measure.isShare)
                    visit(SpectrumQuantity{matrix.matrix, measure.measure, isShareOfTokens});
            }
        }
    }
}

// Medians over heads of their means: of each layer, and of all.
struct Medians {
    std::vector<double> layers;
    double all = 0;
};

Medians mediansOf(const CorpusSummary &summary, const HeadSummary &group, int quantity)
{
    Medians medians;
    std::vector<double> all;
    for (int layer = 0; layer < summary.layers; ++layer) {
        std::vector<double> means;
        for (int head = 0; head < summary.heads; ++head) {
            const ValueSummary &value = group.values[summary.indexOf({{layer}, {head}}, quantity)];
            if (value.count > 0)
                means.push_back(value.mean);
        }
        all.insert(all.end(), means.begin(), means.end());
        medians.layers.push_back(medianOf(std::move(means)));
    }
    medians.all = medianOf(std::move(all));
    return medians;
}

void appendGroup(const ComparedModel &compared, const std::string &name, int longest, std::string &csv)
{
    const CorpusSummary &summary = compared.summary;
    const HeadSummary *group = summary.group(longest);
    if (!group || group->values.empty())
        return;
    const ModelConfig &config = compared.model->config;
    const bool isLama = config.type == ModelType::Lama;  // its heads have one map together and no size
    const std::string model = quotedCsvCell(name) + ',' + std::to_string(config.hiddenSize) + ',' +
                              std::to_string(config.heads) + ',' + (isLama ? "" : std::to_string(config.headSize));
    std::vector<Medians> medians(static_cast<std::size_t>(summary.perHead));
    visitQuantities([&](const SpectrumQuantity &quantity) {
        medians[static_cast<std::size_t>(indexOf(quantity))] = mediansOf(summary, *group, indexOf(quantity));
    });
    for (int layer = 0; layer < summary.layers; ++layer) {
        for (int head = 0; head < summary.heads; ++head) {
            visitQuantities([&](const SpectrumQuantity &quantity) {
                const ValueSummary &value = group->values[summary.indexOf({{layer}, {head}}, indexOf(quantity))];
                if (value.count == 0)
                    return;
                const Medians &of = medians[static_cast<std::size_t>(indexOf(quantity))];
                csv += model + ',' + std::to_string(layer) + ',' + (isLama ? "all" : std::to_string(head)) + ',' +
                       std::string(describe(quantity.matrix).id) + ',' + std::string(describe(quantity.measure).id) + ',' +
                       (quantity.isShareOfTokens ? "1," : "0,") + std::to_string(longest) + ',' + columnsOf(value) + ',' +
                       csvCell(of.layers[static_cast<std::size_t>(layer)]) + ',' + csvCell(of.all) + '\n';
            });
        }
    }
}

}  // namespace

std::string comparisonTable(const ModelComparison &comparison)
{
    std::string csv = "model,hidden_size,heads,head_size,layer,head,matrix,measure,by_tokens,longest,texts,mean,deviation,"
                      "q05,q25,median,q75,q95,layer_median,model_median\n";
    const std::vector<std::string> names = comparedNames(comparison);
    for (std::size_t model = 0; model < names.size(); ++model) {
        const ComparedModel &compared = comparison.models[model];
        appendGroup(compared, names[model], 0, csv);
        for (const auto &[longest, group] : compared.summary.byLength)
            appendGroup(compared, names[model], longest, csv);
    }
    return csv;
}

}  // namespace core
