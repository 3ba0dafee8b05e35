#include "core/corpus/texts/label_reading.h"

#include "core/base/message_text.h"
#include "core/base/number_in.h"

#include <fmt/core.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>

namespace core {
namespace {

using Classes = decltype(ReadLabels::classes);

// "3", and "3.0" as tables with gaps have it.
std::optional<int> wholeNumber(std::string_view label)
{
    constexpr std::string_view decimals = ".0";
    if (label.ends_with(decimals))
        label.remove_suffix(decimals.size());
    return numberIn<int>(label);
}

// A model's classes by their names; two classes of one name cannot be told apart by it.
class ClassNames
{
public:
    explicit ClassNames(const std::vector<std::string> &names) : m_names(names)
    {
        for (int index = 0; index < count(); ++index) {
            const std::string &name = names[static_cast<std::size_t>(index)];
            add(m_exact, name, index);
            add(m_lowercase, lowercase(name), index);
        }
    }

    int count() const { return static_cast<int>(m_names.size()); }
    std::optional<int> named(const std::string &label) const { return found(m_exact, label); }
    std::optional<int> namedInAnyCase(const std::string &label) const { return found(m_lowercase, lowercase(label)); }
    std::optional<int> indexed(const std::string &label, int first) const
    {
        const std::optional<int> number = wholeNumber(label);
        return number && *number >= first && *number < first + count() ? std::optional(*number - first) : std::nullopt;
    }

    bool isShared(const std::string &name) const
    {
        const auto place = m_exact.find(name);
        return place != m_exact.end() && !place->second;
    }

    // "one of the names "a", "b", or "; nothing where no class has a name of its own.
    std::string choice() const
    {
        const std::string names = quoted();
        return names.empty() ? names : "one of the names " + names + ", or ";
    }

    // Those that tell a class.
    std::string quoted() const
    {
        constexpr std::size_t mostNames = 8;
        std::vector<std::string> names;
        std::ranges::copy_if(m_names, std::back_inserter(names), [this](const auto &name) { return !isShared(name); });
        std::string text;
        for (std::size_t index = 0; index < std::min(names.size(), mostNames); ++index)
            text += (index == 0 ? "" : ", ") + quotedText(names[index]);
        return text + (names.size() > mostNames ? ", …" : "");
    }

private:
    using Indices = std::map<std::string, std::optional<int>>;

    static void add(Indices &indices, const std::string &name, int index)
    {
        if (const auto [place, isNew] = indices.emplace(name, index); !isNew)
            place->second.reset();
    }
    static std::optional<int> found(const Indices &indices, const std::string &name)
    {
        const auto place = indices.find(name);
        return place == indices.end() ? std::nullopt : place->second;
    }

    const std::vector<std::string> &m_names;
    Indices m_exact;
    Indices m_lowercase;
};

struct Label {
    std::string text;
    std::size_t line;
};

// Every label once, with the line where it comes first, in the file's order.
std::vector<Label> distinctLabels(const TextTable &table, const LabelCell &cell)
{
    std::vector<Label> labels;
    std::set<std::string, std::less<>> seen;
    for (const TextRow &row : table.rows) {
        for (const std::string_view label : cell.labelsOf(row.label)) {
            if (seen.contains(label))
                continue;
            seen.emplace(label);
            labels.push_back({.text = std::string(label), .line = row.line});
        }
    }
    return labels;
}

class LabelReader
{
public:
    LabelReader(const std::vector<Label> &labels, const ClassNames &names, const LabelCell &cell, Advice advice)
        : m_labels(labels), m_names(names), m_cell(cell), m_advice(advice)
    {
    }

    Result<ReadLabels> read() const
    {
        auto byName = namedClasses();
        auto byNameInAnyCase = byName ? std::nullopt : namedClassesInAnyCase();
        auto from0 = indexedClasses(0);
        auto from1 = indexedClasses(1);
        if (byName && (!from0 || *from0 == *byName))
            return ReadLabels{.classes = *std::move(byName), .readAs = "class names"};
        if (byName)
            return twofold("class names or class indices from 0, which are other classes",
                           {.editFile = "; write class names that are not numbers into the model's config.json and the file",
                            .textOption = {},
                            .everyOption = "; --labels names or --labels from-0 decides"});
        if (byNameInAnyCase)
            return ReadLabels{.classes = *std::move(byNameInAnyCase), .readAs = "class names in upper or lower case"};
        if (from0 && from1)
            return twofold("class indices from 0 or from 1",
                           {.editFile = "; write the class names into the file",
                            .textOption = {},
                            .everyOption = "; --labels from-0 or --labels from-1 decides"});
        if (from0)
            return ReadLabels{.classes = *std::move(from0), .readAs = "class indices from 0"};
        if (from1)
            return ReadLabels{.classes = *std::move(from1), .readAs = "class indices from 1"};
        return mismatch();
    }

