#include "core/pipeline/corpus_texts.h"

#include "core/base/text_file.h"

#include <algorithm>
#include <utility>

namespace core {
namespace {

constexpr std::size_t largestFile = std::size_t{1} << 30;

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view blanks = " \t\r";
    const std::size_t first = text.find_first_not_of(blanks);
    return first == std::string_view::npos ? std::string_view() : text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

bool isHeader(std::string_view line)
{
    const std::string_view last = trimmed(line.substr(line.rfind('\t') + 1));
    return line.find('\t') != std::string_view::npos && (last == "label" || last == "class");
}

} // namespace

Result<std::vector<std::string>> parseCorpusTexts(std::string_view text)
{
    std::vector<std::string> texts;
    bool isFirst = true;
    text = withoutByteOrderMark(text);
    while (!text.empty()) {
        const std::string_view line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(text.size(), line.size() + 1));
        const bool isSkipped = std::exchange(isFirst, false) && isHeader(line);
        const std::string_view sentence = trimmed(line.substr(0, line.rfind('\t')));
        if (!isSkipped && !sentence.empty())
            texts.emplace_back(sentence);
    }
    if (texts.empty())
        return badInput("there is no text in it");
    return texts;
}

Result<std::vector<std::string>> readCorpusTexts(const std::filesystem::path &path)
{
    const Result<std::string> text = readTextFile(path, largestFile);
    if (!text)
        return text.error();
    auto texts = parseCorpusTexts(*text);
    if (!texts)
        return inContext(path.string(), texts.error());
    return texts;
}

} // namespace core
