#include "core/base/large_memory.h"

#include <cstdlib>
#include <memory>
#include <new>

#ifdef __linux__
#include <sys/mman.h>
#endif

namespace core {
namespace {

constexpr std::size_t lineBytes = 64;
constexpr std::size_t pageBytes = std::size_t{2} << 20;

void *aligned(std::size_t alignment, std::size_t bytes)
{
    void *memory = nullptr;
    if (posix_memalign(&memory, alignment, bytes) != 0)
        throw std::bad_alloc();
    return memory;
}

}  // namespace

void *allocateLarge(std::size_t bytes)
{
    if (bytes < pageBytes)
        return aligned(lineBytes, bytes);
    void *memory = aligned(pageBytes, bytes);
    preferLargePages(memory, bytes);
    return memory;
}

// Whole pages alone, so that no memory around the array is held. A system that has none refuses, which does no harm.
void preferLargePages(void *memory, std::size_t bytes)
{
#ifdef __linux__
    void *first = memory;
    std::size_t rest = bytes;
    if (std::align(pageBytes, pageBytes, first, rest))
        (void)madvise(first, rest / pageBytes * pageBytes, MADV_HUGEPAGE);
#else
    (void)memory;
    (void)bytes;
#endif
}

void freeLarge(void *memory)
{
    std::free(memory);
}

}  // namespace core
