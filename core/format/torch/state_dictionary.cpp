#include "core/format/torch/state_dictionary.h"

#include "core/base/message_text.h"

#include <fmt/core.h>

#include <algorithm>
#include <set>
#include <string_view>
#include <vector>

namespace core {
namespace {

constexpr std::size_t deepest = 4;
constexpr std::size_t mostDictionaries = 100'000;

struct NamedDictionary {
    PickledId id;
    std::string key;
    std::size_t depth;
};

// A tensor of a network is called by its module and its own name, "classifier.bias". Others are a state of training, a loss.
bool holdsModelTensors(const Pickle &pickle, const PickledDictionary &dictionary)
{
    return std::ranges::any_of(dictionary.items, [&pickle](const auto &item) {
        const auto *name = pickle.get<std::string>(item.first);
        return name && name->find('.') != std::string::npos && pickle.get<PickledTensor>(item.second);
    });
}

// Those in it under a text. An optimizer's states lie under numbers.
void addInner(const Pickle &pickle, const NamedDictionary &outer, std::vector<NamedDictionary> &found)
{
    for (const auto &[key, value] : pickle.get<PickledDictionary>(outer.id)->items) {
        const auto *name = pickle.get<std::string>(key);
        if (name && pickle.get<PickledDictionary>(value) && found.size() < mostDictionaries) {
            constexpr std::size_t longest = 60;
            const std::string inner = elided(*name, longest);
            found.push_back({value, outer.key.empty() ? inner : outer.key + "." + inner, outer.depth + 1});
        }
    }
}

std::vector<NamedDictionary> dictionariesOfTensors(const Pickle &pickle)
{
    std::vector<NamedDictionary> open{{pickle.root, {}, 0}};
    std::vector<NamedDictionary> found;
    std::set<PickledId> seen;
    for (std::size_t next = 0; next < open.size(); ++next) {
        const NamedDictionary dictionary = open[next];
        if (!seen.insert(dictionary.id).second)
            continue;
        if (holdsModelTensors(pickle, *pickle.get<PickledDictionary>(dictionary.id)))
            found.push_back(dictionary);
        else if (dictionary.depth < deepest)
            addInner(pickle, dictionary, open);
    }
    return found;
}

std::string_view kindOf(const Pickle &pickle)
{
    if (pickle.get<PickledTensor>(pickle.root))
        return "a single tensor";
    if (pickle.get<PickledSequence>(pickle.root))
        return "a list";
    return pickle.get<PickledDictionary>(pickle.root) ? "a dictionary without named tensors" : "something else";
}

}  // namespace

Result<StateDictionary> stateDictionary(const Pickle &pickle)
{
    const auto found =
        pickle.get<PickledDictionary>(pickle.root) ? dictionariesOfTensors(pickle) : std::vector<NamedDictionary>();
    if (found.empty()) {
        return badInput(fmt::format("the file holds {}, expected a dictionary of tensors; save it with "
                                    "torch.save(model.state_dict(), PATH)",
                                    kindOf(pickle)));
    }
    if (found.size() > 1) {
        return badInput(fmt::format("the file holds {} dictionaries of tensors, {} and {} among them; save the one that is "
                                    "meant alone",
                                    found.size(), quotedText(found[0].key), quotedText(found[1].key)));
    }
    return StateDictionary{pickle.get<PickledDictionary>(found.front().id), found.front().key};
}

}  // namespace core
