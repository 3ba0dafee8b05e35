#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace app {

// One column of a table, or one key of an object, that a command writes.
struct OutputColumn {
    std::string name;  // a key within another behind a dot, within every object of a list behind "[]."
    std::string meaning;
    std::string_view unit = {};  // or the values it has
};

// What a command writes with one of its options. A table and the rows of its JSON are described once, as a table.
struct OutputDescription {
    std::string_view option;  // "--json"
    std::vector<OutputColumn> columns;
};

// --columns: every name, its meaning and its unit.
std::string columnReference(std::string_view command, const std::vector<OutputDescription> &outputs);

// What the objects of all commands begin with.
std::vector<OutputColumn> provenanceColumns();

// How the files of a mask were read.
std::vector<OutputColumn> maskFileColumns();

// One behind the other.
std::vector<OutputColumn> joined(std::initializer_list<std::vector<OutputColumn>> parts);

// With `prefix` before every name.
std::vector<OutputColumn> under(std::string_view prefix, std::vector<OutputColumn> columns);

}  // namespace app
