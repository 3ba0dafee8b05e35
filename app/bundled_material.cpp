#include "app/bundled_material.h"

#include <QFile>

#include <algorithm>

namespace app {

namespace {

namespace fs = std::filesystem;

// Beside an installed program; otherwise in the source tree it was built from.
fs::path bundledModelsFolder()
{
    std::error_code error;
    const fs::path program = fs::read_symlink("/proc/self/exe", error);
    const fs::path installed = program.parent_path().parent_path() / "share" / "attnscope" / "models";
    return fs::is_directory(installed, error) ? installed : fs::path(ATTNSCOPE_SOURCE_MODELS);
}

bool isModelFolder(const fs::path &folder)
{
    std::error_code error;
    return fs::exists(folder / "config.json", error) && fs::exists(folder / "model.safetensors", error);
}

}  // namespace

std::vector<fs::path> bundledModels()
{
    std::vector<fs::path> models;
    std::error_code error;
    for (const fs::directory_entry &entry : fs::directory_iterator(bundledModelsFolder(), error)) {
        if (isModelFolder(entry.path()))
            models.push_back(entry.path());
    }
    std::ranges::sort(models);
    return models;
}

// Their folders are called wiki-HEADSxSIZE.
std::vector<fs::path> headSizeFamily()
{
    std::vector<fs::path> family = bundledModels();
    std::erase_if(family, [](const fs::path &model) { return !model.filename().string().starts_with("wiki-"); });
    return family;
}

QStringList exampleSentences()
{
    QFile file(QStringLiteral(":/examples/sentences.txt"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts);
}

}  // namespace app
