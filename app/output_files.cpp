#include "app/output_files.h"

#include "app/commands/provenance.h"
#include "core/base/input_file.h"
#include "core/base/same_file.h"
#include "core/format/model_files.h"

#include <fmt/core.h>

#include <vector>

namespace app {

namespace {

using core::Result;
using std::filesystem::path;

struct NamedFile {
    std::string name;  // in a message
    path file;
};

std::vector<NamedFile> outputsOf(const CommandLine &line)
{
    std::vector<NamedFile> outputs{{"--trace", line.trace},
                                   {"--csv", line.csv},
                                   {"--summary", line.summary},
                                   {"--screenshot", line.screenshot},
                                   {"-o", line.figure.output},
                                   {"--save-session", line.savedSession},
                                   {"--predictions", line.predictions},
                                   {"--partial", line.partial}};
    for (const path &table : {line.csv, line.summary, line.predictions}) {
        if (!table.empty())
            outputs.push_back({"the provenance beside " + table.filename().string(), provenanceFile(table)});
    }
    std::erase_if(outputs, [](const NamedFile &output) { return output.file.empty(); });
    return outputs;
}

std::vector<NamedFile> inputsOf(const CommandLine &line)
{
    std::vector<NamedFile> inputs;
    if (!line.data.empty())
        inputs.push_back({"the file of --data", line.data});
    if (!line.session.empty())
        inputs.push_back({"the file of --session", line.session});
    std::vector<path> models = line.models;
    if (!line.against.empty())
        models.push_back(line.against);
    if (line.command == Command::Merge) {
        for (const path &partial : line.models)
            inputs.push_back({"the file of a shard", partial});
        return inputs;
    }
    if (line.command == Command::Figure) {
        inputs.push_back({"the recipe", line.model});
        models.clear();
    }
    for (const path &model : models) {
        for (const path &file : core::modelFiles(model))
            inputs.push_back({"a file of the model", file});
    }
    if (!line.mask.pattern)
        return inputs;
    for (const std::vector<core::MaskTerm> &terms : line.mask.pattern->alternatives) {
        for (const core::MaskTerm &term : terms) {
            if (term.kind == core::MaskKind::File)
                inputs.push_back({"a file of --mask", term.file});
        }
    }
    return inputs;
}

}  // namespace

Result<void> checkOutputFiles(const CommandLine &line)
{
    const std::vector<NamedFile> outputs = outputsOf(line);
    std::vector<NamedFile> taken = outputs.empty() ? std::vector<NamedFile>() : inputsOf(line);
    for (const NamedFile &output : outputs) {
        for (const NamedFile &other : taken) {
            if (core::areOneFile(output.file, other.file))
                return core::badInput(
                    fmt::format("{} would write over {}, {}", output.name, other.name, core::pathText(other.file)));
        }
        const bool isOption = output.name.starts_with("--");
        taken.push_back({(isOption ? "that of " : "") + output.name, output.file});
    }
    return {};
}

}  // namespace app
