#include "core/corpus/class_labels.h"

#include "core/base/message_text.h"

#include <algorithm>
#include <charconv>
#include <functional>
#include <map>
#include <optional>

namespace core {
namespace {

using Classes = std::map<std::string, int>;  // by the label as it is written

std::string lowercase(std::string_view text)
{
    std::string lower(text);
    std::ranges::transform(lower, lower.begin(), [](unsigned char letter) {
        return static_cast<char>(letter >= 'A' && letter <= 'Z' ? letter + 32 : letter);
    });
    return lower;
}

// "3", and "3.0" as tables with gaps have it.
std::optional<int> wholeNumber(std::string_view label)
{
    int number = 0;
    const auto [end, problem] = std::from_chars(label.data(), label.data() + label.size(), number);
    std::string_view rest(end, label.data() + label.size());
    if (problem != std::errc() || (!rest.empty() && rest != ".0"))
        return std::nullopt;
    return number;
}

std::string quotedNames(const std::vector<std::string> &names)
{
    constexpr std::size_t mostNames = 8;
    std::string text;
    for (std::size_t index = 0; index < std::min(names.size(), mostNames); ++index)
        text += (index == 0 ? "" : ", ") + quotedText(names[index]);
    return text + (names.size() > mostNames ? ", …" : "");
}

class LabelReader
{
public:
    LabelReader(const TextTable &table, const std::vector<std::string> &names) : m_table(table), m_names(names)
    {
        for (const TextRow &row : table.rows)
            m_lines.emplace(row.label, row.line);
    }

    Result<ClassLabels> read() const
    {
        const auto byName = namedClasses(false);
        const auto byNameInAnyCase = byName ? byName : namedClasses(true);
        const auto from0 = indexedClasses(0);
        const auto from1 = indexedClasses(1);
        if (byName && (!from0 || *from0 == *byName))
            return answer(*byName, "class names");
        if (byName)
            return twofold("class names or class indices from 0, which are other classes; --labels names or --labels from-0 "
                           "decides");
        if (byNameInAnyCase)
            return answer(*byNameInAnyCase, "class names in upper or lower case");
        if (from0 && from1)
            return twofold("class indices from 0 or from 1; --labels from-0 or --labels from-1 decides");
        if (from0)
            return answer(*from0, "class indices from 0");
        if (from1)
            return answer(*from1, "class indices from 1");
        return mismatch();
    }

    Result<ClassLabels> readAs(LabelReading reading) const
    {
        const bool isByName = reading == LabelReading::Names;
        const int first = reading == LabelReading::IndicesFrom1 ? 1 : 0;
        const auto classes = !isByName             ? indexedClasses(first)
                             : namedClasses(false) ? namedClasses(false)
                                                   : namedClasses(true);
        const std::string what = isByName ? "class names" : "class indices from " + std::to_string(first);
        if (classes)
            return answer(*classes, what);
        return unfit(firstRow([&](const std::string &label) { return isByName ? isName(label) : isIndex(label, first); }),
                     isByName ? "one of the names " + quotedNames(m_names) : rangeText(first));
    }

private:
    int count() const { return static_cast<int>(m_names.size()); }

    std::optional<Classes> classesBy(const std::function<std::optional<int>(const std::string &)> &classOf) const
    {
        Classes classes;
        for (const auto &[label, line] : m_lines) {
            const std::optional<int> index = classOf(label);
            if (!index)
                return std::nullopt;
            classes.emplace(label, *index);
        }
        return classes;
    }

    std::optional<int> namedClass(const std::string &label, bool isInAnyCase) const
    {
        const auto isSame = [&](const std::string &name) {
            return isInAnyCase ? lowercase(name) == lowercase(label) : name == label;
        };
        if (std::ranges::count_if(m_names, isSame) != 1)
            return std::nullopt;
        return static_cast<int>(std::ranges::find_if(m_names, isSame) - m_names.begin());
    }

    std::optional<Classes> namedClasses(bool isInAnyCase) const
    {
        return classesBy([&](const std::string &label) { return namedClass(label, isInAnyCase); });
    }

    std::optional<Classes> indexedClasses(int first) const
    {
        return classesBy([&](const std::string &label) {
            return isIndex(label, first) ? std::optional(*wholeNumber(label) - first) : std::nullopt;
        });
    }

    bool isName(const std::string &label) const { return namedClass(label, true).has_value(); }
    bool isIndex(const std::string &label, int first) const
    {
        const std::optional<int> number = wholeNumber(label);
        return number && *number >= first && *number < first + count();
    }

    Result<ClassLabels> answer(const Classes &classes, const std::string &what) const
    {
        ClassLabels labels{.classes = {}, .readAs = what};
        if (!m_table.labelName.empty() && namedClass(m_table.labelName, false))
            return badInput("the first line, which reads as a heading, names a column " + quotedText(m_table.labelName) +
                            ", and so is a class of the model called; expected another name there");
        for (const TextRow &row : m_table.rows)
            labels.classes.push_back(classes.at(row.label));
        return labels;
    }

    // The first row that does not fit.
    template <typename Fits>
    const TextRow &firstRow(Fits fits) const
    {
        return *std::ranges::find_if_not(m_table.rows, fits, &TextRow::label);
    }

    static std::string shown(const TextRow &row)
    {
        const std::string line = "line " + std::to_string(row.line);
        return row.label.empty() ? line + " has no label" : line + " has the label " + quotedText(row.label);
    }

    std::string rangeText(int first) const
    {
        return "a class index from " + std::to_string(first) + " to " + std::to_string(count() - 1 + first);
    }

    static Error unfit(const TextRow &row, const std::string &expected)
    {
        return badInput(shown(row) + ", expected " + expected);
    }

    Error twofold(const std::string &readings) const
    {
        return badInput(shown(m_table.rows.front()) + ", which with all others of the file may be read as " + readings);
    }

    // One that fits some reading alone, against those of the first rows; or one that fits none.
    Error mismatch() const
    {
        const auto fitsAny = [this](const std::string &label) {
            return isName(label) || isIndex(label, 0) || isIndex(label, 1);
        };
        const auto stranger = std::ranges::find_if_not(m_table.rows, fitsAny, &TextRow::label);
        if (stranger != m_table.rows.end())
            return unfit(*stranger,
                         "a class of the model: one of the names " + quotedNames(m_names) + ", or " + rangeText(0));
        return mixture();
    }

    Error mixture() const
    {
        const TextRow &first = m_table.rows.front();
        const std::string before = ", but line " + std::to_string(first.line) + " has " + quotedText(first.label) +
                                   "; expected class names in every line, or class indices in every line";
        const auto sameKind = [&, isFirstName = isName(first.label)](const std::string &label) {
            return isFirstName ? isName(label) : wholeNumber(label).has_value();
        };
        const auto other = std::ranges::find_if_not(m_table.rows, sameKind, &TextRow::label);
        if (other != m_table.rows.end())
            return badInput(shown(*other) + before);
        // All are numbers, from 0 and up to the number of classes.
        return unfit(firstRow([this](const std::string &label) { return isIndex(label, 0); }), rangeText(0));
    }

    const TextTable &m_table;
    const std::vector<std::string> &m_names;
    std::map<std::string, std::size_t> m_lines;  // of every label the first
};

}  // namespace

Result<ClassLabels> classLabels(const TextTable &table, const std::vector<std::string> &classNames, LabelReading reading)
{
    if (!table.hasLabels)
        return badInput(table.noLabels);
    const LabelReader reader(table, classNames);
    return reading == LabelReading::Unambiguous ? reader.read() : reader.readAs(reading);
}

}  // namespace core
