#pragma once

#include "core/corpus/runs/run_listener.h"

#include <cstddef>
#include <iosfwd>
#include <string_view>

namespace app {

// A line that counts up while the texts run, wiped at the end. Without a terminal there is none.
class ProgressLine
{
public:
    // `what` is the noun of one and `plural` that of several where no "s" makes it; both outlive the line.
    ProgressLine(std::string_view what, std::ostream &stream, std::string_view plural = {});
    ~ProgressLine();

    ProgressLine(const ProgressLine &) = delete;
    ProgressLine &operator=(const ProgressLine &) = delete;

    // For the run; empty without a terminal.
    core::BetweenBatches betweenBatches();

private:
    void show(const core::RunProgress &progress);

    std::string_view m_what;
    std::string_view m_plural;
    std::ostream *m_stream;
    std::size_t m_percent = 0;
    std::size_t m_width = 0;
};

}  // namespace app
