#include "ui/export/weights_hash.h"

#include "core/format/model_files.h"

#include <QCryptographicHash>
#include <QFile>

#include <algorithm>
#include <iterator>
#include <map>
#include <mutex>
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

// Of files as they were: gigabytes take seconds, and every figure of a model asks. Thread-safe.
class HashMemory
{
public:
    std::optional<std::string> hashOf(const std::vector<path> &files, const core::ModelStamp &stamp)
    {
        const std::lock_guard lock(m_mutex);
        Known &known = m_known[files];
        if (!known.hash || known.stamp != stamp)
            known = {stamp, sha256Of(files)};
        return known.hash;
    }

private:
    struct Known {
        core::ModelStamp stamp;
        std::optional<std::string> hash;
    };

    std::mutex m_mutex;
    std::map<std::vector<path>, Known> m_known;
};

std::optional<std::string> rememberedHash(const std::vector<path> &files)
{
    core::ModelStamp stamp;
    std::ranges::transform(files, std::back_inserter(stamp), core::stampOf);
    static HashMemory memory;
    return memory.hashOf(files, stamp);
}

}  // namespace

std::optional<std::string> sha256Of(const path &file)
{
    return sha256Of(std::vector{file});
}

std::map<std::string, std::string> otherHashes(const path &model)
{
    const std::vector<path> weights = core::weightFiles(model);
    std::map<std::string, std::string> hashes;
    for (const path &file : core::modelFiles(model)) {
        if (std::ranges::find(weights, file) != weights.end())
            continue;
        if (const auto hash = rememberedHash({file}))
            hashes[file.filename().string()] = *hash;
    }
    return hashes;
}

std::optional<std::string> weightsHash(const path &model)
{
    const std::vector<path> files = core::weightFiles(model);
    return files.empty() ? std::nullopt : rememberedHash(files);
}

}  // namespace ui
