#include "core/corpus/texts/cut_note.h"

#include "core/base/counted.h"

#include <fmt/core.h>

namespace core {

std::string cutNote(std::size_t cut, std::size_t texts, std::size_t tokenLimit)
{
    if (cut == 0)
        return {};
    return fmt::format("{} of {} cut at the model's limit of {}", cut, counted(texts, "text"), counted(tokenLimit, "token"));
}

}  // namespace core
