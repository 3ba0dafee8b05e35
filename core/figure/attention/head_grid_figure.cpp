#include "core/figure/attention/head_grid_figure.h"

#include "core/base/head_label.h"
#include "core/figure/values/attention_figure.h"
#include "core/figure/values/figure_text.h"
#include "core/model/mask/fixed_pairs.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace core {
namespace {

HeadGridCell cellOf(const AnalysisSnapshot &snapshot, HeadRef head, HeadMeasure measure)
{
    // A head that is not there has a place, and no measure.
    if (snapshot.model && fixedPairs(snapshot.model->config).isPruned(head))
        return {
            .head = head, .label = headLabel(head), .value = std::numeric_limits<double>::quiet_NaN(), .number = "pruned"};
    const double value = snapshot.measures ? snapshot.measures->at(head, measure) : std::numeric_limits<double>::quiet_NaN();
    return {
        .head = head, .label = headLabel(head), .value = value, .number = formatNumber(value, describe(measure).decimals)};
}

bool isDefined(const AnalysisSnapshot &snapshot, HeadMeasure measure)
{
    if (!snapshot.measures)
        return false;
    for (int layer = 0; layer < snapshot.measures->layers(); ++layer)
        for (int head = 0; head < snapshot.measures->heads(); ++head)
            if (!std::isnan(snapshot.measures->at({{layer}, {head}}, measure)))
                return true;
    return false;
}

// Stable, so that equal heads keep their order; heads without a value come last either way.
void sortCells(std::vector<HeadGridCell> &cells, HeadSorting sorting)
{
    if (sorting == HeadSorting::ByLayer)
        return;
    std::stable_sort(cells.begin(), cells.end(), [sorting](const HeadGridCell &left, const HeadGridCell &right) {
        if (std::isnan(left.value) || std::isnan(right.value))
            return !std::isnan(left.value) && std::isnan(right.value);
        return sorting == HeadSorting::Ascending ? left.value < right.value : left.value > right.value;
    });
}

// Which source cells one target pixel covers, and how much of each: weights sum to 1.
struct AreaWeights {
    int first = 0;
    std::vector<float> weights;
};

std::vector<AreaWeights> areaWeights(int sourceSize, int targetSize)
{
    std::vector<AreaWeights> areas(static_cast<std::size_t>(targetSize));
    const double cellsPerPixel = static_cast<double>(sourceSize) / targetSize;
    for (int pixel = 0; pixel < targetSize; ++pixel) {
        const double begin = pixel * cellsPerPixel;
        const double end = begin + cellsPerPixel;
        AreaWeights &area = areas[static_cast<std::size_t>(pixel)];
        area.first = std::min(static_cast<int>(begin), sourceSize - 1);
        const int last = std::clamp(static_cast<int>(std::ceil(end - 1e-9)) - 1, area.first, sourceSize - 1);
        for (int cell = area.first; cell <= last; ++cell) {
            const double covered = std::min(end, cell + 1.0) - std::max(begin, static_cast<double>(cell));
            area.weights.push_back(static_cast<float>(covered / cellsPerPixel));
        }
    }
    return areas;
}

// At most so many cells a pixel; 1 where no pixel has to stand for several.
std::size_t mostInOnePixel(int cells, int pixels)
{
    std::size_t most = 1;
    if (cells > pixels) {
        for (const AreaWeights &area : areaWeights(cells, pixels))
            most = std::max(most, area.weights.size());
    }
    return most;
}

Matrix betweenUnits(const AnalysisSnapshot &snapshot, const MatrixView &map, const DisplayUnits &units,
                    const ThumbnailOptions &options)
{
    return options.showsEffective ? valuesBetweenUnits(map, units) : shownAttention(snapshot, map, units);
}

// Horizontally first: rows of the source stay contiguous in both passes.
Matrix areaMean(const MatrixView &source, int width, int height)
{
    const auto columnAreas = areaWeights(static_cast<int>(source.cols()), width);
    const auto rowAreas = areaWeights(static_cast<int>(source.rows()), height);
    Matrix narrowed(source.rows(), width);
    for (Eigen::Index row = 0; row < source.rows(); ++row)
        for (int pixel = 0; pixel < width; ++pixel) {
            const AreaWeights &area = columnAreas[static_cast<std::size_t>(pixel)];
            const float *values = source.data() + row * source.cols() + area.first;
            float sum = 0;
            for (std::size_t cell = 0; cell < area.weights.size(); ++cell)
                sum += values[cell] * area.weights[cell];
            narrowed(row, pixel) = sum;
        }
    Matrix mean = Matrix::Zero(height, width);
    for (int pixel = 0; pixel < height; ++pixel) {
        const AreaWeights &area = rowAreas[static_cast<std::size_t>(pixel)];
        for (std::size_t cell = 0; cell < area.weights.size(); ++cell)
            mean.row(pixel) += narrowed.row(area.first + static_cast<Eigen::Index>(cell)) * area.weights[cell];
    }
    return mean;
}

// Without a size each cell is a pixel.
float largestPixel(const MatrixView &map, const ThumbnailOptions &options)
{
    if (map.size() == 0)
        return 0;
    if (options.width <= 0 || options.height <= 0)
        return map.cwiseAbs().maxCoeff();
    return areaMean(map, options.width, options.height).cwiseAbs().maxCoeff();
}

ColorScale scaleUpTo(float largest, const ThumbnailOptions &options)
{
    const double high = largest > 0 ? largest : 1;
    return options.showsEffective ? ColorScale{.low = -high, .high = high}
                                  : ColorScale{.low = 0, .high = high, .gamma = options.gamma};
}

std::string axesOf(AttentionColumns columns)
{
    switch (columns) {
    case AttentionColumns::Tokens: break;
    case AttentionColumns::Slots: return "queries down and slots across";
    case AttentionColumns::Features: return "key features down and value features across";
    }
    return "queries down and keys across";
}

std::string picturesExplanation(const AnalysisSnapshot &snapshot, const HeadGridOptions &options)
{
    if (options.showsEffective)
        return fmt::format("The effective map M = P F of every head, queries down and keys across, {}",
                           options.sharesScale ? "all as far to both sides of 0 as the largest size of any"
                                               : "each as far to both sides of 0 as its own largest size");
    return fmt::format("The attention of every head, {}, {}", axesOf(attentionColumns(snapshot)),
                       options.sharesScale ? "all from 0 to the largest value of any"
                                           : "each from 0 to its own largest value");
}

}  // namespace

