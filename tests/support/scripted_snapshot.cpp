#include "tests/support/scripted_snapshot.h"

#include "core/analysis/importance/attention_importance.h"
#include "core/analysis/measures/measure_heads.h"
#include "core/pipeline/analysis_pipeline.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <fstream>
#include <random>
#include <stdexcept>

namespace scripted {
namespace {

constexpr int headSize = 8;

bool isSpecial(const std::string &piece)
{
    return piece.starts_with('[') && piece.ends_with(']');
}

core::Matrix randomMatrix(int rows, int columns, std::mt19937 &random)
{
    std::normal_distribution<float> normal;
    return core::Matrix::NullaryExpr(rows, columns, [&] { return normal(random); });
}

core::Matrix softmaxRows(const core::Matrix &scores)
{
    core::Matrix weights = (scores.colwise() - scores.rowwise().maxCoeff()).array().exp();
    weights.array().colwise() /= weights.rowwise().sum().array();
    return weights;
}

std::string joined(const std::vector<std::string> &pieces)
{
    std::string text;
    for (const std::string &piece : pieces) {
        if (isSpecial(piece))
            continue;
        const bool continues = piece.starts_with("##");
        text += (text.empty() || continues ? "" : " ") + (continues ? piece.substr(2) : piece);
    }
    return text;
}

SnapshotPointer frozen(const std::vector<std::string> &pieces, core::ForwardTrace trace, core::LoadedModel model)
{
    auto snapshot = std::make_shared<core::AnalysisSnapshot>();
    snapshot->request.text = joined(pieces);
    snapshot->model = std::make_shared<const core::LoadedModel>(std::move(model));
    snapshot->text = std::make_shared<const core::TokenizedText>(tokens(pieces));
    snapshot->spectra = std::make_shared<const core::SpectrumSet>(core::spectra(trace, {}, {}).value());
    snapshot->measures =
        std::make_shared<const core::HeadMeasureTable>(core::measureHeads(trace, *snapshot->spectra, {}).value());
    snapshot->importance = std::make_shared<const core::WordImportance>(
        core::WordImportance{core::ImportanceMeasure::AttentionReceived, core::attentionReceived(trace)});
    snapshot->trace = std::make_shared<const core::ForwardTrace>(std::move(trace));
    return snapshot;
}

core::LoadedModel encoderModel(const std::string &name, int layers, int heads, int size)
{
    core::LoadedModel model;
    model.name = name;
    model.config.layers = layers;
    model.config.heads = heads;
    model.config.headSize = size;
    model.config.hiddenSize = heads * size;
    model.parameters = {.total = 109'483'778, .attention = 28'348'416};
    return model;
}

core::LayerTrace randomLayer(int heads, int n, std::mt19937 &random)
{
    core::LayerTrace layer;
    layer.scores = layer.attention = {heads, n, n};
    layer.query = layer.key = {heads, n, headSize};
    for (int head = 0; head < heads; ++head) {
        layer.query[head] = randomMatrix(n, headSize, random);
        layer.key[head] = randomMatrix(n, headSize, random);
        layer.scores[head] = layer.query[head] * layer.key[head].transpose() / std::sqrt(static_cast<float>(headSize));
        layer.attention[head] = softmaxRows(layer.scores[head]);
    }
    return layer;
}

core::Matrix logitsOf(const core::Matrix &sentence, const core::LinearClassifier &classifier)
{
    const core::MatrixView features(sentence.data(), 1, sentence.size());
    return features * classifier.weight.transpose() + classifier.bias.transpose();
}

core::Matrix mapFromThousandths(const nlohmann::json &rows)
{
    const auto n = static_cast<Eigen::Index>(rows.size());
    return core::Matrix::NullaryExpr(n, n, [&rows](Eigen::Index query, Eigen::Index key) {
        return rows[static_cast<std::size_t>(query)][static_cast<std::size_t>(key)].get<float>() / 1000;
    });
}

}  // namespace

core::TokenizedText tokens(const std::vector<std::string> &pieces)
{
    core::TokenizedText text;
    int word = -1;
    for (const std::string &piece : pieces) {
        if (!isSpecial(piece) && !piece.starts_with("##"))
            ++word;
        text.tokens.push_back({.piece = piece,
                               .id = {static_cast<int>(text.tokens.size())},
                               .word = isSpecial(piece) ? core::Token::noWord : word,
                               .shown = piece.starts_with("##") ? piece.substr(2) : std::string()});
    }
    return text;
}

SnapshotPointer encoder(const std::vector<std::string> &pieces, const std::vector<std::vector<core::Matrix>> &layers)
{
    const int n = static_cast<int>(pieces.size());
    core::EncoderTrace trace;
    for (const auto &maps : layers) {
        core::LayerTrace layer;
        layer.attention = {static_cast<int>(maps.size()), n, n};
        for (std::size_t head = 0; head < maps.size(); ++head)
            layer.attention[static_cast<int>(head)] = maps[head];
        trace.layers.push_back(std::move(layer));
    }
    const int heads = layers.empty() ? 0 : static_cast<int>(layers.front().size());
    return frozen(pieces, {std::move(trace), {}}, encoderModel("scripted", static_cast<int>(layers.size()), heads, 64));
}

SnapshotPointer randomEncoder(int layers, int heads, const std::vector<std::string> &pieces)
{
    std::mt19937 random(7);
    core::EncoderTrace trace;
    for (int layer = 0; layer < layers; ++layer)
        trace.layers.push_back(randomLayer(heads, static_cast<int>(pieces.size()), random));
    return frozen(pieces, {std::move(trace), {}}, encoderModel("random", layers, heads, headSize));
}

SnapshotPointer randomEncoder(int layers, int heads, int tokenCount)
{
    std::vector<std::string> pieces{"[CLS]"};
    while (static_cast<int>(pieces.size()) < tokenCount - 1)
        pieces.push_back("word" + std::to_string(pieces.size()));
    pieces.emplace_back("[SEP]");
    return randomEncoder(layers, heads, pieces);
}

SnapshotPointer randomLama(int heads, const std::vector<std::string> &words)
{
    const int n = static_cast<int>(words.size());
    std::mt19937 random(11);
    core::LamaTrace trace;
    trace.states = randomMatrix(n, 16, random);
    trace.scores = randomMatrix(heads, n, random);
    trace.scores.colwise().normalize();
    trace.attention = n > 0 ? softmaxRows(trace.scores) : trace.scores;
    trace.sentence = trace.attention * trace.states;
    trace.headGain = randomMatrix(1, heads, random).row(0).transpose();
    core::LoadedModel model = encoderModel("lama", 1, heads, 1);
    model.config.type = core::ModelType::Lama;
    model.config.labels = {"negative", "positive"};
    model.linearClassifier = {.weight = randomMatrix(2, heads * 16, random), .bias = randomMatrix(2, 1, random).col(0)};
    core::Matrix logits = n > 0 ? logitsOf(trace.sentence, *model.linearClassifier) : core::Matrix();
    return frozen(words, {std::move(trace), std::move(logits)}, std::move(model));
}

SnapshotPointer tinyModel(const std::string &name)
{
    core::AnalysisRequest request;
    request.text = "the film is not very good";
    return tinyModel(name, std::move(request));
}

SnapshotPointer tinyModel(const std::string &name, core::AnalysisRequest request)
{
    request.modelDirectory = ATTNSCOPE_TEST_DATA "/tiny/" + name;
    request.kept = core::KeptTensors::all();
    core::AnalysisPipeline pipeline;
    auto snapshot = pipeline.run(request, {});
    if (!snapshot)
        throw std::runtime_error(snapshot.error().message);
    return *snapshot;
}

SnapshotPointer bertBase()
{
    std::ifstream file(ATTNSCOPE_TEST_DATA "/dodrio/attention-0123.json");
    const nlohmann::json root = nlohmann::json::parse(file);
    std::vector<std::vector<core::Matrix>> layers;
    for (const auto &layer : root["attention_thousandths"]) {
        layers.emplace_back();
        for (const auto &head : layer)
            layers.back().push_back(mapFromThousandths(head));
    }
    return encoder(root["tokens"].get<std::vector<std::string>>(), layers);
}

}  // namespace scripted
