// Masks from .npy files: what is accepted keeps the pairs that a plain loop over the values keeps, by one of the two conventions alone.
#include "core/format/npy.h"
#include "core/model/mask/mask_file.h"
#include "tests/fuzz/fuzzing.h"
#include "tests/support/npy_bytes.h"

#include <algorithm>
#include <array>
#include <limits>

namespace {

using core::MaskReading;
using core::NpyHeader;
using core::SeededRandom;

// heads x tokens x tokens, by strides.
std::vector<double> valuesInOrder(std::string_view file, const NpyHeader &header, const core::PairMask &mask)
{
    std::vector<double> stored(header.count());
    core::convertNpyValues(header.type, std::as_bytes(std::span(file)).subspan(header.valuesBegin), stored);
    if (!header.isFortran)
        return stored;
    std::vector<double> values;
    const int heads = mask.heads;
    const int tokens = mask.tokens;
    for (int head = 0; head < heads; ++head) {
        for (int query = 0; query < tokens; ++query) {
            for (int key = 0; key < tokens; ++key)
                values.push_back(stored[head + std::size_t{1} * heads * (query + tokens * key)]);
        }
    }
    return values;
}

bool isRemoved(double value)
{
    return value <= -1000;
}

std::string faultOfKept(const std::vector<double> &values, const core::MaskFileContent &content)
{
    const bool isAdditive = content.reading == MaskReading::Additive;
    const bool belongs = std::ranges::all_of(
        values, [isAdditive](double value) { return value == 0 || (isAdditive ? isRemoved(value) : value == 1); });
    if (!belongs)
        return "a value is of neither convention";
    if (isAdditive && std::ranges::none_of(values, isRemoved))
        return "nothing is removed, so that it could be of both";
    for (std::size_t place = 0; place < values.size(); ++place) {
        if ((content.pairs.kept[place] != 0) != (isAdditive ? values[place] == 0 : values[place] == 1))
            return "pair " + std::to_string(place) + " is the other way round";
    }
    return {};
}

std::string judge(std::string_view input)
{
    const auto content = core::parseMaskFile(input, {});
    if (!content)
        return fuzz::refusalFault(content.error());
    const auto header = core::parseNpyHeader(input.substr(0, core::mostNpyHeaderBytes), input.size());
    if (!header)
        return "a mask is read out of a file whose header is refused";
    const core::PairMask &mask = content->pairs;
    const std::size_t pairs = std::size_t{1} * mask.heads * mask.tokens * mask.tokens;
    if (mask.heads < 1 || mask.tokens < 1 || pairs != header->count() || mask.kept.size() != pairs)
        return "the mask has " + std::to_string(mask.heads) + " heads and " + std::to_string(mask.tokens) + " tokens";
    return faultOfKept(valuesInOrder(input, *header, mask), *content);
}

template <typename Number>
std::string stored(std::size_t count, bool isBigEndian, const std::vector<double> &choices, SeededRandom &random)
{
    std::string bytes;
    for (std::size_t index = 0; index < count; ++index) {
        std::string number = support::bytesOf(static_cast<Number>(choices[random.below(choices.size())]));
        if (isBigEndian)
            std::ranges::reverse(number);
        bytes += number;
    }
    return bytes;
}

// A good header, and values that are mostly of one convention.
std::string assembled(std::string_view, SeededRandom &random)
{
    constexpr double infinity = std::numeric_limits<double>::infinity();
    const std::vector<std::vector<double>> conventions{{0, 1},
                                                       {0, -infinity},
                                                       {0, -1e9, -10000},
                                                       {0, 0, 0, -1000, -0.0},
                                                       {0},
                                                       {1},
                                                       {0, 1, 0, 1, 0, 1, 0.5},
                                                       {0, -infinity, -9983},
                                                       {0, 1, infinity},
                                                       {0, 1, std::numeric_limits<double>::quiet_NaN()},
                                                       {0, 1, -infinity}};
    const std::vector<double> &choices = conventions[random.below(conventions.size())];
    const std::array shapes{"(2, 2)", "(1, 2, 2)", "(2, 2, 2)", "(1, 1, 3, 3)", "(1, 2, 3, 3)", "(3, 3)", "(1, 1)"};
    const std::array counts{4, 4, 8, 9, 18, 9, 1};
    const std::size_t shape = random.below(shapes.size());
    const auto count = static_cast<std::size_t>(counts[shape]);
    const bool isBigEndian = random.below(2) == 0;
    const bool isDouble = random.below(2) == 0;
    const std::string header = std::string("{'descr': '") + (isBigEndian ? '>' : '<') + (isDouble ? "f8" : "f4") +
                               "', 'fortran_order': " + (random.below(2) == 0 ? "True" : "False") +
                               ", 'shape': " + shapes[shape] + ", }";
    return support::npyFile(header, isDouble ? stored<double>(count, isBigEndian, choices, random)
                                             : stored<float>(count, isBigEndian, choices, random));
}

}  // namespace

int main(int argc, char **argv)
{
    const std::string booleans("\1\0\1\1", 4);
    return fuzz::run({.name = "mask_file",
                      .seeds = {support::npyFile("|b1", "(2, 2)", booleans), support::npyFile("|u1", "(1, 2, 2)", booleans),
                                support::npyFile("<f2", "(2, 1, 1)", std::string("\0\0\0\0", 4)),
                                support::npyFile("<i4", "(1, 1)", support::bytesOf(1)),
                                support::npyFile("{'descr': '|i1', 'fortran_order': True, 'shape': (2, 2), }", booleans, 2)},
                      .dictionary = {"True", "False", "(2, 2)", "(1, 2, 2)", "(4, 1, 1)", "<f2", "|b1", "|i1", "\xff",
                                     "\x80\x3f", "\x80\xff"},
                      .judge = judge,
                      .mutate = assembled},
                     argc, argv);
}
