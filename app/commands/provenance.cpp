#include "app/commands/provenance.h"

#include "app/commands/command_json.h"
#include "app/commands/command_output.h"
#include "core/format/model_folder.h"
#include "core/model/mask/mask_text.h"

#include <QCryptographicHash>
#include <QFile>

namespace app {

namespace {

using nlohmann::ordered_json;
using std::filesystem::path;

bool holdsWeights(const path &file)
{
    const path extension = file.extension();
    return extension != ".json" && extension != ".txt";
}

ordered_json weightsHash(const path &model)
{
    for (const path &file : core::modelFiles(model)) {
        if (!holdsWeights(file))
            continue;
        const auto hash = sha256Of(file);
        return hash ? ordered_json(*hash) : ordered_json();
    }
    return {};
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

ordered_json provenanceJson(const Origin &origin)
{
    ordered_json hashes = ordered_json::array();
    for (const path &model : origin.models)
        hashes.push_back(weightsHash(model));
    const bool isMasked = origin.mask && origin.mask->isActive();
    return {{"attnscope", ATTNSCOPE_VERSION},
            {"schema", outputSchema},
            {"model", origin.names},
            {"model_sha256", hashes},
            {"mask", isMasked ? ordered_json(core::maskText(*origin.mask)) : ordered_json()},
            {"seed", origin.seed ? ordered_json(*origin.seed) : ordered_json()}};
}

ordered_json provenanceJson(const path &model, const std::string &name, const core::AttentionMask *mask,
                            std::optional<std::uint32_t> seed)
{
    ordered_json json =
        provenanceJson({.models = std::span(&model, 1), .names = std::span(&name, 1), .mask = mask, .seed = seed});
    for (const char *key : {"model", "model_sha256"}) {
        ordered_json only = json[key].front();
        json[key] = std::move(only);
    }
    return json;
}

ordered_json withProvenance(ordered_json provenance, const ordered_json &json)
{
    provenance.update(json);
    return provenance;
}

path provenanceFile(const path &table)
{
    path file = table;
    file += ".json";
    return file;
}

core::Result<void> writeTable(const path &path, const std::string &csv, const ordered_json &provenance)
{
    return writeFiles({{provenanceFile(path), jsonText(provenance)}, {path, csv}});
}

}  // namespace app
