#pragma once

#include "core/pipeline/analysis_snapshot.h"

#include <memory>
#include <string>
#include <vector>

// Snapshots for tests of what is drawn, most of them without an engine.
namespace scripted {

using SnapshotPointer = std::shared_ptr<const core::AnalysisSnapshot>;

// Tokens from vocabulary spellings: "[...]" is special, "##..." continues the word before it.
core::TokenizedText tokens(const std::vector<std::string> &pieces);

// One layer per entry, its heads in order; all maps n x n for n pieces. Measures and importance are computed from them.
SnapshotPointer encoder(const std::vector<std::string> &pieces, const std::vector<std::vector<core::Matrix>> &layers);

// Random maps, the same for the same arguments; scores and projections of head size 8 are kept and agree with each other.
SnapshotPointer randomEncoder(int layers, int heads, const std::vector<std::string> &pieces);
SnapshotPointer randomEncoder(int layers, int heads, int tokenCount);

// LAMA's m x n attention over words, with the scores, gains, linear classifier and logits that go with it.
SnapshotPointer randomLama(int heads, const std::vector<std::string> &words);

// What the engine answers about "the film is not very good" with one of the models in tests/data/tiny; all of the trace is kept.
SnapshotPointer tinyModel(const std::string &name);

// The same about another text, or with special tokens masked; the model folder and the kept parts of `request` do not matter.
SnapshotPointer tinyModel(const std::string &name, core::AnalysisRequest request);

// BERT-base on a real sentence: 12 x 12 heads, 23 tokens, from tests/data/dodrio.
SnapshotPointer bertBase();

}  // namespace scripted
