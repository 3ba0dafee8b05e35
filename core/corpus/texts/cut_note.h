#pragma once

#include <cstddef>
#include <string>

namespace core {

// "3 of 872 texts cut at the model's limit of 128 tokens"; empty where none was cut.
std::string cutNote(std::size_t cut, std::size_t texts, std::size_t tokenLimit);

}  // namespace core
