#include "core/pipeline/corpus_texts.h"

#include "core/base/text_file.h"
#include "core/pipeline/text_lines.h"

#include <utility>

namespace core {

Result<std::vector<std::string>> parseCorpusTexts(std::string_view text)
{
    if (text.find('\0') != std::string_view::npos)
        return badInput("it has a zero byte, expected text in UTF-8");
    std::vector<std::string> texts;
    bool isFirst = true;
    text = withoutByteOrderMark(text);
    while (!text.empty()) {
        const std::string_view line = takeLine(text);
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
    return parsedFile(path, parseCorpusTexts);
}

}  // namespace core
