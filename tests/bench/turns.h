#pragma once

#include "tests/bench/peer.h"
#include "tests/bench/timing.h"

#include <QThread>

#include <algorithm>
#include <memory>
#include <optional>
#include <vector>

namespace bench {

using Peers = std::vector<std::unique_ptr<Peer>>;

// One process for each number of threads: which of them is fastest depends on the work.
template <typename Command>
Peers peersByThreads(Command commandFor)
{
    Peers peers;
    for (int threads = 1; threads <= QThread::idealThreadCount(); threads *= 2)
        peers.push_back(std::make_unique<Peer>(commandFor(QString::number(threads))));
    return peers;
}

struct Comparison {
    double ours = 0.0;
    double best = 0.0;  // of the peers
};

// The fastest of turns, as a second core that the other program still spins on says nothing of the work: ours, then each peer's answer to
// the question, its milliseconds, with time for their threads to go to sleep. None where a peer has no answer.
template <typename Work>
std::optional<Comparison> takeTurns(Work work, const QString &question, const Peers &peers)
{
    constexpr int repetitions = 15;
    constexpr int pause = 30;
    std::vector<double> ours;
    std::vector<double> theirs;
    for (int repetition = -1; repetition < repetitions; ++repetition) {  // the first is a warm-up
        QThread::msleep(pause);
        const double time = milliseconds(work);
        if (repetition >= 0)
            ours.push_back(time);
        for (const auto &peer : peers) {
            QThread::msleep(pause);
            bool isNumber = false;
            const double answer = peer->ask(question).toDouble(&isNumber);
            if (!isNumber)
                return {};
            if (repetition >= 0)
                theirs.push_back(answer);
        }
    }
    return Comparison{std::ranges::min(ours), std::ranges::min(theirs)};
}

}  // namespace bench
