#include "ui/export/weights_hash.h"

#include "core/format/model_folder.h"

#include <QCryptographicHash>
#include <QFile>

#include <algorithm>
#include <vector>

namespace ui {
namespace {

using std::filesystem::path;

bool holdsWeights(const path &file)
{
    const path extension = file.extension();
    return extension != ".json" && extension != ".txt";
}

}  // namespace

std::optional<std::string> sha256Of(const path &file)
{
    QFile input(QString::fromStdString(file.string()));
    QCryptographicHash hash(QCryptographicHash::Sha256);
    if (!input.open(QIODevice::ReadOnly) || !hash.addData(&input))
        return std::nullopt;
    return hash.result().toHex().toStdString();
}

std::optional<std::string> weightsHash(const path &model)
{
    const std::vector<path> files = core::modelFiles(model);
    const auto weights = std::ranges::find_if(files, holdsWeights);
    return weights == files.end() ? std::nullopt : sha256Of(*weights);
}

}  // namespace ui
