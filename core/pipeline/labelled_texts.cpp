#include "core/pipeline/labelled_texts.h"

#include "core/base/message_text.h"
#include "core/base/text_file.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace core {
namespace {

constexpr std::size_t largestFile = std::size_t{1} << 30;

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view blanks = " \r";
    const std::size_t first = text.find_first_not_of(blanks);
    return first == std::string_view::npos ? std::string_view() : text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::optional<int> classIndex(std::string_view label, const std::vector<std::string> &classNames)
{
    if (const auto named = std::ranges::find(classNames, label); named != classNames.end())
        return static_cast<int>(named - classNames.begin());
    int index = 0;
    const auto [end, problem] = std::from_chars(label.data(), label.data() + label.size(), index);
    const bool isNumber = problem == std::errc() && end == label.data() + label.size();
    if (!isNumber || index < 0 || index >= static_cast<int>(classNames.size()))
        return std::nullopt;
    return index;
}

bool isHeader(std::string_view lastCell)
{
    return lastCell == "label" || lastCell == "class";
}

} // namespace

Result<std::vector<LabelledText>> parseLabelledTexts(std::string_view tsv, const std::vector<std::string> &classNames)
{
    std::vector<LabelledText> texts;
    std::size_t lineNumber = 0;
    tsv = withoutByteOrderMark(tsv);
    while (!tsv.empty()) {
        const std::string_view line = tsv.substr(0, tsv.find('\n'));
        tsv.remove_prefix(std::min(tsv.size(), line.size() + 1));
        ++lineNumber;
        if (trimmed(line).empty())
            continue;
        const std::size_t tab = line.rfind('\t');
        if (tab == std::string_view::npos)
            return badInput("line " + std::to_string(lineNumber) + " has no tab; expected sentence<TAB>label");
        const std::string_view label = trimmed(line.substr(tab + 1));
        if (const auto index = classIndex(label, classNames))
            texts.push_back({std::string(trimmed(line.substr(0, tab))), *index});
        else if (lineNumber > 1 || !isHeader(label))
            return badInput("line " + std::to_string(lineNumber) + " has the label " + quotedText(label) + "; expected a class of the model, 0 to "
                            + std::to_string(static_cast<int>(classNames.size()) - 1) + " or its name");
    }
    if (texts.empty())
        return badInput("there is no labelled sentence in it");
    return texts;
}

Result<std::vector<LabelledText>> readLabelledTexts(const std::filesystem::path &path, const std::vector<std::string> &classNames)
{
    const Result<std::string> tsv = readTextFile(path, largestFile);
    if (!tsv)
        return tsv.error();
    auto texts = parseLabelledTexts(*tsv, classNames);
    if (!texts)
        return inContext(path.string(), texts.error());
    return texts;
}

} // namespace core
