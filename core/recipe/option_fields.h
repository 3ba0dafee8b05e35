#pragma once

#include "core/recipe/panel_kind.h"

#include <span>
#include <string_view>
#include <vector>

namespace core {

// What a field holds.
enum class FieldForm {
    Choice,  // one of its choices
    Flag,
    Whole,
    Number,
    Text,
    Json  // a list or an object
};

// A field of a panel that only some kinds have.
struct OptionField {
    std::string_view name;     // in recipes
    std::string_view meaning;  // with the values it may have
    FieldForm form = FieldForm::Text;
    std::vector<std::string_view> choices = {};
};

// What only panels of this kind are set to.
std::vector<OptionField> optionFields(PanelKind kind);

// With its matrix and measure and what importance follows: all that there is besides its head, how it looks and what it is drawn of.
std::vector<OptionField> panelFields(PanelKind kind);

}  // namespace core
