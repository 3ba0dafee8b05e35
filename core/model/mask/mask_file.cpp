#include "core/model/mask/mask_file.h"

#include "core/base/input_file.h"
#include "core/base/message_text.h"
#include "core/format/npy.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstring>
#include <functional>
#include <optional>
#include <string>

namespace core {
namespace {

// From here down the softmax in F32 gives exactly 0 beside any score of a usual size: exp(-104) is 0 already.
constexpr double leastBias = -1000;
constexpr std::string_view conventions =
    "values must be 0/1 (keep where 1) or 0/−inf (additive, keep where 0; −1,000 and below count as −inf)";

// Fills the bytes from a place of the file.
using Source = std::function<Result<void>(std::uint64_t place, std::span<std::byte> bytes)>;

enum class Meaning : std::uint8_t { Zero, One, Removed, Neither };

Meaning meaningOf(double value)
{
    if (value == 0.0)
        return Meaning::Zero;
    if (value == 1.0)
        return Meaning::One;
    return value <= leastBias ? Meaning::Removed : Meaning::Neither;
}

// The first value of one meaning, in C order.
struct FirstValue {
    std::size_t place = 0;
    double value = 0;
};

// What all values of a file mean, in C order.
struct Meanings {
    std::vector<std::uint8_t> values;  // a Meaning each, bytes so that they can become the mask
    std::array<std::optional<FirstValue>, 4> first;

    const std::optional<FirstValue> &firstOf(Meaning meaning) const { return first[static_cast<std::size_t>(meaning)]; }

