#include "app/commands/progress_line.h"

#include "core/base/counted.h"

#include <unistd.h>

#include <fmt/core.h>

#include <algorithm>
#include <ostream>
#include <string>

namespace app {

ProgressLine::ProgressLine(std::string_view what, std::ostream &stream, std::string_view plural)
    : m_what(what), m_plural(plural), m_stream(isatty(STDERR_FILENO) == 0 ? nullptr : &stream)
{
}

ProgressLine::~ProgressLine()
{
    if (m_stream)
        *m_stream << '\r' << std::string(m_width, ' ') << '\r' << std::flush;
}

core::BetweenBatches ProgressLine::betweenBatches()
{
    if (!m_stream)
        return {};
    return [this](const core::RunProgress &progress) { show(progress); };
}

void ProgressLine::show(const core::RunProgress &progress)
{
    const std::size_t percent = progress.all == 0 ? 0 : 100 * progress.done / progress.all;
    if (percent == m_percent)
        return;
    m_percent = percent;
    const std::string line = fmt::format("{} of {}", progress.done, core::counted(progress.all, m_what, m_plural));
    m_width = std::max(m_width, line.size());
    *m_stream << '\r' << line << std::flush;
}

}  // namespace app
