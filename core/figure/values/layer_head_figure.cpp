#include "core/figure/values/layer_head_figure.h"

namespace core {

HeatMapFigure layerHeadFigure(const HeadLayout &layout, const std::function<double(HeadRef)> &valueOf)
{
    HeatMapFigure figure{.rows = numberedAxis("layer", layout.layers),
                         .columns = numberedAxis("head", layout.heads),
                         .values = Matrix(layout.layers, layout.heads),
                         .colorMap = "blues"};
    for (int layer = 0; layer < layout.layers; ++layer) {
        for (int head = 0; head < layout.heads; ++head)
            figure.values(layer, head) = static_cast<float>(valueOf({{layer}, {head}}));
    }
    return figure;
}

void setScaleFromZero(HeatMapFigure &figure)
{
    const float largest = figure.values.maxCoeff();
    figure.scale = {.low = 0, .high = largest > 0 ? largest : 1};
}

}  // namespace core
