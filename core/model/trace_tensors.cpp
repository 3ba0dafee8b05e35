#include "core/model/trace_tensors.h"

#include <fmt/core.h>

#include <utility>

namespace core {
namespace {

class TensorList
{
public:
    void add(std::string name, const HeadMatrices &heads)
    {
        if (!heads.isEmpty())
            m_tensors.push_back(
                {std::move(name), {heads.heads(), heads.rows(), heads.columns()}, {heads.data(), heads.size()}});
    }

    void add(std::string name, const Matrix &matrix)
    {
        if (matrix.size() > 0)
            m_tensors.push_back(
                {std::move(name), {matrix.rows(), matrix.cols()}, {matrix.data(), static_cast<std::size_t>(matrix.size())}});
    }

    // One row that stands for a vector: the logits of a classifier.
    void addVector(std::string name, const Matrix &row)
    {
        if (row.size() > 0)
            m_tensors.push_back({std::move(name), {row.size()}, {row.data(), static_cast<std::size_t>(row.size())}});
    }

    std::vector<NamedTensor> take() { return std::move(m_tensors); }

private:
    std::vector<NamedTensor> m_tensors;
};

void addNetwork(const EncoderTrace &trace, TensorList &list)
{
    list.add("embeddings", trace.embeddings);
    for (std::size_t index = 0; index < trace.layers.size(); ++index) {
        const LayerTrace &layer = trace.layers[index];
        const std::string prefix = fmt::format("layer.{}.", index);
        list.add(prefix + "query", layer.query);
        list.add(prefix + "key", layer.key);
        list.add(prefix + "value", layer.value);
        list.add(prefix + "scores", layer.scores);
        list.add(prefix + "attention", layer.attention);
        list.add(prefix + "effective", layer.effective);
        list.add(prefix + "head_output", layer.headOutput);
        list.add(prefix + "hidden", layer.hidden);
    }
}

void addNetwork(const LamaTrace &trace, TensorList &list)
{
    list.add("states", trace.states);
    list.add("scores", trace.scores);
    list.add("attention", trace.attention);
    list.add("sentence", trace.sentence);
}

}  // namespace

std::vector<NamedTensor> traceTensors(const ForwardTrace &trace, ModelTask task)
{
    TensorList list;
    std::visit([&list](const auto &network) { addNetwork(network, list); }, trace.network);
    if (task == ModelTask::Classification)
        list.addVector("logits", trace.logits);
    else
        list.add("logits", trace.logits);
    return list.take();
}

}  // namespace core
