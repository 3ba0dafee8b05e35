#include "core/base/large_memory.h"

#include <cstdlib>

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
    if (bytes < 2 * pageBytes)
        return aligned(lineBytes, bytes);
    void *memory = aligned(pageBytes, bytes);
#ifdef __linux__
    // Whole pages alone, so that no memory behind the array is held. A system that has none refuses, which does no harm.
    (void)madvise(memory, bytes / pageBytes * pageBytes, MADV_HUGEPAGE);
#endif
    return memory;
}

void freeLarge(void *memory)
{
    std::free(memory);
}

}  // namespace core
