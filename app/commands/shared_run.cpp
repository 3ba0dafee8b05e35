#include "app/commands/shared_run.h"

#include "app/commands/command_output.h"
#include "app/commands/compare.h"
#include "app/commands/eval.h"
#include "app/commands/spectrum.h"
#include "app/commands/words.h"
#include "app/output_files.h"
#include "core/base/counted.h"
#include "core/base/input_file.h"
#include "core/base/message_text.h"
#include "ui/export/weights_hash.h"
#include "ui/session/written_files.h"

#include <fmt/core.h>

#include <ostream>
#include <utility>

namespace app {

namespace {

using core::Result;
using core::RunInput;
using std::filesystem::path;

Result<void> answer(const CommandLine &line, std::ostream &out, std::ostream &errors)
{
    switch (line.command) {
    case Command::Eval: return answerEval(line, out, errors);
    case Command::Spectrum: return answerSpectrum(line, out, errors);
    case Command::Compare: return answerCompare(line, out, errors);
    default: return answerWords(line, out, errors);
    }
}

Result<void> addFile(const char *what, const path &file, std::vector<RunInput> &inputs)
{
    const auto hash = ui::sha256Of(file);
    if (!hash)
        return core::unreadable("cannot read " + core::pathText(file));
    inputs.push_back({.what = what, .path = file.string(), .sha256 = *hash});
    return {};
}

// Its weights, and the files beside them, each by its name. Whoever loads the model says what is missing.
void addModel(const path &model, std::vector<RunInput> &inputs)
{
    inputs.push_back({.what = "model", .path = model.string(), .sha256 = ui::weightsHash(model).value_or("")});
    for (const auto &[name, hash] : ui::otherHashes(model))
        inputs.push_back({.what = "model file", .path = (model / name).string(), .sha256 = hash});
}

Result<void> addMaskInputs(const core::AttentionMask &mask, std::vector<RunInput> &inputs)
{
    if (!mask.pattern)
        return {};
    for (const std::vector<core::MaskTerm> &terms : mask.pattern->alternatives) {
        for (const core::MaskTerm &term : terms) {
            if (term.kind != core::MaskKind::File)
                continue;
            if (Result<void> added = addFile("mask", term.file, inputs); !added)
                return added;
        }
    }
    return {};
}

Result<void> runShard(const CommandLine &asked, std::ostream &out, std::ostream &errors)
{
    const Result<core::SharedRun> run = sharedRunOf(asked);
    if (!run)
        return run.error();
    if (Result<void> place = ui::checkPlace(asked.partial); !place)
        return place;
    CommandLine line = asked;
    line.outcomes = std::make_shared<core::TextOutcomes>(*line.shard);
    const Result<void> ran = answer(line, out, errors);  // ends as cancelled when all texts of the shard are kept
    if (!ran && ran.error().kind != core::ErrorKind::Cancelled)
        return ran;
    const core::PartialRun partial{.run = *run, .shard = *line.shard, .passes = line.outcomes->kept()};
    if (Result<void> written = ui::writeFile(line.partial, core::partialRunText(partial)); !written)
        return written;
    const std::size_t texts = partial.passes.empty() ? 0 : partial.passes.front().size();
    out << fmt::format("shard {} of {}: {} in {}\n", line.shard->number, line.shard->count, core::counted(texts, "text"),
                       core::pathText(line.partial));
    return {};
}

// The command line that the shards were given, and what is to become of the answer.
Result<CommandLine> sharedLine(const CommandLine &merge, const core::SharedRun &run)
{
    std::vector<std::string> arguments = run.arguments;
    const auto behindCommand = [&arguments](const std::string &option) { arguments.insert(arguments.begin() + 1, option); };
    for (const auto &[name, file] :
         {std::pair{"--csv=", merge.csv}, {"--summary=", merge.summary}, {"--predictions=", merge.predictions}}) {
        if (!file.empty())
            behindCommand(name + file.string());
    }
    if (merge.wantsJson)
        behindCommand("--json");
    std::vector<const char *> plain;
    for (const std::string &argument : arguments)
        plain.push_back(argument.c_str());
    Result<CommandLine> line = parseCommandLine(plain);
    if (!line)
        return line;
    const bool isShared = line->command == Command::Eval || line->command == Command::Spectrum ||
                          line->command == Command::Compare || line->command == Command::Words;
    if (!isShared)
        return core::badInput("no command that is shared out is named in " + core::pathText(merge.models.front()));
    if (line->mask.isActive() && !line->predictions.empty())
        return core::badInput("--predictions of a mask takes another pass over the texts, which shards have not made");
    if (Result<void> apart = checkOutputFiles(*line); !apart)
        return apart.error();
    if (Result<void> read = readMaskFiles(*line); !read)
        return read.error();
    return line;
}

Result<void> checkUnchanged(const CommandLine &line, const core::SharedRun &run)
{
    const Result<core::SharedRun> now = sharedRunOf(line);
    if (!now)
        return now.error();
    for (std::size_t index = 0; index < run.inputs.size(); ++index) {
        const RunInput &input = run.inputs[index];
        if (index >= now->inputs.size() || now->inputs[index] != input)
            return core::badInput(
                fmt::format("the {} {} is not what it was when the shards ran", input.what, core::quotedText(input.path)));
    }
    return {};
}

Result<void> merge(const CommandLine &asked, std::ostream &out, std::ostream &errors)
{
    std::vector<core::PartialFile> files;
    for (const path &file : asked.models) {
        Result<core::PartialRun> partial = core::readPartialRun(file);
        if (!partial)
            return partial.error();
        files.push_back({.file = file, .partial = *std::move(partial)});
    }
    const core::SharedRun run = files.front().partial.run;
    auto outcomes = core::putTogether(std::move(files));
    if (!outcomes)
        return outcomes.error();
    Result<CommandLine> line = sharedLine(asked, run);
    if (!line)
        return line.error();
    if (Result<void> unchanged = checkUnchanged(*line, run); !unchanged)
        return unchanged;
    line->outcomes = std::make_shared<core::TextOutcomes>(*std::move(outcomes));
    return answer(*line, out, errors);
}

int statusOf(const Result<void> &done, std::ostream &errors)
{
    if (done)
        return EXIT_SUCCESS;
    printError(done.error(), errors);
    return EXIT_FAILURE;
}

}  // namespace

Result<core::SharedRun> sharedRunOf(const CommandLine &line)
{
    core::SharedRun run{.arguments = line.arguments, .inputs = {}};
    std::erase_if(run.arguments, [](const std::string &argument) {
        return argument.starts_with("--csv=") || argument.starts_with("--summary=") ||
               argument.starts_with("--predictions=") || argument == "--json";
    });
    for (const path &model : line.models)
        addModel(model, run.inputs);
    if (!line.against.empty())
        addModel(line.against, run.inputs);
    if (Result<void> added = addFile("data", line.data, run.inputs); !added)
        return added.error();
    const Result<void> added = addMaskInputs(line.mask, run.inputs);
    return added ? Result(std::move(run)) : added.error();
}

int shardCommand(const CommandLine &line, std::ostream &out, std::ostream &errors)
{
    return statusOf(runShard(line, out, errors), errors);
}

int mergeCommand(const CommandLine &line, std::ostream &out, std::ostream &errors)
{
    return statusOf(merge(line, out, errors), errors);
}

}  // namespace app
