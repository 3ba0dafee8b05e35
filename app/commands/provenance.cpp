#include "app/commands/provenance.h"

#include "app/commands/command_json.h"
#include "core/base/number_text.h"
#include "core/model/mask/mask_text.h"
#include "ui/export/weights_hash.h"
#include "ui/session/written_files.h"

#include <utility>
#include <vector>

namespace app {

namespace {

using nlohmann::ordered_json;
using std::filesystem::path;

void roundNumbers(ordered_json &json)
{
    if (json.is_number_float())
        json = core::withNineDigits(json.get<double>());
    if (!json.is_structured())
        return;
    for (ordered_json &value : json)
        roundNumbers(value);
}

}  // namespace

ordered_json provenanceJson(const Origin &origin)
{
    ordered_json hashes = ordered_json::array();
    for (const path &model : origin.models) {
        const auto hash = ui::weightsHash(model);
        hashes.push_back(hash ? ordered_json(*hash) : ordered_json());
    }
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

std::string answerText(ordered_json provenance, ordered_json answer)
{
    roundNumbers(answer);
    return jsonText(withProvenance(std::move(provenance), answer));
}

path provenanceFile(const path &table)
{
    path file = table;
    file += ".json";
    return file;
}

core::Result<void> writeTable(const path &path, const std::string &csv, const ordered_json &provenance)
{
    return ui::writeFiles({{provenanceFile(path), jsonText(provenance)}, {path, csv}});
}

}  // namespace app
