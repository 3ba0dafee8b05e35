#include "core/corpus/texts/cut_note.h"

namespace core {

std::string cutNote(std::size_t cut, std::size_t texts, std::size_t tokenLimit)
{
    if (cut == 0)
        return {};
    return std::to_string(cut) + " of " + std::to_string(texts) + (texts == 1 ? " text" : " texts") +
           " cut at the model's limit of " + std::to_string(tokenLimit) + " tokens";
}

}  // namespace core
