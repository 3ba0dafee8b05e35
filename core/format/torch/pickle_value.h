#pragma once

#include "core/format/dtype.h"
#include "core/format/torch/torch_names.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace core {

// A value of a pickle, by its place among all of them: values may hold each other, even in circles.
using PickledId = std::uint32_t;

struct PickledNone {
};

// A whole number beyond 64 bits: its digits, or its bytes from the lowest on.
struct PickledBigNumber {
    std::string digits;
    std::string bytes;
};

// A tuple or a list.
struct PickledSequence {
    std::vector<PickledId> items;
    bool isTuple = false;
};

struct PickledDictionary {
    std::vector<std::pair<PickledId, PickledId>> items;
};

// The numbers of one or more tensors, which lie elsewhere under `key`.
struct PickledStorage {
    std::string key;
    std::optional<DType> dtype;  // none: bytes alone
    std::uint64_t elements = 0;
};

struct PickledTensor {
    PickledStorage storage;
    DType dtype = DType::F32;
    std::uint64_t offset = 0;  // of the first element; this and the strides in elements
    std::vector<std::int64_t> shape;
    std::vector<std::int64_t> strides;
};

// What is of no use here: bytes, sets, devices.
struct PickledOther {
};

using PickledValue = std::variant<PickledNone, bool, std::int64_t, double, std::string, PickledBigNumber, PickledSequence,
                                  PickledDictionary, PickledStorage, PickledTensor, TorchName, PickledOther>;

// All values of one pickle.
struct Pickle {
    std::vector<PickledValue> values;
    PickledId root = 0;
    std::size_t bytes = 0;  // how long it is

    // Null where the value is of another type.
    template <typename Value>
    const Value *get(PickledId id) const
    {
        return std::get_if<Value>(&values[id]);
    }
};

}  // namespace core
