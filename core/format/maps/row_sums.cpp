#include "core/format/maps/row_sums.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

namespace core {

void RowSums::add(const HeadMatrices &maps)
{
    for (int head = 0; head < maps.heads(); ++head) {
        for (const double sum : maps[head].cast<double>().rowwise().sum().eval()) {
            if (sum == 0)
                continue;
            m_smallest = m_rows == 0 ? sum : std::min(m_smallest, sum);
            m_largest = m_rows == 0 ? sum : std::max(m_largest, sum);
            ++m_rows;
        }
    }
}

bool RowSums::areOne() const
{
    constexpr double roundingOfHalfPrecision = 1e-2;
    return std::max(std::abs(m_smallest - 1), std::abs(m_largest - 1)) <= roundingOfHalfPrecision;
}

std::string RowSums::text() const
{
    const std::string smallest = fmt::format("{:.3g}", m_smallest);
    const std::string largest = fmt::format("{:.3g}", m_largest);
    return smallest == largest ? smallest : smallest + " to " + largest;
}

}  // namespace core
