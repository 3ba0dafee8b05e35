#pragma once

#include <cstddef>
#include <functional>

namespace core {

// Called now and then with how many parts of a long run are done, from the thread that runs it. May hold the run up for a while.
using Progress = std::function<void(std::size_t done)>;

}  // namespace core
