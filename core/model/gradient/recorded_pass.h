#pragma once

#include "core/model/encoder_parts.h"
#include "core/model/forward_options.h"

#include <vector>

namespace core {

// An encoder's layers on the way forth, which leaves of each what the way back reads, and on the way back. Borrows parts and options.
class RecordedPass
{
public:
    RecordedPass(const EncoderParts &parts, int tokens, const ForwardOptions &options);

    int layers() const { return static_cast<int>(m_records.size()); }

    // hidden: the layer's input, n x D, replaced by its output.
    void forth(int layer, Matrix &hidden);
    // hidden: dy / doutput, replaced by dy / dinput. Fills `ofAttention`, where it is asked for, with the gradient of the layer's map;
    // linear attention leaves it empty.
    void back(int layer, Matrix &hidden, HeadMatrices *ofAttention);

    // The map whose gradient back() has filled; the layer's record is of no use then.
    HeadMatrices takeMap(int layer);

private:
    // Values before a LayerNorm or an activation: it is there that their derivatives are taken.
    struct LayerRecord {
        LayerMask mask;
        AttentionScratch attention;
        Matrix input;         // n x D, of a network that normalizes first
        Matrix attentionSum;  // n x D
        Matrix expanded;      // n x intermediate size
        Matrix outputSum;     // n x D, of a network that normalizes behind its sums
    };

    AttentionInput inputOf(const LayerRecord &record, const Matrix &hidden) const;

    const EncoderParts &m_parts;
    const ForwardOptions &m_options;
    MaskPlan m_plan;
    std::vector<LayerRecord> m_records;
    // Memory that one layer hands to the next.
    AttentionScratch m_gradients;
    Matrix m_context;   // n x H*dh
    Matrix m_expanded;  // n x intermediate size
    Matrix m_attended;  // n x D
};

}  // namespace core