std::vector<HeadMeasure> measuresToOffer(const AnalysisSnapshot *snapshot)
{
    std::vector<HeadMeasure> offered;
    for (const HeadMeasureDescription &description : headMeasureDescriptions()) {
        if (!snapshot || isDefined(*snapshot, description.measure))
            offered.push_back(description.measure);
    }
    return offered;
}

HeadMeasure measureWithin(const AnalysisSnapshot &snapshot, HeadMeasure chosen)
{
    const std::vector<HeadMeasure> offered = measuresToOffer(&snapshot);
    const bool isOffered = offered.empty() || std::ranges::find(offered, chosen) != offered.end();
    return isOffered ? chosen : offered.front();
}

HeadGridFigure headGridFigure(const AnalysisSnapshot &snapshot, const HeadGridOptions &options)
{
    const HeadMeasureDescription &measure = describe(options.measure);
    HeadGridFigure figure{
        .title = "All heads",
        .explanation =
            fmt::format("{}; below it {}: {}.", picturesExplanation(snapshot, options), measure.name, measure.formula),
        .measureName = std::string(measure.name),
        .measureFormula = std::string(measure.formula),
        .layout = headLayout(snapshot),
        .isMatrix = options.sorting == HeadSorting::ByLayer,
        .cells = {},
    };
    for (int layer = 0; layer < figure.layout.layers; ++layer)
        for (int head = 0; head < figure.layout.heads; ++head)
            figure.cells.push_back(cellOf(snapshot, {{layer}, {head}}, options.measure));
    sortCells(figure.cells, options.sorting);
    return figure;
}