    Result<ReadLabels> readAs(LabelReading reading) const
    {
        if (reading == LabelReading::Names)
            return readAsNames();
        const int first = reading == LabelReading::IndicesFrom1 ? 1 : 0;
        if (auto classes = indexedClasses(first))
            return ReadLabels{.classes = *std::move(classes), .readAs = fmt::format("class indices from {}", first)};
        return unfit(firstThatFailsTo([&](const std::string &label) { return isIndex(label, first); }), rangeText(first));
    }

private:
    Result<ReadLabels> readAsNames() const
    {
        auto classes = namedClasses();
        if (!classes)
            classes = namedClassesInAnyCase();
        if (classes)
            return ReadLabels{.classes = *std::move(classes), .readAs = "class names"};
        const Label &stranger = firstThatFailsTo([this](const std::string &label) { return isName(label); });
        return m_names.isShared(stranger.text) ? shared(stranger) : unfit(stranger, "one of the names " + m_names.quoted());
    }

    template <typename ClassOf>
    std::optional<Classes> classesBy(ClassOf classOf) const
    {
        Classes classes;
        for (const Label &label : m_labels) {
            const std::optional<int> index = classOf(label.text);
            if (!index)
                return std::nullopt;
            classes.emplace(label.text, *index);
        }
        return classes;
    }

    std::optional<Classes> namedClasses() const
    {
        return classesBy([this](const std::string &label) { return m_names.named(label); });
    }
    std::optional<Classes> namedClassesInAnyCase() const
    {
        return classesBy([this](const std::string &label) { return m_names.namedInAnyCase(label); });
    }
    std::optional<Classes> indexedClasses(int first) const
    {
        return classesBy([&](const std::string &label) { return m_names.indexed(label, first); });
    }

    bool isName(const std::string &label) const { return m_names.namedInAnyCase(label) || m_names.named(label); }
    bool isIndex(const std::string &label, int first) const { return m_names.indexed(label, first).has_value(); }

    template <typename Fits>
    const Label &firstThatFailsTo(Fits fit) const
    {
        return *std::ranges::find_if_not(m_labels, fit, &Label::text);
    }

    static std::string shown(const Label &label)
    {
        const std::string line = fmt::format("line {}", label.line);
        return label.text.empty() ? line + " has no label" : line + " has the label " + quotedText(label.text);
    }

    std::string rangeText(int first) const
    {
        return fmt::format("a class index from {} to {}", first, m_names.count() - 1 + first);
    }

    Error unfit(const Label &label, const std::string &expected) const
    {
        return badInput(fmt::format("{}, expected {}{}", shown(label), expected, m_cell.hint));
    }

    // A name of several classes.
    Error shared(const Label &label) const
    {
        return unfit(label, rangeText(0) + ": more than one class of the model is called so");
    }

    Error twofold(const std::string &readings, const AdviceWordings &wordings) const
    {
        return badInput(fmt::format("{}, which like all others of the file may be read as {}{}", shown(m_labels.front()),
                                    readings, worded(m_advice, wordings)));
    }

    // One that fits some reading alone, against that of the first label; or one that fits none.
    Error mismatch() const
    {
        const auto fitsAny = [this](const std::string &label) {
            return isName(label) || isIndex(label, 0) || isIndex(label, 1);
        };
        const auto stranger = std::ranges::find_if_not(m_labels, fitsAny, &Label::text);
        if (stranger != m_labels.end() && m_names.isShared(stranger->text))
            return shared(*stranger);
        if (stranger != m_labels.end())
            return unfit(*stranger, "a class of the model: " + m_names.choice() + rangeText(0));
        return mixture();
    }

    Error mixture() const
    {
        const Label &first = m_labels.front();
        const auto sameKind = [&, isFirstName = isName(first.text)](const std::string &label) {
            return isFirstName ? isName(label) : wholeNumber(label).has_value();
        };
        const auto other = std::ranges::find_if_not(m_labels, sameKind, &Label::text);
        if (other != m_labels.end())
            return badInput(
                fmt::format("{}, but line {} has {}; expected class names in every line, or class indices in every line",
                            shown(*other), first.line, quotedText(first.text)));
        // All are numbers, from 0 and up to the number of classes.
        return unfit(firstThatFailsTo([this](const std::string &label) { return isIndex(label, 0); }), rangeText(0));
    }

    const std::vector<Label> &m_labels;
    const ClassNames &m_names;
    const LabelCell &m_cell;
    Advice m_advice;
};

}  // namespace

Result<ReadLabels> readLabels(const TextTable &table, const std::vector<std::string> &classNames, LabelReading reading,
                              const LabelCell &cell)
{
    if (!table.hasLabels)
        return badInput(table.noLabels);
    const std::vector<Label> labels = distinctLabels(table, cell);
    const ClassNames names(classNames);
    const LabelReader reader(labels, names, cell, table.advice);
    Result<ReadLabels> read = reading == LabelReading::Unambiguous ? reader.read() : reader.readAs(reading);
    if (read && !table.labelName.empty() && names.named(table.labelName))
        return badInput(fmt::format("the first line reads as a heading, but the model has a class of the name of its column "
                                    "{}; expected another name for the column",
                                    quotedText(table.labelName)));
    return read;
}

}  // namespace core
