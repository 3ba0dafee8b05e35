#include "core/format/checkpoint_check.h"

#include "core/base/counted.h"
#include "core/base/message_text.h"
#include "core/base/parallel_for.h"

#include <fmt/core.h>

#include <algorithm>
#include <optional>
#include <set>
#include <utility>
#include <vector>

namespace core {

namespace {

constexpr std::size_t namesInSummary = 3;

// A tensor that is there, with the type and the shape that it should have.
struct FittingTensor {
    const TensorSpec *spec = nullptr;
    const TensorEntry *entry = nullptr;
};

void checkForm(const TensorSpec &spec, const TensorEntry &entry, CheckpointReport &report,
               std::vector<FittingTensor> &fitting)
{
    if (!describe(entry.dtype).isReadable)
        report.unreadable.push_back({publishedName(spec), entry.dtype});
    else if (entry.shape != spec.shape)
        report.illShaped.push_back({publishedName(spec), spec.shape, entry.shape});
    else
        fitting.push_back({&spec, &entry});
}

// All of the file is read, by all cores.
void checkValues(const Checkpoint &checkpoint, const std::vector<FittingTensor> &tensors, CheckpointReport &report)
{
    std::vector<std::optional<NonFiniteValue>> found(tensors.size());
    double values = 0.0;
    for (const FittingTensor &tensor : tensors)
        values += static_cast<double>(tensor.entry->elements());
    parallelFor(static_cast<int>(tensors.size()), values / static_cast<double>(std::max<std::size_t>(tensors.size(), 1)),
                [&](int index) { found[index] = firstNonFinite(checkpoint, *tensors[index].entry); });
    for (std::size_t index = 0; index < tensors.size(); ++index) {
        if (found[index])
            report.nonFinite.push_back({publishedName(*tensors[index].spec), *std::move(found[index])});
    }
}

// "2 tensors are missing (a, b)", or nothing where there are none.
template <typename Item, typename Describe>
void addPart(std::string &sentence, const std::vector<Item> &items, std::string_view fault, Describe describeItem)
{
    if (items.empty())
        return;
    sentence += sentence.empty() ? "" : "; ";
    sentence += fmt::format("{} {} (", counted(items.size(), "tensor is", "tensors are"), fault);
    for (std::size_t index = 0; index < std::min(items.size(), namesInSummary); ++index)
        sentence += (index == 0 ? "" : ", ") + describeItem(items[index]);
    if (items.size() > namesInSummary)
        sentence += fmt::format(" and {} more", items.size() - namesInSummary);
    sentence += ")";
}

std::string itself(const std::string &name)
{
    return name;
}

std::string shapeFault(const IllShapedTensor &tensor)
{
    return fmt::format("{} is {}, expected {}", tensor.name, dimensionsText(tensor.found), dimensionsText(tensor.expected));
}

std::string typeFault(const UnreadableTensor &tensor)
{
    return fmt::format("{} is {}, expected F64, F32, F16 or BF16", tensor.name, describe(tensor.dtype).name);
}

std::string valueFault(const NonFiniteTensor &tensor)
{
    return tensor.name + " " + nonFiniteText(tensor.found);
}

}  // namespace

bool CheckpointReport::fits() const
{
    return missing.empty() && ambiguous.empty() && illShaped.empty() && unreadable.empty() && nonFinite.empty() &&
           contradicting.empty();
}

CheckpointReport checkCheckpoint(const Checkpoint &checkpoint, const TensorLookup &tensors,
                                 std::span<const TensorSpec> table)
{
    CheckpointReport report;
    std::set<const TensorEntry *> used;
    std::vector<FittingTensor> fitting;
    for (const TensorSpec &spec : table) {
        const TensorMatch &found = tensors.match(spec.name);
        used.insert(found.tensors.begin(), found.tensors.end());
        if (found.isAmbiguous)
            report.ambiguous.push_back(publishedName(spec));
        else if (!found.tensors.empty())
            checkForm(spec, *found.tensors.front(), report, fitting);
        else if (!spec.isOptional)
            report.missing.push_back(publishedName(spec));
    }
    checkValues(checkpoint, fitting, report);
    for (const TensorEntry &entry : checkpoint.tensors()) {
        if (!used.contains(&entry))
            report.unused.push_back(entry.name);
    }
    return report;
}

std::string summary(const CheckpointReport &report)
{
    std::string sentence;
    addPart(sentence, report.missing, "missing", itself);
    addPart(sentence, report.ambiguous, "there under more than one name, with different values", itself);
    addPart(sentence, report.illShaped, "of another shape", shapeFault);
    addPart(sentence, report.unreadable, "of a type that cannot be read", typeFault);
    addPart(sentence, report.nonFinite, "not finite", valueFault);
    addPart(sentence, report.contradicting, "of another attention than the one in config.json", quotedText);
    if (report.fits())
        sentence = "every tensor of the model is there";
    addPart(sentence, report.unused, "not used", quotedText);
    return report.advice.empty() ? sentence : report.advice + ": " + sentence;
}

std::vector<std::string> faults(const CheckpointReport &report)
{
    std::vector<std::string> lines;
    const auto add = [&lines](std::string_view fault, const auto &items, auto describeItem) {
        for (const auto &item : items)
            lines.push_back(std::string(fault) + ": " + describeItem(item));
    };
    add("missing", report.missing, itself);
    add("ambiguous", report.ambiguous, itself);
    add("ill-shaped", report.illShaped, shapeFault);
    add("unreadable", report.unreadable, typeFault);
    add("not finite", report.nonFinite, valueFault);
    add("of another attention", report.contradicting, itself);
    add("unused", report.unused, itself);
    return lines;
}

}  // namespace core
