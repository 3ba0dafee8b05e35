#pragma once

#include "core/base/result.h"
#include "core/corpus/runs/text_outcomes.h"

#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace core {

// A file that the run reads.
struct RunInput {
    std::string what;  // "model", "data", "mask"
    std::string path;  // as it was named
    std::string sha256;

    bool operator==(const RunInput &) const = default;
};

// What a command line runs over many texts.
struct SharedRun {
    std::vector<std::string>
        arguments;  // the command and what it was given, in one spelling and order; without what becomes of the answer
    std::vector<RunInput> inputs;

    bool operator==(const SharedRun &) const = default;
};

// What a run of one shard leaves in a file, to be put together with the others.
struct PartialRun {
    SharedRun run;
    TextShard shard;
    std::vector<PassOutcomes> passes;
};

// Lines of JSON: first an object with attnscope_partial (the version, 1), shard ([I, N]), arguments, inputs and passes (of each the
// number of its texts), then what each text gave, pass by pass.
std::string partialRunText(const PartialRun &partial);

// Refuses, with a sentence that names the file, what is no such file, one of a later version, and one that is cut short.
Result<PartialRun> readPartialRun(const std::filesystem::path &file);

// A file and what it holds.
struct PartialFile {
    std::filesystem::path file;
    PartialRun partial;
};

// The outcomes of all shards in the order of their numbers. Refuses, naming the file and what differs, shards of another run than the
// first one's: of another command, option, model or file; shards that are there twice; and those of which some are missing.
Result<std::vector<std::vector<PassOutcomes>>> putTogether(std::vector<PartialFile> files);

}  // namespace core
