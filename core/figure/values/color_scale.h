#pragma once

#include "core/base/matrix.h"

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace core {

enum class ScaleKind {
    Linear,
    Logarithmic,  // low and high are positive
    Symmetric     // low = -high: gamma bends both halves alike, and zero stays in the middle
};

// How a value becomes a place on a color map: its share of the way from low to high, to the power of gamma.
struct ColorScale {
    double low = 0;
    double high = 1;
    double gamma = 1;  // below 1 lifts small values; always stated next to the color bar
    ScaleKind kind = ScaleKind::Linear;

    double shareOf(double value) const;  // 0..1, clamped
    double valueAt(double share) const;  // the other way round, for the ticks of a color bar
    // Two arms of one length around a neutral middle, which also stands for what is not a number.
    bool isDiverging() const;

    bool operator==(const ColorScale &) const = default;
};

// How many decimals the numbers of a scale need to be told apart: two, and more where its ends are small or close together.
int decimalsOf(const ColorScale &scale);

// Turns many values into color indices 0..255 without a power per value.
class ColorIndexer
{
public:
    explicit ColorIndexer(const ColorScale &scale);

    std::uint8_t operator()(float value) const
    {
        const float bin = (value - m_low) * m_binsPerUnit + 0.5F;
        if (bin >= 1.0F)
            return m_table[bin < lastBin ? static_cast<std::size_t>(bin) : lastBin];
        return bin < 1.0F ? m_table[0] : m_undefined;
    }

private:
    static constexpr std::size_t lastBin = 8191;
    float m_low = 0;
    float m_binsPerUnit = 0;
    std::uint8_t m_undefined = 0;  // of NaN
    std::array<std::uint8_t, lastBin + 1> m_table{};
};

// One color index per value, row by row.
std::vector<std::uint8_t> colorIndices(const MatrixView &values, const ColorScale &scale);

// Color indices, row by row.
struct IndexImage {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> indices;
};

}  // namespace core
