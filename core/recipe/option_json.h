#pragma once

#include "core/recipe/json_fields.h"
#include "core/recipe/panel_kind.h"
#include "core/recipe/panel_options.h"

#include <nlohmann/json.hpp>

namespace core {

// The fields that optionFields() lists for the kind. Those at their default are not written.
void readOptions(JsonFields &fields, PanelKind kind, PanelOptions &options);
void addOptions(PanelKind kind, const PanelOptions &options, nlohmann::ordered_json &json);

}  // namespace core