    void add(double value, std::size_t place)
    {
        const Meaning meaning = meaningOf(value);
        values[place] = static_cast<std::uint8_t>(meaning);
        auto &known = first[static_cast<std::size_t>(meaning)];
        if (!known || place < known->place)
            known = FirstValue{place, value};
    }
};

Result<Meanings> readMeanings(const NpyHeader &header, const Source &source, const StopToken &stop)
{
    constexpr std::size_t batch = std::size_t{1} << 16;
    Meanings meanings{std::vector<std::uint8_t>(header.count()), {}};
    std::vector<std::byte> bytes(std::min(batch, header.count()) * header.type.bytes);
    std::vector<double> values(std::min(batch, header.count()));
    for (std::size_t begin = 0; begin < header.count(); begin += batch) {
        if (stop.stop_requested())
            return cancelled();
        const std::size_t count = std::min(batch, header.count() - begin);
        const auto part = std::span(bytes).first(count * header.type.bytes);
        if (const auto read = source(header.valuesBegin + begin * header.type.bytes, part); !read)
            return read.error();
        convertNpyValues(header.type, part, std::span(values).first(count));
        for (std::size_t index = 0; index < count; ++index)
            meanings.add(values[index], header.isFortran ? placeInCOrder(begin + index, header.shape) : begin + index);
    }
    return meanings;
}

// "−0.5", "NaN", "−inf", in as few digits as tell it from others of its type.
std::string valueText(double value, const NpyType &type)
{
    if (std::isnan(value))
        return "NaN";
    std::array<char, 32> text{};
    const double size = std::abs(value);
    const auto end = type.kind == NpyKind::Float && type.bytes < 8
                         ? std::to_chars(text.data(), text.data() + text.size(), static_cast<float>(size))
                         : std::to_chars(text.data(), text.data() + text.size(), size);
    return (value < 0 ? "−" : "") + std::string(text.data(), end.ptr);
}

std::string foundText(const FirstValue &found, const NpyHeader &header)
{
    return valueText(found.value, header.type) + " at " + indexText(found.place, header.shape);
}

Error misread(const std::string &found)
{
    return badInput(std::string(conventions) + "; " + found);
}

// Where an additive row has no 0; nothing where all have one.
std::optional<std::size_t> rowWithoutKey(const std::vector<std::uint8_t> &values, std::size_t tokens)
{
    for (std::size_t row = 0; row * tokens < values.size(); ++row) {
        const auto keys = std::span(values).subspan(row * tokens, tokens);
        if (std::ranges::find(keys, static_cast<std::uint8_t>(Meaning::Zero)) == keys.end())
            return row;
    }
    return std::nullopt;
}

Result<MaskReading> readingOf(const Meanings &meanings, const NpyHeader &header)
{
    const auto &one = meanings.firstOf(Meaning::One);
    const auto &removed = meanings.firstOf(Meaning::Removed);
    if (const auto &neither = meanings.firstOf(Meaning::Neither))
        return misread("found " + foundText(*neither, header));
    if (one && removed)
        return misread(fmt::format("found both {} and {}", foundText(*one, header), foundText(*removed, header)));
    if (removed) {
        const std::span rows = std::span(header.shape).first(header.shape.size() - 1);
        const auto row = rowWithoutKey(meanings.values, header.shape.back());
        return row ? Result<MaskReading>(misread(fmt::format(
                         "found no 0 in row {} of an additive mask, whose query would have no key", indexText(*row, rows))))
                   : MaskReading::Additive;
    }
    const bool canBeAdded = header.type.kind == NpyKind::Float || header.type.kind == NpyKind::Signed;
    if (!one && canBeAdded)
        return misread(
            "found only 0, which removes every pair in the one and none in the other: save booleans to say which");
    return MaskReading::Keep;
}

// Heads and tokens, without the axes of 1 in front.
std::optional<std::pair<int, int>> headsAndTokens(std::span<const std::size_t> shape)
{
    while (shape.size() > 2 && shape.front() == 1)
        shape = shape.subspan(1);
    const bool isSquare = shape.size() >= 2 && shape.size() <= 3 && shape.back() == shape[shape.size() - 2];
    if (!isSquare || shape.back() == 0 || shape.front() == 0)
        return std::nullopt;
    return std::pair(shape.size() == 3 ? static_cast<int>(shape.front()) : 1, static_cast<int>(shape.back()));
}

Result<MaskFileContent> contentOf(std::uint64_t fileBytes, const Source &source, const StopToken &stop)
{
    std::string beginning(std::min<std::uint64_t>(fileBytes, mostNpyHeaderBytes), '\0');
    if (const auto read = source(0, std::as_writable_bytes(std::span(beginning))); !read)
        return read.error();
    const auto header = parseNpyHeader(beginning, fileBytes);
    if (!header)
        return header.error();
    const auto size = headsAndTokens(header->shape);
    if (!size)
        return badInput(fmt::format("it has the shape {}, expected n x n or heads x n x n, also behind axes of 1",
                                    dimensionsText(header->shape)));
    auto meanings = readMeanings(*header, source, stop);
    if (!meanings)
        return meanings.error();
    const auto reading = readingOf(*meanings, *header);
    if (!reading)
        return reading.error();
    const auto kept = static_cast<std::uint8_t>(*reading == MaskReading::Keep ? Meaning::One : Meaning::Zero);
    for (std::uint8_t &value : meanings->values)
        value = value == kept ? 1 : 0;
    return MaskFileContent{{size->first, size->second, std::move(meanings->values)}, *reading};
}

}  // namespace

Result<MaskFileContent> readMaskFile(const std::filesystem::path &path, const StopToken &stop)
{
    return readUnchanged<MaskFileContent>(path, [&stop](const InputFile &file) {
        return contentOf(
            file.size(), [&file](std::uint64_t place, std::span<std::byte> bytes) { return file.read(place, bytes); }, stop);
    });
}

Result<MaskTerm> readMaskTerm(const std::filesystem::path &file, const StopToken &stop)
{
    auto content = readMaskFile(file, stop);
    if (!content)
        return content.error();
    MaskTerm term{.kind = MaskKind::File, .file = file.string(), .reading = content->reading};
    term.pairs = std::make_shared<const PairMask>(std::move(content->pairs));
    return term;
}

Result<void> readMaskFiles(MaskPattern &pattern, const StopToken &stop)
{
    for (std::vector<MaskTerm> &terms : pattern.alternatives) {
        for (MaskTerm &term : terms) {
            if (term.kind != MaskKind::File)
                continue;
            auto read = readMaskTerm(term.file, stop);
            if (!read)
                return read.error();
            term = *std::move(read);
        }
    }
    return {};
}

Result<MaskFileContent> parseMaskFile(std::string_view bytes, const StopToken &stop)
{
    const auto copy = [bytes](std::uint64_t place, std::span<std::byte> part) -> Result<void> {
        std::memcpy(part.data(), bytes.data() + place, part.size());
        return {};
    };
    return contentOf(bytes.size(), copy, stop);
}

}  // namespace core
