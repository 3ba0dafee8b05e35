// Session files: what is accepted is written back as the same session, in which every number is in the range of its control.

#include "core/workbench/session/session_file.h"
#include "core/workbench/session/state_check.h"
#include "tests/core/workbench/full_state.h"
#include "tests/fuzz/fuzzing.h"
#include "tests/fuzz/json_mutation.h"

namespace {

std::string problemFault(const std::vector<std::string> &problems)
{
    for (const std::string &problem : problems) {
        if (std::string fault = fuzz::refusalFault(core::badInput(problem)); !fault.empty())
            return fault;
    }
    return {};
}

std::string judge(std::string_view input)
{
    const auto session = core::readSession(input, {});
    if (!session)
        return fuzz::refusalFault(session.error());
    if (std::string fault = problemFault(session->problems); !fault.empty())
        return fault;
    if (const auto checked = core::checkState(session->state); !checked)
        return "accepted although " + checked.error().message;
    const auto &models = session->state.openModels;
    if (models.empty() != session->state.shownModel.empty())
        return "a model is shown that is not open";
    const auto again = core::readSession(core::sessionText(session->state, "0"), {});
    if (!again)
        return "not read back: " + again.error().message;
    return again->state == session->state ? "" : "another session when it is read back";
}

}  // namespace

int main(int argc, char **argv)
{
    return fuzz::run({.name = "session",
                      .seeds = {core::sessionText(support::fullState(), "0"), core::sessionText({}, "0")},
                      .dictionary = {"\"session\": ", "\"rank\"", "null", "true", "1e400", "\"diagonal\"", "\"band:3\"",
                                     "\"painted:2:8\"", "\"file:a.npy\"", "%41", "%", "\\u0000", "\xff"},
                      .judge = judge,
                      .mutate = fuzz::mutatedJson},
                     argc, argv);
}
