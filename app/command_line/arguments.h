#pragma once

#include "app/command_line/command_definition.h"
#include "core/base/result.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace app {

// What stood on the command line behind the command, taken apart but not yet understood.
struct Arguments {
    struct Given {
        const Option *option = nullptr;    // none: the value is the name of a model
        std::optional<std::string> value;  // nothing behind an option that stands alone
    };
    std::vector<Given> given;          // in the order of the command line; points into the definition
    std::vector<std::string> unknown;  // names of options that the command does not take
    bool asksForHelp = false;
    bool asksForColumns = false;

    // Its first, or nothing.
    const std::string *firstModel() const;
};

// `rest` is what follows the command's name. The error is one sentence about an option without its value.
core::Result<Arguments> readArguments(const CommandDefinition &definition, std::span<const char *const> rest);

}  // namespace app
