#include "app/thread_waiting.h"

#include <unistd.h>

#include <cstdlib>

namespace app {
namespace {

constexpr const char *spins = "20000";  // some tens of microseconds: longer than a product's threads drift apart

}  // namespace

void waitBriefly(char **arguments)
{
    if (std::getenv("GOMP_SPINCOUNT") || std::getenv("OMP_WAIT_POLICY"))
        return;
    if (setenv("GOMP_SPINCOUNT", spins, 0) == 0)
        execv("/proc/self/exe", arguments);
}

}  // namespace app
