#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <new>

namespace core {

constexpr int mostLanes = 8;  // a 512-bit register of doubles

// `count` equally shaped matrices at once: lane i of every number belongs to the i-th matrix, so that arithmetic on scalars
// becomes arithmetic on one vector register. What carries the work is inlined into one function per instruction set
// (lane_kernels.cpp); nothing of it may be called from elsewhere with vectors, whose calling convention differs by set.
// Masks come of comparisons: all bits set where they hold.
template <int count>
struct LaneTypes {
    // GCC 12 forgets the attribute where a using-declaration depends on a template parameter.
    typedef double Lanes __attribute__((vector_size(count * sizeof(double))));       // NOLINT(modernize-use-using)
    typedef long long Mask __attribute__((vector_size(count * sizeof(long long))));  // NOLINT(modernize-use-using)
};

// Zeros at first, aligned for the widest register. std::vector would align its numbers for the narrowest.
class LaneBuffer
{
public:
    explicit LaneBuffer(std::size_t size) : m_values(static_cast<double *>(::operator new(size * sizeof(double), alignment)))
    {
        std::fill_n(data(), size, 0.0);
    }

    double *data() { return m_values.get(); }

private:
    static constexpr std::align_val_t alignment{64};
    struct Release {
        void operator()(double *values) const { ::operator delete(values, alignment); }
    };

    std::unique_ptr<double, Release> m_values;
};

// Where row `row` of a packed lower triangle begins; row r holds its columns 0 ... r.
constexpr std::size_t triangleRow(int row)
{
    return static_cast<std::size_t>(row) * (static_cast<std::size_t>(row) + 1) / 2;
}

}  // namespace core
