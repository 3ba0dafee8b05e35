#include "ui/export/weights_hash.h"

#include "core/format/model_files.h"

#include <QCryptographicHash>
#include <QFile>

#include <vector>

namespace ui {
namespace {

using std::filesystem::path;

std::optional<std::string> sha256Of(const std::vector<path> &files)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const path &file : files) {
        QFile input(QString::fromStdString(file.string()));
        if (!input.open(QIODevice::ReadOnly) || !hash.addData(&input))
            return std::nullopt;
    }
    return hash.result().toHex().toStdString();
}

}  // namespace

std::optional<std::string> sha256Of(const path &file)
{
    return sha256Of(std::vector{file});
}

std::optional<std::string> weightsHash(const path &model)
{
    const std::vector<path> files = core::weightFiles(model);
    return files.empty() ? std::nullopt : sha256Of(files);
}

}  // namespace ui
