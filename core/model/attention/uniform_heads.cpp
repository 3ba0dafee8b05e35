#include "core/model/attention/uniform_heads.h"

namespace core {

namespace {

bool holds(const MapBlock &block, int head)
{
    return head >= block.firstHead && head < block.endHead();
}

}  // namespace

void scaleUniformHeads(const LayerMask &mask, MaskMode mode, const MapBlock &block, HeadMatrices &maps)
{
    for (const int head : mask.uniform) {
        if (mask.mode == mode && holds(block, head))
            maps[head].middleRows(block.firstRow, block.rows) *= mask.factor;
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

void blendUniform(const LayerMask &mask, const std::vector<bool> &closedColumns, const MapBlock &block,
                  HeadMatrices &attention)
{
    if (!blendsUniform(mask))
        return;
    std::vector<int> open;
    for (const int head : mask.uniform) {
        if (!holds(block, head))
            continue;
        MutableMatrixView map = attention[head];
        for (int row = block.firstRow; row < block.endRow(); ++row) {
            map.row(row) *= mask.factor;
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
