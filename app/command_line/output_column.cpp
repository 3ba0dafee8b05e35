#include "app/command_line/output_column.h"

#include "app/help_entry.h"

#include <fmt/core.h>

#include <algorithm>

namespace app {

namespace {

std::string columnEntry(const OutputColumn &column)
{
    constexpr std::size_t meaningColumn = 40;
    std::string usage = "  " + column.name;
    usage.resize(std::max(usage.size() + 2, meaningColumn), ' ');
    const std::string unit = column.unit.empty() ? "" : " [" + std::string(column.unit) + "]";
    return helpEntry(usage, column.meaning + unit, meaningColumn);
}

}  // namespace

std::string columnReference(std::string_view command, const std::vector<OutputDescription> &outputs)
{
    std::string text = fmt::format("what attnscope {} writes: name, meaning [unit or values]\n", command);
    for (const OutputDescription &output : outputs) {
        text += "\n" + std::string(output.option) + "\n";
        for (const OutputColumn &column : output.columns)
            text += columnEntry(column);
    }
    return text + "\nWhat is not defined is null in JSON and empty in a table.\n";
}

std::vector<OutputColumn> provenanceColumns()
{
    return {{"attnscope", "version of the program"},
            {"schema", "version of the names"},
            {"model", "name of the model; of compare a list"},
            {"model_sha256", "SHA-256 of the file of weights; of compare a list"},
            {"mask", "the mask that was asked for; null for the model's own"},
            {"seed", "of everything that is drawn; null where nothing is"}};
}

std::vector<OutputColumn> maskFileColumns()
{
    return {{"mask_files[].file", "with a mask from files: the file's name"},
            {"mask_files[].read_as", "what the file's numbers say"},
            {"mask_files[].heads", "how many masks it holds; 1 for all heads alike"},
            {"mask_files[].tokens", "the length it is made for", "tokens"},
            {"mask_files[].note", "what becomes of it on texts of other lengths"}};
}

std::vector<OutputColumn> joined(std::initializer_list<std::vector<OutputColumn>> parts)
{
    std::vector<OutputColumn> columns;
    for (const std::vector<OutputColumn> &part : parts)
        columns.insert(columns.end(), part.begin(), part.end());
    return columns;
}

std::vector<OutputColumn> under(std::string_view prefix, std::vector<OutputColumn> columns)
{
    for (OutputColumn &column : columns)
        column.name.insert(0, prefix);
    return columns;
}

}  // namespace app
