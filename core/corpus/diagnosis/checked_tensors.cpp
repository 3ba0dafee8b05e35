#include "core/corpus/diagnosis/checked_tensors.h"

#include "core/base/csv_row.h"
#include "core/base/message_text.h"

#include <algorithm>
#include <map>

namespace core {
namespace {

TensorUse useOf(const TensorMatch &match, const TensorSpec &spec, const TensorEntry &entry,
                const std::optional<TensorStatistics> &statistics)
{
    if (match.isAmbiguous)
        return TensorUse::Ambiguous;
    if (!statistics)
        return TensorUse::Unreadable;
    if (entry.shape != spec.shape)
        return TensorUse::IllShaped;
    return statistics->nonFinite > 0 ? TensorUse::NotFinite : TensorUse::Used;
}

std::string shapeCell(const std::optional<std::vector<std::int64_t>> &shape)
{
    return shape ? dimensionsText(*shape) : "";
}

std::string joinedNames(const std::vector<std::string> &names)
{
    std::string text;
    for (const std::string &name : names)
        text += (text.empty() ? "" : " ") + name;
    return text;
}

}  // namespace

std::string_view nameOf(TensorUse use)
{
    switch (use) {
    case TensorUse::Used: return "used";
    case TensorUse::Unused: return "unused";
    case TensorUse::Missing: return "missing";
    case TensorUse::IllShaped: return "ill-shaped";
    case TensorUse::Unreadable: return "unreadable";
    case TensorUse::NotFinite: return "not finite";
    case TensorUse::Ambiguous: return "ambiguous";
    }
    return "";
}

std::vector<CheckedTensor> checkedTensors(const ModelFolder &folder,
                                          std::span<const std::optional<TensorStatistics>> statistics)
{
    const std::vector<TensorEntry> &entries = folder.checkpoint.tensors();
    std::vector<CheckedTensor> checked;
    std::map<const TensorEntry *, std::size_t> places;
    const auto placeOf = [&](const TensorEntry &entry) {
        const auto [known, isNew] = places.try_emplace(&entry, checked.size());
        if (isNew) {
            const auto index = static_cast<std::size_t>(&entry - entries.data());
            checked.push_back(
                {.name = entry.name, .dtype = entry.dtype, .shape = entry.shape, .statistics = statistics[index]});
        }
        return known->second;
    };
    for (const TensorSpec &spec : tensorTable(folder.config)) {
        const TensorMatch &match = folder.tensors.match(spec.name);
        if (match.tensors.empty() && !spec.isOptional)
            checked.push_back(
                {.name = publishedName(spec), .use = TensorUse::Missing, .usedAs = {spec.name}, .expected = spec.shape});
        for (const TensorEntry *entry : match.tensors) {
            CheckedTensor &tensor = checked[placeOf(*entry)];
            tensor.use = useOf(match, spec, *entry, tensor.statistics);
            tensor.usedAs.push_back(spec.name);
            if (tensor.use == TensorUse::IllShaped)
                tensor.expected = spec.shape;
        }
    }
    for (const TensorEntry &entry : entries)
        placeOf(entry);
    return checked;
}

std::string tensorsCsv(std::span<const CheckedTensor> tensors)
{
    std::string table = "name,use,used_as,dtype,shape,expected_shape,minimum,maximum,norm,zero_share,not_finite\n";
    for (const CheckedTensor &tensor : tensors) {
        CsvRow row;
        row.addQuoted(tensor.name).addQuoted(nameOf(tensor.use)).addQuoted(joinedNames(tensor.usedAs));
        row.addQuoted(tensor.dtype ? describe(*tensor.dtype).name : "");
        row.addQuoted(shapeCell(tensor.shape)).addQuoted(shapeCell(tensor.expected));
        if (const auto &found = tensor.statistics)
            row.add(found->minimum).add(found->maximum).add(found->norm).add(found->zeroShare).add(found->nonFinite);
        else
            row.addNothing(5);
        table += row.line();
    }
    return table;
}

}  // namespace core