ColorScale sharedScale(const AnalysisSnapshot &snapshot, const DisplayUnits &units, const ThumbnailOptions &options)
{
    const HeadLayout layout = headLayout(snapshot);
    float largest = 0;
    for (int index = 0; index < layout.total(); ++index) {
        const HeadRef head{{index / layout.heads}, {index % layout.heads}};
        const auto map = options.showsEffective ? effectiveMap(snapshot, head) : attentionMap(snapshot, head);
        if (!map)
            continue;
        const Matrix between = units.isEveryToken() ? Matrix() : betweenUnits(snapshot, *map, units, options);
        largest = std::max(largest, largestPixel(units.isEveryToken() ? *map : viewOf(between), options));
    }
    return scaleUpTo(largest, options);
}

IndexImage mapThumbnail(const MatrixView &map, const ThumbnailOptions &options)
{
    if (map.size() == 0 || options.width <= 0 || options.height <= 0)
        return {};
    const Matrix mean = areaMean(map, options.width, options.height);
    const ColorScale scale = options.scale ? *options.scale : scaleUpTo(mean.cwiseAbs().maxCoeff(), options);
    return {options.width, options.height, colorIndices(MatrixView(mean.data(), mean.rows(), mean.cols()), scale)};
}

IndexImage headThumbnail(const AnalysisSnapshot &snapshot, HeadRef head, const DisplayUnits &units,
                         const ThumbnailOptions &options)
{
    const auto map = options.showsEffective ? effectiveMap(snapshot, head) : attentionMap(snapshot, head);
    if (!map)
        return {};
    if (units.isEveryToken())
        return mapThumbnail(*map, options);
    const Matrix shown = betweenUnits(snapshot, *map, units, options);
    return mapThumbnail({shown.data(), shown.rows(), shown.cols()}, options);
}

std::string thumbnailNote(const AnalysisSnapshot &snapshot, HeadRef head, const DisplayUnits &units,
                          const ThumbnailOptions &options)
{
    const auto map = options.showsEffective ? effectiveMap(snapshot, head) : attentionMap(snapshot, head);
    if (!map || options.width <= 0 || options.height <= 0)
        return {};
    const Matrix shown = units.isEveryToken() ? Matrix(*map) : betweenUnits(snapshot, *map, units, options);
    const std::size_t rows = mostInOnePixel(static_cast<int>(shown.rows()), options.height);
    const std::size_t columns = mostInOnePixel(static_cast<int>(shown.cols()), options.width);
    return rows * columns == 1 ? std::string() : fmt::format("each pixel: mean of up to {} × {} cells", rows, columns);
}

std::string headSummary(const AnalysisSnapshot &snapshot, HeadRef head)
{
    std::string text = headName(snapshot, head);
    if (!snapshot.measures)
        return text;
    for (const HeadMeasureDescription &measure : headMeasureDescriptions()) {
        const double value = snapshot.measures->at(head, measure.measure);
        if (!std::isnan(value))
            text += fmt::format("\n{}  {}", measure.name, formatNumber(value, measure.decimals));
    }
    return text;
}

std::string printFigure(const HeadGridFigure &figure)
{
    const std::size_t columns = figure.isMatrix ? static_cast<std::size_t>(std::max(1, figure.layout.heads)) : 8;
    std::vector<std::vector<std::string>> rows;
    for (std::size_t index = 0; index < figure.cells.size(); ++index) {
        if (index % columns == 0)
            rows.emplace_back();
        rows.back().push_back(figure.cells[index].label + '=' + figure.cells[index].number);
    }
    return fmt::format("{}: {}\n{}", figure.title, figure.measureName, printTable(rows));
}

}  // namespace core
