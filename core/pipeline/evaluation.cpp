#include "core/pipeline/evaluation.h"

#include "core/base/parallel_for.h"
#include "core/pipeline/class_probabilities.h"
#include "core/pipeline/importance_run.h"

#include <algorithm>
#include <cmath>
#include <mutex>
#include <optional>

namespace core {
namespace {

// A sentence without a word tells a LAMA nothing: every class is then as likely as the others.
std::vector<double> probabilitiesOrUniform(const LoadedModel &model, const ForwardTrace &trace)
{
    std::vector<double> probabilities = classProbabilities(model, trace);
    if (probabilities.empty())
        probabilities.assign(model.config.labels.size(), 1.0 / static_cast<double>(model.config.labels.size()));
    return probabilities;
}

// What the sentences so far add up to; one is shared by all threads.
class Tally
{
public:
    explicit Tally(const Progress &progress) : m_progress(progress) {}

    void add(const std::vector<double> &probabilities, int label)
    {
        const std::lock_guard lock(m_mutex);
        ++m_done;
        m_correct += *predictedClass(probabilities) == static_cast<std::size_t>(label);
        m_loss -= std::log(std::max(probabilities[label], 1e-300));
        if (m_progress)
            m_progress(m_done);
    }

    void fail(const Error &error)
    {
        const std::lock_guard lock(m_mutex);
        m_failure = error;
    }

    bool hasFailed()
    {
        const std::lock_guard lock(m_mutex);
        return m_failure.has_value();
    }

    Result<Evaluation> result() const
    {
        if (m_failure)
            return *m_failure;
        const auto count = static_cast<double>(m_done);
        return Evaluation{m_done, static_cast<double>(m_correct) / count, m_loss / count};
    }

private:
    const Progress &m_progress;
    std::mutex m_mutex;
    std::size_t m_done = 0;
    std::size_t m_correct = 0;
    double m_loss = 0;
    std::optional<Error> m_failure;
};

} // namespace

Result<Evaluation> evaluate(const LoadedModel &model, std::span<const LabelledText> texts, const Progress &progress, const StopToken &stop)
{
    ForwardOptions options;
    options.kept = KeptTensors::none();
    Tally tally(progress);
    parallelFor(static_cast<int>(texts.size()), worthAllCores, [&](int index) {
        if (stop.stop_requested() || tally.hasFailed())
            return;
        const TokenizedText tokens = model.tokenizer->tokenize(texts[index].text, model.tokenLimit());
        const Result<ForwardTrace> trace = forward(model, tokenIds(tokens), options, stop);
        if (!trace)
            tally.fail(trace.error());
        else
            tally.add(probabilitiesOrUniform(model, *trace), texts[index].label);
    });
    if (stop.stop_requested())
        return cancelled();
    return tally.result();
}

} // namespace core
