#pragma once

#include <stop_token>

namespace core {

// Asked between layers, between heads and between stages; never inside an operator. A default token never stops.
using StopToken = std::stop_token;

}  // namespace core
