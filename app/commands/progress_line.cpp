#include "app/commands/progress_line.h"

#include <unistd.h>

#include <algorithm>
#include <ostream>
#include <string>

namespace app {

ProgressLine::ProgressLine(std::size_t total, std::string_view what, std::ostream &stream)
    : m_total(total), m_what(what), m_stream(isatty(STDERR_FILENO) == 0 ? nullptr : &stream)
{
}

ProgressLine::~ProgressLine()
{
    if (m_stream)
        *m_stream << '\r' << std::string(m_width, ' ') << '\r' << std::flush;
}

core::Progress ProgressLine::progress()
{
    if (!m_stream)
        return {};
    return [this](std::size_t done) { show(done); };
}

void ProgressLine::show(std::size_t done)
{
    const std::size_t percent = 100 * done / m_total;
    if (percent == m_percent)
        return;
    m_percent = percent;
    const std::string line = std::to_string(done) + " of " + std::to_string(m_total) + " " + std::string(m_what);
    m_width = std::max(m_width, line.size());
    *m_stream << '\r' << line << std::flush;
}

}  // namespace app
