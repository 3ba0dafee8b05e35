#include "core/text/vocabulary.h"

#include "core/base/counted.h"
#include "core/base/text_file.h"
#include "core/base/utf8.h"

#include <fmt/core.h>

#include <algorithm>

namespace core {

namespace {

std::string_view withoutCarriageReturn(std::string_view line)
{
    return line.ends_with('\r') ? line.substr(0, line.size() - 1) : line;
}

std::vector<std::string> linesOf(std::string_view text)
{
    std::vector<std::string> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        lines.emplace_back(withoutCarriageReturn(text.substr(0, end)));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

}  // namespace

Vocabulary::Vocabulary(std::vector<std::string> pieces) : m_pieces(std::move(pieces))
{
    m_ids.reserve(m_pieces.size());
    for (std::size_t id = 0; id < m_pieces.size(); ++id) {
        m_ids.insert_or_assign(m_pieces[id], TokenId{static_cast<int>(id)});
        m_longestPiece = std::max(m_longestPiece, m_pieces[id].size());
    }
}

Result<Vocabulary> Vocabulary::fromPieces(std::vector<std::string> pieces)
{
    if (pieces.empty())
        return badInput("the vocabulary is empty, expected at least one piece");
    if (pieces.size() > largestSize) {
        return badInput(
            fmt::format("the vocabulary has {}, expected at most {}", counted(pieces.size(), "piece"), largestSize));
    }
    return Vocabulary(std::move(pieces));
}

std::optional<TokenId> Vocabulary::find(std::string_view piece) const
{
    const auto found = m_ids.find(piece);
    return found == m_ids.end() ? std::nullopt : std::optional(found->second);
}

Result<Vocabulary> parseVocabulary(std::string_view text)
{
    if (!isUtf8(text))
        return badInput("the vocabulary is not UTF-8 text");
    const auto lineBreaks = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
    if (lineBreaks > Vocabulary::largestSize) {
        return badInput(
            fmt::format("the vocabulary has {}, expected at most {}", counted(lineBreaks, "line"), Vocabulary::largestSize));
    }
    return Vocabulary::fromPieces(linesOf(withoutByteOrderMark(text)));
}

}  // namespace core
