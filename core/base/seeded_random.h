#pragma once

#include <cmath>
#include <cstdint>
#include <numbers>
#include <optional>
#include <utility>

namespace core {

// Number `index` of the generator SplitMix64 (Steele, Lea and Flood 2014) with this seed: the same on every machine, in any order.
constexpr std::uint64_t splitMix64(std::uint64_t seed, std::uint64_t index)
{
    std::uint64_t state = seed + (index + 1) * 0x9E3779B97F4A7C15U;
    state = (state ^ (state >> 30U)) * 0xBF58476D1CE4E5B9U;
    state = (state ^ (state >> 27U)) * 0x94D049BB133111EBU;
    return state ^ (state >> 31U);
}

// Draws one number after the other. Streams of the same seed are independent of each other.
class SeededRandom
{
public:
    explicit SeededRandom(std::uint64_t seed, std::uint64_t stream = 0) : m_seed(splitMix64(seed, stream)) {}

    // 0 ... count - 1, each as likely as the others but for the last bit in 2^32; count is at most 2^32.
    std::uint64_t below(std::uint64_t count) { return ((splitMix64(m_seed, m_drawn++) >> 32U) * count) >> 32U; }

    // Uniform between 0 and 1, never one of them.
    double fraction() { return (static_cast<double>(splitMix64(m_seed, m_drawn++) >> 12U) + 0.5) / 4503599627370496.0; }

    // Of the standard normal distribution, by Box and Muller (1958), as std::normal_distribution differs between standard libraries.
    double normal()
    {
        if (m_spare)
            return *std::exchange(m_spare, std::nullopt);
        const double radius = std::sqrt(-2.0 * std::log(fraction()));
        const double angle = 2.0 * std::numbers::pi * fraction();
        m_spare = radius * std::sin(angle);
        return radius * std::cos(angle);
    }

private:
    std::uint64_t m_seed;
    std::uint64_t m_drawn = 0;
    std::optional<double> m_spare;  // Box and Muller make two at once
};

}  // namespace core
