#pragma once

#include "core/base/pace.h"
#include "core/corpus/runs/progress.h"

#include <cstddef>
#include <functional>

namespace core {

// How far a long run is, in the texts, passes or parts that it goes over.
struct RunProgress {
    std::size_t done = 0;
    std::size_t all = 0;
    std::size_t known = 0;  // of those done: from an earlier run, so that they took no time
    double seconds = 0;     // that the others took

    bool isComplete() const { return done == all; }
    // At the pace so far; 0 before there is one.
    double secondsLeft() const
    {
        return done <= known ? 0.0 : seconds / static_cast<double>(done - known) * static_cast<double>(all - done);
    }
    bool operator==(const RunProgress &) const = default;
};

// Hears of every batch of a run, from the thread that runs it, and may hold it up for a while.
using BetweenBatches = std::function<void(const RunProgress &progress)>;

// Tells of a run over so many texts that begins now.
inline Progress counted(const BetweenBatches &betweenBatches, std::size_t all)
{
    if (!betweenBatches)
        return {};
    return [&betweenBatches, all, clock = Stopclock()](std::size_t done) {
        betweenBatches({.done = done, .all = all, .seconds = clock.seconds()});
    };
}

// What somebody who waits for a long run is told and may do, from the thread that runs it.
template <typename Answer>
struct RunListener {
    std::function<void(Answer)> soFar;  // now and then, see Pace
    BetweenBatches betweenBatches;
};

// Tells a listener of a run's batches; of answers at the pace that working them out allows.
template <typename Answer>
class PacedListener
{
public:
    explicit PacedListener(const RunListener<Answer> &listener) : m_listener(listener) {}

    // `answer` makes what there is so far, and is called only where somebody is told: at the pace, or now.
    template <typename MakeAnswer>
    void tell(const RunProgress &progress, MakeAnswer answer, bool isWaitedFor = false)
    {
        if (m_listener.soFar && (isWaitedFor || m_pace.isDue())) {
            const Stopclock saying;
            m_listener.soFar(answer());
            m_pace.said(saying.seconds());
        }
        if (m_listener.betweenBatches)
            m_listener.betweenBatches(progress);
    }

private:
    const RunListener<Answer> &m_listener;
    Pace m_pace;
};

}  // namespace core
