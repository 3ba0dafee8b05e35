#include "core/corpus/comparison/comparison_table.h"

#include "core/analysis/spectra/spectrum_quantities.h"
#include "core/analysis/statistics/median.h"
#include "core/base/csv_row.h"
#include "core/format/family/model_family.h"

namespace core {
namespace {

void addCells(const ValueSummary &value, CsvRow &row)
{
    row.add(value.count);
    for (const double number :
         {value.mean, value.deviation, value.low, value.lowerQuartile, value.median, value.upperQuartile, value.high})
        row.add(number);
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
    CsvRow model;
    const bool hasHeadSize =
        hasFamily(config);  // the heads of a LAMA have one map together, and of stored maps nobody knows
    const bool hasWidth = config.hiddenSize > 0;
    model.addQuoted(name).add(hasWidth ? std::to_string(config.hiddenSize) : std::string()).add(config.heads);
    model.add(hasHeadSize ? std::to_string(config.headSize) : std::string());
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
                CsvRow row = model;
                row.add(layer).add(config.type == ModelType::Lama ? "all" : std::to_string(head));
                row.add(describe(quantity.matrix).id).add(describe(quantity.measure).id);
                row.add(quantity.isShareOfTokens ? 1 : 0).add(longest);
                addCells(value, row);
                csv += row.add(of.layers[static_cast<std::size_t>(layer)]).add(of.all).line();
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
