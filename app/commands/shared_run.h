#pragma once

#include "app/command_line.h"
#include "core/corpus/shards/partial_run.h"

#include <iosfwd>

namespace app {

// A run over many texts that several machines share: each runs a shard of the texts, and merge puts what they found together. It then
// prints what one run over all texts would have printed, since it gathers the texts in their order in both cases.

// What the run of this command line reads, with the files as they are now. Fails where one cannot be read.
core::Result<core::SharedRun> sharedRunOf(const CommandLine &line);

// Eval, spectrum, compare or words with --shard: runs the shard's texts and writes --partial, as a whole or not at all. Returns the exit
// status.
int shardCommand(const CommandLine &line, std::ostream &out, std::ostream &errors);

// `attnscope merge F... [--csv F] [--summary F] [--predictions F] [--json]`: the answer of the run whose shards wrote the files. The
// models and the file of texts have to be where they were, and as they were. Returns the exit status.
int mergeCommand(const CommandLine &line, std::ostream &out, std::ostream &errors);

}  // namespace app
