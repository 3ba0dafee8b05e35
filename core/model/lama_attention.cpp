#include "core/model/lama_attention.h"

#include "core/ops/softmax.h"

#include <algorithm>
#include <limits>
#include <vector>

namespace core {
namespace {

std::vector<int> uniformRows(const Matrix &heads, const AttentionMask &mask)
{
    return uniformHeads(mask, {0}, static_cast<int>(heads.rows()));
}

// As far as the mask leaves them what they are.
void scaleUniformRows(const AttentionMask &mask, MaskMode mode, Matrix &heads)
{
    if (mask.mode != mode)
        return;
    for (const int head : uniformRows(heads, mask))
        heads.row(head) *= static_cast<float>(1.0 - mask.strength);
}

Matrix softmaxOfScores(Matrix scores, const ForwardOptions &options)
{
    scaleUniformRows(options.mask, MaskMode::BeforeSoftmax, scores);
    for (std::size_t word = 0; word < options.maskedKeys.size(); ++word) {
        if (options.maskedKeys[word])
            scores.col(static_cast<Eigen::Index>(word)).setConstant(-std::numeric_limits<float>::infinity());
    }
    softmaxRows(scores.data(), static_cast<int>(scores.rows()), static_cast<int>(scores.cols()));
    return scores;
}

// What the scaled heads have lost goes to all words that are not masked alike.
void shareOutAlike(const ForwardOptions &options, Matrix &attention)
{
    const auto isMasked = [&options](Eigen::Index word) {
        return !options.maskedKeys.empty() && options.maskedKeys[static_cast<std::size_t>(word)];
    };
    const auto open = attention.cols() - std::ranges::count(options.maskedKeys, true);
    for (const int head : uniformRows(attention, options.mask)) {
        for (Eigen::Index word = 0; word < attention.cols(); ++word) {
            if (!isMasked(word))
                attention(head, word) += static_cast<float>(options.mask.strength) / static_cast<float>(open);
        }
    }
}

}  // namespace

Matrix lamaAttention(const Matrix &scores, const ForwardOptions &options)
{
    Matrix attention = softmaxOfScores(scores, options);
    if (options.mask.mode == MaskMode::AfterSoftmax) {
        scaleUniformRows(options.mask, MaskMode::AfterSoftmax, attention);
        shareOutAlike(options, attention);
    }
    return attention;
}

Matrix lamaAttentionGradient(const Matrix &scores, const ForwardOptions &options, Matrix gradient)
{
    const Matrix softmax = softmaxOfScores(scores, options);
    scaleUniformRows(options.mask, MaskMode::AfterSoftmax, gradient);
    softmaxRowsGradient(softmax.data(), static_cast<int>(gradient.rows()), static_cast<int>(gradient.cols()),
                        gradient.data());
    scaleUniformRows(options.mask, MaskMode::BeforeSoftmax, gradient);
    return gradient;
}

}  // namespace core
