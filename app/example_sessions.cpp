#include "app/example_sessions.h"

#include "app/bundled_material.h"
#include "core/workbench/session/path_text.h"

#include <nlohmann/json.hpp>

#include <QDirIterator>
#include <QFile>

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>

namespace app {
namespace {

using Json = nlohmann::json;

std::map<std::string, std::string> bundledPaths()
{
    std::map<std::string, std::string> paths;
    for (const std::filesystem::path &model : bundledModels())
        paths[model.filename().string()] = core::escapedPath(model);
    return paths;
}

// The file names models by their folders' names.
std::optional<ExampleSession> exampleIn(const QString &path, const std::map<std::string, std::string> &models)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const Json example = Json::parse(file.readAll().toStdString());
    Json session = example.at("session");
    std::vector<Json *> names{&session.at("shown_model")};
    for (Json &model : session.at("open_models"))
        names.push_back(&model);
    for (Json *name : names) {
        const auto known = models.find(name->get<std::string>());
        if (known == models.end())
            return std::nullopt;
        *name = known->second;
    }
    return ExampleSession{.title = QString::fromStdString(example.at("title").get<std::string>()),
                          .lookAt = QString::fromStdString(example.at("look_at").get<std::string>()),
                          .session = session.dump()};
}

}  // namespace

std::vector<ExampleSession> exampleSessions()
{
    QStringList files;
    for (QDirIterator folder(QStringLiteral(":/examples/claims")); folder.hasNext();)
        files << folder.next();
    files.sort();  // they begin with their numbers
    const std::map<std::string, std::string> models = bundledPaths();
    std::vector<ExampleSession> examples;
    for (const QString &file : files) {
        if (auto example = exampleIn(file, models))
            examples.push_back(*std::move(example));
    }
    return examples;
}

}  // namespace app
