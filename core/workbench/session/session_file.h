#pragma once

#include "core/base/result.h"
#include "core/base/stop.h"
#include "core/workbench/workbench_state.h"

#include <string>
#include <string_view>
#include <vector>

namespace core {

// A session as a file: one JSON object with the version under "session", the whole state, and how the files of its models were when
// it was saved (resources/help/files.md, Sessions). Painted masks and targets are in it; masks and texts from files are named by
// their path.

// `program` is the version of Attnscope that writes it. Numbers are written so that they are read back to the bit.
std::string sessionText(const WorkbenchState &state, const std::string &program);

struct ReadSession {
    WorkbenchState state;
    // One sentence each on what could not be had, was left out, is not known or is another by now: models, masks, settings.
    std::vector<std::string> problems;
    bool showsAnotherModel = false;  // as the shown one is gone
};

// Refuses what is no session, one of a later version, and values of another type or out of their range. What is not in the file keeps
// its default; settings that this version does not know are kept for the next time it is saved. Reads the masks that the state names
// and looks at its models' files; those that are gone are looked for in the session's own `folder`, where it has one.
Result<ReadSession> readSession(std::string_view text, const StopToken &stop, const std::filesystem::path &folder = {});

}  // namespace core
