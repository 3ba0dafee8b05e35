#pragma once

#include "core/format/model_files.h"

namespace core {

// Whether the files have the same content, as far as stamps tell: their owners or other names of them may have changed.
bool haveSameContent(const ModelStamp &one, const ModelStamp &other);

}  // namespace core
