#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <iosfwd>
#include <string>

namespace app {

// Draws the gallery, one figure for each paper with its sidecar, into a folder, which is made where it is not there. Prints the file
// and the caption of each.
core::Result<void> drawGallery(const std::filesystem::path &folder, const std::string &format, std::ostream &out);

}  // namespace app
