#include "ui/session/written_files.h"

#include <QFileInfo>
#include <QSaveFile>

#include <memory>

namespace ui {
namespace {

constexpr const char *cannot = " cannot be written: ";

core::Error cannotWrite(const QSaveFile &file)
{
    return core::unreadable(file.fileName().toStdString() + cannot + file.errorString().toStdString());
}

}  // namespace

core::Result<void> checkPlace(const std::filesystem::path &path)
{
    std::error_code ignored;
    const auto status = std::filesystem::status(path, ignored);
    if (std::filesystem::exists(status) && !std::filesystem::is_regular_file(status))
        return core::badInput(path.string() + cannot + "it is there already and is no ordinary file");
    if (const auto folder = path.parent_path(); !folder.empty() && !std::filesystem::is_directory(folder, ignored))
        return core::badInput(path.string() + cannot + "there is no folder " + folder.string());
    const auto folder = path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
    if (!QFileInfo(QString::fromStdString(folder.string())).isWritable())
        return core::badInput(path.string() + cannot + "the folder cannot be written to");
    return {};
}

core::Result<void> writeFile(const std::filesystem::path &path, const std::string &bytes)
{
    return writeFiles({{path, bytes}});
}

core::Result<void> writeFiles(const std::vector<FileContent> &files)
{
    std::vector<std::unique_ptr<QSaveFile>> written;
    for (const FileContent &content : files) {
        if (core::Result<void> checked = checkPlace(content.path); !checked)
            return checked;
        QSaveFile &file = *written.emplace_back(std::make_unique<QSaveFile>(QString::fromStdString(content.path.string())));
        const auto size = static_cast<qint64>(content.bytes.size());
        if (!file.open(QIODevice::WriteOnly) || file.write(content.bytes.data(), size) < size || !file.flush())
            return cannotWrite(file);
    }
    for (const std::unique_ptr<QSaveFile> &file : written) {
        if (!file->commit())
            return cannotWrite(*file);
    }
    return {};
}

QString saveText(const std::string &text, const QString &path)
{
    const core::Result<void> written = writeFile(QFile::encodeName(path).toStdString(), text);
    return written ? QString() : QString::fromStdString(written.error().message);
}

}  // namespace ui
