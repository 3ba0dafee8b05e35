#pragma once

#include "core/base/result.h"

#include <iosfwd>
#include <string>
#include <vector>

namespace app {

// The one line that every failure is: "attnscope: " and the message, whatever names from files stand in it.
void printError(const core::Error &error, std::ostream &errors);

// One line about an answer that stands, "attnscope: note: " and the parts between semicolons; nothing where all are empty.
void printNote(const std::vector<std::string> &parts, std::ostream &errors);

}  // namespace app
