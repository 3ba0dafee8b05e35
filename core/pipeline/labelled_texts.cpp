#include "core/pipeline/labelled_texts.h"

#include "core/base/message_text.h"
#include "core/base/text_file.h"
#include "core/pipeline/text_lines.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace core {
namespace {

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

}  // namespace

Result<std::vector<LabelledText>> parseLabelledTexts(std::string_view tsv, const std::vector<std::string> &classNames)
{
    std::vector<LabelledText> texts;
    std::size_t lineNumber = 0;
    tsv = withoutByteOrderMark(tsv);
    while (!tsv.empty()) {
        const std::string_view line = takeLine(tsv);
        ++lineNumber;
        if (trimmed(line).empty())
            continue;
        const std::size_t tab = line.rfind('\t');
        if (tab == std::string_view::npos)
            return badInput("line " + std::to_string(lineNumber) + " has no tab; expected sentence<TAB>label");
        const std::string_view label = trimmed(line.substr(tab + 1));
        if (const auto index = classIndex(label, classNames))
            texts.push_back({std::string(trimmed(line.substr(0, tab))), *index});
        else if (lineNumber > 1 || !isHeader(line))
            return badInput("line " + std::to_string(lineNumber) + " has the label " + quotedText(label) +
                            "; expected a class of the model, 0 to " +
                            std::to_string(static_cast<int>(classNames.size()) - 1) + " or its name");
    }
    if (texts.empty())
        return badInput("there is no labelled sentence in it");
    return texts;
}

Result<std::vector<LabelledText>> readLabelledTexts(const std::filesystem::path &path,
                                                    const std::vector<std::string> &classNames)
{
    return parsedFile(path, [&classNames](std::string_view tsv) { return parseLabelledTexts(tsv, classNames); });
}

}  // namespace core
