#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <iosfwd>
#include <string>
#include <vector>

namespace app {

// The one line that every failure is: "attnscope: " and the message, whatever names from files stand in it.
void printError(const core::Error &error, std::ostream &errors);

// One line about an answer that stands, "attnscope: note: " and the parts between semicolons; nothing where all are empty.
void printNote(const std::vector<std::string> &parts, std::ostream &errors);

// A number in a column of a table, so many letters wide; "-" where it is not defined.
void printCell(double number, std::size_t width, std::ostream &out);

}  // namespace app
