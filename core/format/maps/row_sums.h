#pragma once

#include "core/base/matrix.h"

#include <cstddef>
#include <string>

namespace core {

// What the weights of each query add up to, over maps of any number of heads. Rows of zeros do not count, which are of queries without
// a key, unless there are no others.
class RowSums
{
public:
    void add(const HeadMatrices &maps);

    // To within the rounding of half precision.
    bool areOne() const;
    // "0.5 to 2" or "100", with three significant digits.
    std::string text() const;

private:
    double m_smallest = 0;
    double m_largest = 0;
    std::size_t m_rows = 0;  // those that count
};

}  // namespace core
