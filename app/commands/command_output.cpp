#include "app/commands/command_output.h"

#include "core/base/message_text.h"

#include <QSaveFile>

#include <ostream>

namespace app {

void printError(const core::Error &error, std::ostream &errors)
{
    errors << "attnscope: " << core::messageLine(error.message) << '\n';
}

void printNote(const std::vector<std::string> &parts, std::ostream &errors)
{
    std::string note;
    for (const std::string &part : parts)
        note += (note.empty() || part.empty() ? "" : "; ") + part;
    if (!note.empty())
        errors << "attnscope: note: " << core::messageLine(note) << '\n';
}

core::Result<void> writeFile(const std::filesystem::path &path, const std::string &bytes)
{
    const std::string cannot = path.string() + " cannot be written: ";
    std::error_code ignored;
    const auto status = std::filesystem::status(path, ignored);
    if (std::filesystem::exists(status) && !std::filesystem::is_regular_file(status))
        return core::badInput(cannot + "it is there already and is no ordinary file");
    if (const auto folder = path.parent_path(); !folder.empty() && !std::filesystem::is_directory(folder, ignored))
        return core::badInput(cannot + "there is no folder " + folder.string());
    QSaveFile file(QString::fromStdString(path.string()));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes.data(), static_cast<qint64>(bytes.size())) < 0 ||
        !file.commit())
        return core::unreadable(cannot + file.errorString().toStdString());
    return {};
}

}  // namespace app
