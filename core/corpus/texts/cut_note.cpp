#include "core/corpus/texts/cut_note.h"

#include "core/base/counted.h"

namespace core {

std::string cutNote(std::size_t cut, std::size_t texts, std::size_t tokenLimit)
{
    if (cut == 0)
        return {};
    return std::to_string(cut) + " of " + counted(texts, "text") + " cut at the model's limit of " +
           counted(tokenLimit, "token");
}

}  // namespace core
