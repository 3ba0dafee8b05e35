#pragma once

#include "core/recipe/panel_kind.h"

#include <span>
#include <string_view>

namespace core {

// A field of a panel that only some kinds have.
struct OptionField {
    std::string_view name;     // in recipes
    std::string_view meaning;  // with the values it may have
};

// What the kind is set to besides what its description tells.
std::span<const OptionField> optionFields(PanelKind kind);

}  // namespace core
