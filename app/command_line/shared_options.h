#pragma once

#include "app/command_line/option.h"

#include <optional>

namespace app {

// Options that several commands take. What a file of results holds and what a seed is of differ between commands, so these
// get their help from them.
Option textOption();
Option jsonOption();
Option maskOption();
Option dataOption();
Option textColumnOption();
Option labelColumnOption();
Option labelsOption();
Option limitOption();
Option seedOption(std::string_view help);
Option csvOption(std::string_view help);
// Of commands that go over many texts, which machines may share.
Option shardOption();
Option partialOption();

// The value of an option that takes a whole number. The error names the option.
core::Result<int> wholeNumber(std::string_view option, std::string_view value, int least, int most);

}  // namespace app
