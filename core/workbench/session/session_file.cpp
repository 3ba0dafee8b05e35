#include "core/workbench/session/session_file.h"

#include "core/base/json.h"
#include "core/base/message_text.h"
#include "core/format/model_files.h"
#include "core/model/mask/mask_file.h"
#include "core/model/mask/mask_text.h"
#include "core/workbench/session/json_reader.h"
#include "core/workbench/session/json_writer.h"
#include "core/workbench/session/moved_models.h"
#include "core/workbench/session/path_text.h"
#include "core/workbench/session/state_check.h"

#include <fmt/core.h>

#include <algorithm>

namespace core {

namespace {

constexpr unsigned version = 1;

// Sizes and times, which tell that a training run has written to a model since, also from another computer's copy of the folder.
nlohmann::json filesOf(const std::filesystem::path &model)
{
    nlohmann::json files = nlohmann::json::array();
    for (const FileStamp &stamp : stampOfModel(model))
        files.push_back({{"size", stamp.size}, {"modified", stamp.modified}});
    return files;
}

nlohmann::json modelFilesOf(const WorkbenchState &state)
{
    nlohmann::json models = nlohmann::json::object();
    for (const std::filesystem::path &model : state.openModels)
        models[escapedPath(model)] = filesOf(model);
    return models;
}

// Takes out of the session what is no part of the state. Gives the files of its models.
Result<nlohmann::json> takeHead(nlohmann::json &session)
{
    if (!session.is_object() || !session.contains("session"))
        return badInput("this is no session of Attnscope");
    const nlohmann::json written = session["session"];
    if (!written.is_number_unsigned() || written == 0U)
        return badInput("session is not a version");
    if (written > version)
        return badInput(
            fmt::format("the session is of version {}, and this Attnscope reads version {}", written.dump(), version));
    nlohmann::json files = session.value("model_files", nlohmann::json::object());
    for (const char *name : {"session", "attnscope", "model_files"})
        session.erase(name);
    return files;
}

// What is gone is left out; another model takes the place of the shown one.
void dropMissingModels(ReadSession &session)
{
    std::vector<std::filesystem::path> &models = session.state.openModels;
    if (!session.state.shownModel.empty() && std::ranges::find(models, session.state.shownModel) == models.end())
        models.push_back(session.state.shownModel);
    std::erase_if(models, [&session](const std::filesystem::path &model) {
        const ModelStamp stamp = stampOfModel(model);
        const bool isGone = std::ranges::all_of(stamp, [](const FileStamp &file) { return file == FileStamp(); });
        if (isGone)
            session.problems.push_back(quotedText(model.string()) + " is not there any more");
        return isGone;
    });
    session.showsAnotherModel =
        !session.state.shownModel.empty() && std::ranges::find(models, session.state.shownModel) == models.end();
    if (session.showsAnotherModel)
        session.state.shownModel = models.empty() ? std::filesystem::path() : models.front();
}

void tellOfChangedModels(const nlohmann::json &files, ReadSession &session)
{
    for (const std::filesystem::path &model : session.state.openModels) {
        const auto known = files.is_object() ? files.find(escapedPath(model)) : files.end();
        if (known != files.end() && *known != filesOf(model))
            session.problems.push_back(quotedText(model.string()) + " has changed since the session was saved");
    }
}

Result<void> readMaskTerms(std::vector<MaskTerm> &terms, ReadSession &session, const StopToken &stop)
{
    for (auto term = terms.begin(); term != terms.end();) {
        MaskPattern pattern = patternOf(*term);
        const Result<void> read = readMaskFiles(pattern, stop);
        if (!read && read.error().kind == ErrorKind::Cancelled)
            return read;
        if (read) {
            *term = pattern.alternatives.front().front();
            ++term;
        } else {
            session.problems.push_back(read.error().message);
            term = terms.erase(term);
        }
    }
    return {};
}

// Of the shown mask and of the pinned one.
Result<void> readMasks(ReadSession &session, const StopToken &stop)
{
    const Result<void> shown = readMaskTerms(session.state.masks.mask.terms, session, stop);
    if (!shown || !session.state.pinned)
        return shown;
    return readMaskTerms(session.state.pinned->choices.mask.terms, session, stop);
}

// A page that could not be read stands whole in the place of an empty one, and is gone once there is another.
void takePage(nlohmann::json &unknown, const WorkbenchState &state, nlohmann::json &session)
{
    const nlohmann::json::json_pointer place("/figures/page");
    if (!unknown.contains(place))
        return;
    if (state.figures == FiguresState())
        session[place] = unknown[place];
    unknown["figures"].erase("page");
}

}  // namespace

std::string sessionText(const WorkbenchState &state, const std::string &program)
{
    nlohmann::json session{{"session", version}, {"attnscope", program}, {"model_files", modelFilesOf(state)}};
    session.update(JsonWriter::written(state));
    Result<nlohmann::json> unknown = parseJson(state.unknownSettings.empty() ? "{}" : state.unknownSettings);
    if (unknown) {
        takePage(*unknown, state, session);
        session.update(*unknown, /*merge_objects=*/true);
    }
    return session.dump(1, ' ', false, nlohmann::json::error_handler_t::replace) + '\n';
}

Result<ReadSession> readSession(std::string_view text, const StopToken &stop, const std::filesystem::path &folder)
{
    Result<nlohmann::json> json = parseJson(text);
    if (!json)
        return json.error();
    const Result<nlohmann::json> files = takeHead(*json);
    if (!files)
        return files.error();
    const std::vector<std::string> moved = folder.empty() ? std::vector<std::string>() : findMovedModels(*json, folder);
    ReadSession session;
    UnknownSettings unknown;
    if (const Result<void> read = JsonReader::read(*json, session.state, unknown); !read)
        return read.error();
    if (!unknown.kept.empty())
        session.state.unknownSettings = unknown.kept.dump();
    session.problems = moved;
    std::ranges::copy(unknown.problems, std::back_inserter(session.problems));
    for (const std::string &name : unknown.names)
        session.problems.push_back(fmt::format("there is no setting named {} in this version", name));
    if (const Result<void> checked = checkState(session.state); !checked)
        return checked.error();
    dropMissingModels(session);
    tellOfChangedModels(*files, session);
    if (const Result<void> masks = readMasks(session, stop); !masks)
        return masks.error();
    return session;
}

}  // namespace core
