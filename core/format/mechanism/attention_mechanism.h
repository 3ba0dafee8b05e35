#pragma once

#include "core/format/mechanism/attention_columns.h"
#include "core/format/mechanism/head_picture_kind.h"
#include "core/format/model_config.h"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace core {

class ConfigReader;
class TensorTableWriter;

// How the scores of a head come about, which enter the softmax of its map.
enum class ScoreForm {
    None,       // there are none: the map is a product through features, or a map of features
    Product,    // of the head's queries and keys, so that thin factors give their spectrum
    Symmetric,  // such a product, and by construction the same in both directions
    Mixed       // something stands between queries and keys, which is not in the kept ones
};

// A matrix of one head; empty where the kind has none.
struct MapShape {
    std::size_t rows = 0;
    std::size_t columns = 0;

    std::size_t size() const { return rows * columns; }
    bool operator==(const MapShape &) const = default;
};

// What one head makes of a text, as forward_trace.h lays it out.
struct MapShapes {
    MapShape scores;
    MapShape attention;
    MapShape effective;
    MapShape unkept;        // stands in for the attention where that is neither kept nor cut to a rank
    std::size_t mixed = 0;  // further numbers, whose count does not grow with the text
};

// A number or word of config.json that the kind alone has.
struct MechanismSetting {
    std::string_view name;  // in the list of `info`; empty: not there
    std::string_view fact;  // in the inspector; empty: not there
    std::variant<int, std::string> value;
    std::string_view remark = {};  // behind the value in the list
};

// What one kind of attention is, apart from its arithmetic (core/model/attention): all that reading, checking, masking, measuring,
// drawing and listing need to know of it. A kind with variants has one of these for each.
struct AttentionMechanism {
    AttentionKind kind = AttentionKind::Standard;
    LinearVariant variant = LinearVariant::Efficient;  // of a kind that has variants
    std::string_view id;                               // "attention.kind" of config.json
    std::string_view name;                             // as a reader calls it
    std::string_view formula;                          // of what its map shows
    std::string_view caution = {};  // where the formula does not come from its paper, what to say beside the name

    AttentionColumns columns = AttentionColumns::Tokens;
    ScoreForm scores = ScoreForm::None;
    // The map over tokens is a product through the head's features that a pass need not compute: the head size bounds its rank.
    bool isMapImplied = false;
    // Of random queries and keys (resources/help/nulls.md): whether one draw is both, and what the kind then makes of them.
    bool hasOneProjection = false;
    std::string_view drawnWords = {};
    MapShapes (*shapes)(const ModelConfig &config, std::size_t tokens) = nullptr;

    std::string_view whyNoPairs = {};      // why no pair of tokens can be masked; empty: each can
    std::string_view whyNoPositions = {};  // why there is neither a diagonal nor distances; empty: there are

    std::span<const HeadPicture> pictures;  // in the order of their tabs, those of a trained mask aside

    // What it keeps under encoder.layer.L.attention.self., and under encoder. for all layers.
    void (*layerTensors)(const TensorTableWriter &self, const ModelConfig &config) = nullptr;
    void (*encoderTensors)(const TensorTableWriter &encoder, const ModelConfig &config) = nullptr;

    // Its own keys in "attention", what a reader is told of them, and what tells models of the kind apart: "k = 16".
    void (*readSettings)(ConfigReader &reader, AttentionConfig &attention) = nullptr;
    std::vector<MechanismSetting> (*settings)(const AttentionConfig &attention) = nullptr;
    std::string (*detail)(const AttentionConfig &attention) = nullptr;

    bool hasScores() const { return scores != ScoreForm::None; }
    bool masksPairs() const { return whyNoPairs.empty(); }
};

// Every kind and variant, in the order in which messages list the ids.
std::span<const AttentionMechanism *const> attentionMechanisms();

const AttentionMechanism &mechanismOf(const AttentionConfig &attention);

// Shapes of a kind whose softmax runs over the keys of each query.
MapShapes pairShapes(const ModelConfig &config, std::size_t tokens);

// H * dh: the queries, keys or values of all heads of a layer side by side.
std::int64_t headWidths(const ModelConfig &config);

// Weights and biases of projections from the hidden state to all heads.
void writeProjections(const TensorTableWriter &self, const ModelConfig &config, std::initializer_list<const char *> names);

}  // namespace core
