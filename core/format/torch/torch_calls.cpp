#include "core/format/torch/torch_calls.h"

#include "core/base/message_text.h"

#include <fmt/core.h>

#include <optional>
#include <string>
#include <utility>

namespace core {
namespace {

constexpr std::size_t mostTensorDimensions = 64;
constexpr std::size_t longestKey = 64;  // of a storage: PyTorch counts them or writes an address

// The arguments of one call, by their places.
class Arguments
{
public:
    Arguments(const Pickle &pickle, const PickledSequence &sequence) : m_pickle(pickle), m_sequence(sequence) {}

    std::size_t count() const { return m_sequence.items.size(); }

    template <typename Value>
    const Value *get(std::size_t place) const
    {
        return place < count() ? m_pickle.get<Value>(m_sequence.items[place]) : nullptr;
    }

    // The items of a tuple or list argument.
    std::optional<Arguments> inner(std::size_t place) const
    {
        const auto *sequence = get<PickledSequence>(place);
        return sequence ? std::optional(Arguments(m_pickle, *sequence)) : std::nullopt;
    }

    const PickledSequence &sequence() const { return m_sequence; }

private:
    const Pickle &m_pickle;
    const PickledSequence &m_sequence;
};

Error badArguments(const TorchName &function)
{
    return badInput(
        fmt::format("the arguments of {}.{} are not those that torch.save() writes", function.module, function.name));
}

// Takes what a call copies from the budget.
std::optional<Error> excessOf(std::size_t count, std::size_t &budget)
{
    if (count > budget)
        return badInput("the file holds more values than any model has");
    budget -= count;
    return std::nullopt;
}

// A list of whole numbers from 0.
std::optional<std::vector<std::int64_t>> countsAt(const Arguments &arguments, std::size_t place)
{
    const auto list = arguments.inner(place);
    if (!list || list->count() > mostTensorDimensions)
        return std::nullopt;
    std::vector<std::int64_t> counts;
    for (std::size_t index = 0; index < list->count(); ++index) {
        const auto *count = list->get<std::int64_t>(index);
        if (!count || *count < 0)
            return std::nullopt;
        counts.push_back(*count);
    }
    return counts;
}

// (storage, offset, size, stride, ...); the dtype is the storage's unless one is given.
std::optional<PickledTensor> tensorOf(const Arguments &arguments, std::optional<DType> dtype)
{
    const auto *storage = arguments.get<PickledStorage>(0);
    const auto *offset = arguments.get<std::int64_t>(1);
    auto shape = countsAt(arguments, 2);
    auto strides = countsAt(arguments, 3);
    if (!storage || !offset || *offset < 0 || !shape || !strides || shape->size() != strides->size())
        return std::nullopt;
    return PickledTensor{.storage = *storage,
                         .dtype = dtype.value_or(storage->dtype.value_or(DType::U8)),
                         .offset = static_cast<std::uint64_t>(*offset),
                         .shape = *std::move(shape),
                         .strides = *std::move(strides)};
}

// A tensor that is named but cannot be read.
PickledTensor unreadableTensor(DType dtype, std::optional<std::vector<std::int64_t>> shape)
{
    PickledTensor tensor;
    tensor.dtype = dtype;
    tensor.shape = std::move(shape).value_or(std::vector<std::int64_t>());
    return tensor;
}

Result<PickledValue> tensorCall(const TorchName &function, const Arguments &arguments, std::size_t &budget)
{
    std::optional<DType> dtype;
    if (function.meaning == TorchMeaning::RebuildTensorV3) {
        const auto *type = arguments.get<TorchName>(6);
        if (!type || !type->dtype)
            return badArguments(function);
        dtype = type->dtype;
    }
    auto tensor = tensorOf(arguments, dtype);
    if (!tensor)
        return badArguments(function);
    if (const auto excess = excessOf(tensor->shape.size(), budget))
        return *excess;
    return PickledValue(*std::move(tensor));
}

// A parameter is the tensor that it holds.
Result<PickledValue> parameterCall(const TorchName &function, const Arguments &arguments, std::size_t &budget)
{
    const auto *tensor = arguments.get<PickledTensor>(0);
    if (!tensor)
        return badArguments(function);
    if (const auto excess = excessOf(tensor->shape.size(), budget))
        return *excess;
    return PickledValue(*tensor);
}

// (layout, (indices, values, size, ...)).
Result<PickledValue> sparseCall(const Arguments &arguments)
{
    const auto parts = arguments.inner(1);
    return PickledValue(unreadableTensor(DType::Sparse, parts ? countsAt(*parts, 2) : std::nullopt));
}

// OrderedDict() or OrderedDict([(key, value), ...]).
Result<PickledValue> dictionaryCall(const TorchName &function, const Arguments &arguments, std::size_t &budget)
{
    PickledDictionary dictionary;
    const auto pairs = arguments.inner(0);
    if (arguments.count() > 1 || (arguments.count() == 1 && !pairs))
        return badArguments(function);
    const std::size_t count = pairs ? pairs->count() : 0;
    if (const auto excess = excessOf(count, budget))
        return *excess;
    for (std::size_t index = 0; index < count; ++index) {
        const auto *pair = pairs->get<PickledSequence>(index);
        if (!pair || pair->items.size() != 2)
            return badArguments(function);
        dictionary.items.emplace_back(pair->items[0], pair->items[1]);
    }
    return PickledValue(std::move(dictionary));
}

// torch.Size is the tuple that it is made of.
Result<PickledValue> sizeCall(const TorchName &function, const Arguments &arguments, std::size_t &budget)
{
    const auto *sequence = arguments.get<PickledSequence>(0);
    if (!sequence)
        return badArguments(function);
    if (const auto excess = excessOf(sequence->items.size(), budget))
        return *excess;
    return PickledValue(*sequence);
}

// (function, type, arguments, state): a tensor with attributes, which are of no use here.
Result<PickledValue> typedCall(const Pickle &pickle, const TorchName &function, const Arguments &arguments,
                               std::size_t &budget)
{
    const auto *inner = arguments.get<TorchName>(0);
    const auto *innerArguments = arguments.get<PickledSequence>(2);
    if (!inner || !innerArguments || inner->meaning == TorchMeaning::RebuildFromType)
        return badArguments(function);
    return torchCall(pickle, *inner, *innerArguments, budget);
}

}  // namespace

Result<PickledValue> torchCall(const Pickle &pickle, const TorchName &function, const PickledSequence &arguments,
                               std::size_t &budget)
{
    const Arguments given(pickle, arguments);
    switch (function.meaning) {
    case TorchMeaning::OrderedDict: return dictionaryCall(function, given, budget);
    case TorchMeaning::RebuildTensor:
    case TorchMeaning::RebuildTensorV2:
    case TorchMeaning::RebuildTensorV3: return tensorCall(function, given, budget);
    case TorchMeaning::RebuildParameter:
    case TorchMeaning::RebuildParameterWithState: return parameterCall(function, given, budget);
    case TorchMeaning::RebuildQuantized: return PickledValue(unreadableTensor(DType::Quantized, countsAt(given, 2)));
    case TorchMeaning::RebuildSparse: return sparseCall(given);
    case TorchMeaning::RebuildFromType: return typedCall(pickle, function, given, budget);
    case TorchMeaning::Size: return sizeCall(function, given, budget);
    case TorchMeaning::Constant: return PickledValue(PickledOther());
    case TorchMeaning::StorageType:
    case TorchMeaning::UntypedStorage:
    case TorchMeaning::ElementType: break;
    }
    return badInput(fmt::format("the file calls {}.{}, which torch.save() never does", function.module, function.name));
}

Result<PickledStorage> torchStorage(const Pickle &pickle, const PickledSequence &id)
{
    const Arguments arguments(pickle, id);
    const auto *kind = arguments.get<std::string>(0);
    const auto *type = arguments.get<TorchName>(1);
    const auto *key = arguments.get<std::string>(2);
    const auto *elements = arguments.get<std::int64_t>(4);
    const bool isTyped =
        type && (type->meaning == TorchMeaning::StorageType || type->meaning == TorchMeaning::UntypedStorage);
    const bool isView = arguments.count() == 6 && !arguments.get<PickledNone>(5);
    if (!id.isTuple || !kind || *kind != "storage" || !isTyped || !key || key->size() > longestKey || !elements ||
        *elements < 0 || isView)
        return badInput(
            "the file names a storage in another way than torch.save() does, expected one of PyTorch 0.4 or later");
    return PickledStorage{*key, type->dtype, static_cast<std::uint64_t>(*elements)};
}

}  // namespace core
