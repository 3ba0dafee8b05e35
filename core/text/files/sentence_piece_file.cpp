#include "core/text/files/sentence_piece_file.h"

#include "core/base/utf8.h"
#include "core/text/vocabulary.h"

#include <fmt/core.h>

#include <bit>
#include <cstdint>
#include <cstring>

namespace core {

namespace {

struct WireField {
    std::uint64_t number = 0;
    std::uint64_t value = 0;  // of a whole number
    std::string_view bytes;   // of a text, a message or a number of fixed size
};

// Goes through the fields of one message of a protocol buffer.
class WireReader
{
public:
    explicit WireReader(std::string_view bytes) : m_bytes(bytes) {}

    // False at the end, and where what follows is no field.
    bool next(WireField &field)
    {
        std::uint64_t tag = 0;
        if (m_bytes.empty() || !readNumber(tag))
            return false;
        field = {.number = tag >> 3U, .value = 0, .bytes = {}};
        switch (tag & 7U) {
        case 0: return readNumber(field.value);
        case 1: return take(8, field.bytes);
        case 2: {
            std::uint64_t size = 0;
            return readNumber(size) && take(size, field.bytes);
        }
        case 5: return take(4, field.bytes);
        default: return fail();
        }
    }

    bool isBroken() const { return m_isBroken; }

private:
    bool fail()
    {
        m_isBroken = true;
        return false;
    }

    bool readNumber(std::uint64_t &number)
    {
        number = 0;
        for (unsigned int shift = 0; shift < 64 && !m_bytes.empty(); shift += 7) {
            const auto byte = static_cast<unsigned char>(m_bytes.front());
            m_bytes.remove_prefix(1);
            number |= static_cast<std::uint64_t>(byte & 0x7fU) << shift;
            if (byte < 0x80)
                return true;
        }
        return fail();
    }

    bool take(std::uint64_t size, std::string_view &bytes)
    {
        if (size > m_bytes.size())
            return fail();
        bytes = m_bytes.substr(0, size);
        m_bytes.remove_prefix(size);
        return true;
    }

    std::string_view m_bytes;
    bool m_isBroken = false;
};

Error notAModel()
{
    return badInput("the file is not a model of SentencePiece, or a part of one");
}

float floatOf(std::string_view bytes)
{
    std::uint32_t bits = 0;
    if (bytes.size() == sizeof bits)
        std::memcpy(&bits, bytes.data(), sizeof bits);
    return std::bit_cast<float>(bits);
}

// Calls `read(field)` for every field of a message, which may have an Error.
template <typename Read>
Result<void> forEachField(std::string_view bytes, const Read &read)
{
    WireReader reader(bytes);
    for (WireField field; reader.next(field);) {
        if (Result<void> done = read(field); !done)
            return done;
    }
    return reader.isBroken() ? Result<void>(notAModel()) : Result<void>();
}

Result<void> readPiece(std::string_view bytes, SentencePieceFile &file)
{
    SentencePiece piece;
    const Result<void> read = forEachField(bytes, [&piece](const WireField &field) -> Result<void> {
        if (field.number == 1)
            piece.text = field.bytes;
        else if (field.number == 2)
            piece.score = floatOf(field.bytes);
        else if (field.number == 3 && (field.value < 1 || field.value > 6))
            return badInput(fmt::format("a piece is of the type {}, which SentencePiece does not have", field.value));
        else if (field.number == 3)
            piece.type = static_cast<SentencePieceType>(field.value);
        return {};
    });
    if (!read)
        return read;
    if (piece.text.empty() || !isUtf8(piece.text))
        return badInput(
            fmt::format("the piece {} is {}", file.pieces.size(), piece.text.empty() ? "empty" : "not UTF-8 text"));
    constexpr std::size_t longestPiece = 512;
    if (piece.text.size() > longestPiece) {
        return badInput(fmt::format("the piece {} has {} bytes, expected at most {}", file.pieces.size(), piece.text.size(),
                                    longestPiece));
    }
    if (file.pieces.size() == Vocabulary::largestSize)
        return badInput(fmt::format("the vocabulary has more than {} pieces", Vocabulary::largestSize));
    file.pieces.push_back(std::move(piece));
    return {};
}

Result<void> readTrainer(std::string_view bytes, SentencePieceFile &file)
{
    return forEachField(bytes, [&file](const WireField &field) -> Result<void> {
        if (field.number == 3 && (field.value < 1 || field.value > 4))
            return badInput(fmt::format("the model is of the type {}, which SentencePiece does not have", field.value));
        if (field.number == 3)
            file.model = static_cast<SentencePieceModel>(field.value);
        else if (field.number == 24)
            file.marksBlanksBehindWords = field.value != 0;
        else if (field.number == 35)
            file.fallsBackToBytes = field.value != 0;
        return {};
    });
}

Result<void> readNormalizerRules(std::string_view bytes, SentencePieceFile &file)
{
    return forEachField(bytes, [&file](const WireField &field) -> Result<void> {
        if (field.number == 2)
            file.charsmap = field.bytes;
        return {};
    });
}

}  // namespace

Result<SentencePieceFile> parseSentencePieceFile(std::string_view bytes)
{
    SentencePieceFile file;
    const Result<void> read = forEachField(bytes, [&file](const WireField &field) -> Result<void> {
        switch (field.number) {
        case 1: return readPiece(field.bytes, file);
        case 2: return readTrainer(field.bytes, file);
        case 3: return readNormalizerRules(field.bytes, file);
        default: return {};
        }
    });
    if (!read)
        return read.error();
    if (file.pieces.empty())
        return notAModel();
    return file;
}

}  // namespace core
