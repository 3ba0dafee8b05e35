#include "core/model/attention/uniform_heads.h"

namespace core {

void scaleUniformHeads(const LayerMask &mask, MaskMode mode, HeadMatrices &maps)
{
    for (const int head : mask.uniform) {
        if (mask.mode == mode)
            maps[head] *= mask.factor;
    }
}

void scaleUniformHeads(const LayerMask &mask, int width, int firstColumn, Matrix &values)
{
    for (const int head : mask.uniform)
        values.middleCols(firstColumn + static_cast<Eigen::Index>(head) * width, width) *= mask.factor;
}

bool blendsUniform(const LayerMask &mask)
{
    return mask.mode == MaskMode::AfterSoftmax && !mask.uniform.empty();
}

void blendUniform(const LayerMask &mask, const std::vector<bool> &closedColumns, HeadMatrices &attention)
{
    if (!blendsUniform(mask))
        return;
    std::vector<int> open;
    for (const int head : mask.uniform) {
        MutableMatrixView map = attention[head];
        map *= mask.factor;
        for (int row = 0; row < attention.rows(); ++row) {
            open.clear();
            for (int column = 0; column < attention.columns(); ++column) {
                if (mask.kept.keeps(head, row, column) && (closedColumns.empty() || !closedColumns[column]))
                    open.push_back(column);
            }
            for (const int column : open)
                map(row, column) += (1.0F - mask.factor) / static_cast<float>(open.size());
        }
    }
}

}  // namespace core
