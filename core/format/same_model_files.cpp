#include "core/format/same_model_files.h"

#include <algorithm>

namespace core {

bool haveSameContent(const ModelStamp &one, const ModelStamp &other)
{
    return std::ranges::equal(one, other, [](const FileStamp &left, const FileStamp &right) {
        return left.device == right.device && left.inode == right.inode && left.size == right.size &&
               left.modified == right.modified;
    });
}

}  // namespace core
