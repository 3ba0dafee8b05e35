#include "core/model/pruned_heads.h"

#include "core/base/number_in.h"

#include <algorithm>
#include <vector>

namespace core {
namespace {

constexpr std::string_view layerBegin = "encoder.layer.";

const std::vector<int> *prunedIn(const ModelConfig &config, std::string_view name)
{
    if (config.prunedHeads.empty() || !name.starts_with(layerBegin))
        return nullptr;
    const std::string_view rest = name.substr(layerBegin.size());
    const auto layer = numberIn<std::size_t>(rest.substr(0, rest.find('.')));
    if (!layer || *layer >= config.prunedHeads.size() || config.prunedHeads[*layer].empty())
        return nullptr;
    return &config.prunedHeads[*layer];
}

// stored: any number of blocks of (heads that are left) * headSize rows.
Matrix withZeroRows(const ModelConfig &config, const std::vector<int> &pruned, const Matrix &stored)
{
    const Eigen::Index size = config.headSize;
    const Eigen::Index left = config.heads - static_cast<Eigen::Index>(pruned.size());
    const Eigen::Index blocks = stored.rows() / (left * size);
    Matrix whole = Matrix::Zero(blocks * config.heads * size, stored.cols());
    Eigen::Index next = 0;
    for (Eigen::Index block = 0; block < blocks; ++block) {
        for (int head = 0; head < config.heads; ++head) {
            if (std::ranges::binary_search(pruned, head))
                continue;
            whole.middleRows((block * config.heads + head) * size, size) = stored.middleRows(next, size);
            next += size;
        }
    }
    return whole;
}

}  // namespace

Matrix withPrunedHeads(const ModelConfig &config, std::string_view name, Matrix stored)
{
    const std::vector<int> *pruned = prunedIn(config, name);
    if (!pruned)
        return stored;
    if (name.find("attention.self.") != std::string_view::npos)
        return withZeroRows(config, *pruned, stored);
    if (name.ends_with("attention.output.dense.weight"))
        return withZeroRows(config, *pruned, stored.transpose()).transpose();
    return stored;
}

}  // namespace core
