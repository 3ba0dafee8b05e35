#include "core/format/tensor_lookup.h"

#include "core/format/tensor_values.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <set>
#include <unordered_map>
#include <utility>

namespace core {
namespace {

using Entries = std::vector<const TensorEntry *>;
using EntriesByName = std::unordered_map<std::string, Entries>;

// Modules around a module, wherever in a name they stand.
constexpr std::array<std::string_view, 5> wrappers{"module.", "_orig_mod.", "_fsdp_wrapped_module.",
                                                   "_checkpoint_wrapped_module.", "_forward_module."};
constexpr std::string_view modelPrefix = "model.";

// Names of base models. Behind that of another family even tensors that fit are of another network.
constexpr std::array<std::string_view, 6> familyPrefixes{"bert.",   "distilbert.", "roberta.",
                                                         "albert.", "electra.",    "deberta."};

// One tensor under two endings.
struct TensorSpelling {
    std::string_view ending;
    std::string_view other;
};
constexpr TensorSpelling tensorSpellings[]{{"LayerNorm.weight", "LayerNorm.gamma"},
                                           {"LayerNorm.bias", "LayerNorm.beta"},
                                           {"predictions.bias", "predictions.decoder.bias"},
                                           {"lm_head.bias", "lm_head.decoder.bias"}};

// Of two tied tensors a file may hold one alone: what stands in for one that is not there, by this program's names.
struct StandIn {
    std::string_view name;
    std::string_view other;
};
constexpr StandIn standIns[]{{"embeddings.word_embeddings.weight", "cls.predictions.decoder.weight"}};

std::string withoutWrappers(std::string_view name)
{
    std::string plain;
    while (!name.empty()) {
        const auto *wrapper =
            std::ranges::find_if(wrappers, [name](std::string_view prefix) { return name.starts_with(prefix); });
        const std::size_t size = std::min(name.find('.'), name.size() - 1) + 1;
        if (wrapper == wrappers.end())
            plain += name.substr(0, size);
        name.remove_prefix(size);
    }
    return plain;
}

std::string_view withoutPrefixes(std::string_view name, std::string_view basePrefix)
{
    for (;;) {
        const std::string_view before = name;
        for (const std::string_view prefix : {modelPrefix, basePrefix}) {
            if (!prefix.empty() && name.starts_with(prefix))
                name.remove_prefix(prefix.size());
        }
        if (name.size() == before.size())
            return name;
    }
}

std::vector<std::string> spellingsOf(const std::string &name)
{
    std::vector<std::string> all{name};
    for (const auto &[ending, other] : tensorSpellings) {
        if (name.ends_with(ending))
            all.push_back(name.substr(0, name.size() - ending.size()) + std::string(other));
    }
    return all;
}

void add(const std::string &name, const EntriesByName &known, Entries &found)
{
    for (const std::string &spelling : spellingsOf(name)) {
        if (const auto entries = known.find(spelling); entries != known.end())
            found.insert(found.end(), entries->second.begin(), entries->second.end());
    }
}

Entries tensorsOf(const TensorSpec &spec, std::span<const TensorSpec> table, const EntriesByName &known)
{
    Entries found;
    add(publishedName(spec), known, found);
    for (const auto &[absent, other] : standIns) {
        const auto standIn = std::ranges::find(table, other, &TensorSpec::name);
        if (found.empty() && spec.name == absent && standIn != table.end())
            add(publishedName(*standIn), known, found);
    }
    return found;
}

bool isOfOtherFamily(std::string_view prefix, std::string_view basePrefix)
{
    return std::ranges::any_of(familyPrefixes, [=](std::string_view family) {
        const std::string inside = "." + std::string(family);
        return family != basePrefix && (prefix.starts_with(family) || prefix.find(inside) != std::string_view::npos);
    });
}

// What stands before the first of the model's tensors that is not found under its own name: "net."
std::set<std::string> outerPrefixes(const EntriesByName &known, std::span<const TensorSpec> table,
                                    std::string_view basePrefix)
{
    std::set<std::string> prefixes;
    const auto missing = std::ranges::find_if(
        table, [&](const TensorSpec &spec) { return !spec.isOptional && tensorsOf(spec, table, known).empty(); });
    if (missing == table.end())
        return prefixes;
    for (const auto &[name, entries] : known) {
        for (const std::string &spelling : spellingsOf(publishedName(*missing))) {
            if (name.size() > spelling.size() && name.ends_with("." + spelling))
                prefixes.insert(name.substr(0, name.size() - spelling.size()));
        }
    }
    std::erase_if(prefixes, [basePrefix](const std::string &prefix) { return isOfOtherFamily(prefix, basePrefix); });
    return prefixes;
}

// Without the prefix, or without the part of it that the name begins with: "net.classifier" behind "net.bert.".
std::string_view withoutOuter(std::string_view name, std::string_view prefix)
{
    std::size_t shared = 0;
    for (std::size_t dot = prefix.find('.'); dot != std::string_view::npos; dot = prefix.find('.', dot + 1)) {
        if (name.starts_with(prefix.substr(0, dot + 1)))
            shared = dot + 1;
    }
    return name.substr(shared);
}

EntriesByName namesOf(const Checkpoint &checkpoint, std::string_view basePrefix)
{
    EntriesByName names;
    for (const TensorEntry &entry : checkpoint.tensors())
        names[std::string(withoutPrefixes(withoutWrappers(entry.name), basePrefix))].push_back(&entry);
    return names;
}

EntriesByName withoutOuter(const EntriesByName &known, const std::set<std::string> &prefixes)
{
    EntriesByName names;
    for (const auto &[name, entries] : known) {
        std::string_view plain = name;
        for (const std::string &prefix : prefixes) {
            if (plain.size() == name.size())
                plain = withoutOuter(name, prefix);
        }
        Entries &all = names[std::string(plain)];
        all.insert(all.end(), entries.begin(), entries.end());
    }
    return names;
}

// Reads both.
bool areEqual(const Checkpoint &checkpoint, const TensorEntry &one, const TensorEntry &other)
{
    if (one.file == other.file && one.begin == other.begin && one.dtype == other.dtype && one.strides == other.strides)
        return true;
    std::vector<float> values(static_cast<std::size_t>(one.elements()));
    std::vector<float> others(values.size());
    readAsFloat(checkpoint, one, values);
    readAsFloat(checkpoint, other, others);
    return std::memcmp(values.data(), others.data(), values.size() * sizeof(float)) == 0;
}

TensorMatch matchOf(const Checkpoint &checkpoint, const TensorSpec &spec, Entries tensors)
{
    std::ranges::sort(tensors, {}, &TensorEntry::name);
    TensorMatch match{std::move(tensors), false};
    if (match.tensors.size() < 2)
        return match;
    const auto isReadable = [&spec](const TensorEntry *entry) {
        return entry->shape == spec.shape && describe(entry->dtype).isReadable;
    };
    match.isAmbiguous = !std::ranges::all_of(match.tensors, isReadable);
    for (std::size_t other = 1; other < match.tensors.size() && !match.isAmbiguous; ++other)
        match.isAmbiguous = !areEqual(checkpoint, *match.tensors.front(), *match.tensors[other]);
    return match;
}

}  // namespace

TensorLookup::TensorLookup(const Checkpoint &checkpoint, std::span<const TensorSpec> table, std::string_view basePrefix)
{
    EntriesByName known = namesOf(checkpoint, basePrefix);
    if (const auto prefixes = outerPrefixes(known, table, basePrefix); !prefixes.empty())
        known = withoutOuter(known, prefixes);
    for (const TensorSpec &spec : table)
        m_matches[spec.name] = matchOf(checkpoint, spec, tensorsOf(spec, table, known));
}

const TensorMatch &TensorLookup::match(const std::string &name) const
{
    static const TensorMatch none;
    const auto found = m_matches.find(name);
    return found == m_matches.end() ? none : found->second;
}

const TensorEntry *TensorLookup::find(const std::string &name) const
{
    const TensorMatch &found = match(name);
    return found.tensors.empty() || found.isAmbiguous ? nullptr : found.tensors.front();
}

}  // namespace core
