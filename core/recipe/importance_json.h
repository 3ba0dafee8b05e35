#pragma once

#include "core/analysis/importance/importance_options.h"
#include "core/recipe/json_fields.h"

namespace core {

// What a measure of importance is asked, as fields of a panel: "class", "quantity", "at", "residual", "baseline" and "steps". Only what
// is not as usual is written.
void readImportance(JsonFields &fields, ImportanceOptions &options);
void addImportance(const ImportanceOptions &options, nlohmann::ordered_json &json);

}  // namespace core
