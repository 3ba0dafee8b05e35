#pragma once

#include "core/base/matrix.h"
#include "core/format/mechanism/attention_columns.h"

#include <variant>
#include <vector>

namespace core {

// n tokens, H heads, dh head size, D hidden size. Parts that a request did not ask to keep are empty.
struct LayerTrace {
    HeadMatrices
        scores;  // H x n x n, Q K^T / sqrt(dh), before masks and softmax; rows = query position. Linear attention has none
    HeadMatrices attention;   // H x n x n, each row sums to 1. Linformer: H x n x slots. Linear, context first: H x dh x dh
    HeadMatrices query;       // H x n x dh
    HeadMatrices key;         // H x n x dh
    HeadMatrices value;       // H x n x dh
    HeadMatrices effective;   // Linformer: H x n x n, attention times the projection of the values; signed
    HeadMatrices headOutput;  // H x n x dh, attention times value
    Matrix hidden;            // n x D, what the layer hands on
};

struct EncoderTrace {
    AttentionColumns attentionColumns = AttentionColumns::Tokens;
    Matrix embeddings;  // n x D, after the embedding LayerNorm
    std::vector<LayerTrace> layers;
};

// One sentence through LAMA: m heads over n words, D = 2 x GRU hidden size (resources/help/mechanisms.md, LAMA).
struct LamaTrace {
    Matrix states;     // n x D, the bidirectional GRU's states H
    Matrix scores;     // m x n, f_t = g_t / ||g_t|| over the heads of one word, what enters the softmax
    Matrix attention;  // m x n, each row sums to 1 over the words
    Matrix sentence;   // m x D, attention times states
    Vector headGain;   // m, c~ = P^T c
};

struct ForwardTrace {
    std::variant<EncoderTrace, LamaTrace> network;
    // Classification: 1 x classes. Masked language model: n x vocabulary, or a row for each position that the options name.
    // Encoder alone, or LAMA without a word: empty.
    Matrix logits;
};

// Which parts of the trace to keep; the rest is computed in scratch memory and forgotten.
struct KeptTensors {
    bool scores = false;
    bool attention = true;
    bool projections = false;  // query, key and value
    bool headOutput = false;
    bool hidden = false;    // embeddings and every layer's hidden state
    bool effective = true;  // Linformer's map over tokens; the other kinds have none

    static KeptTensors all() { return {true, true, true, true, true, true}; }
    static KeptTensors none() { return {false, false, false, false, false, false}; }
    bool operator==(const KeptTensors &) const = default;
};

}  // namespace core
