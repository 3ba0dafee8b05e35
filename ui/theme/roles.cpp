#include "ui/theme/roles.h"

#include <QWidget>

namespace ui {

namespace {

const char *roleName(Role role)
{
    switch (role) {
    case Role::Card: return "card";
    case Role::Bar: return "bar";
    case Role::Title: return "title";
    case Role::Caption: return "caption";
    case Role::Note: return "note";
    case Role::Strong: return "strong";
    case Role::Message: return "message";
    case Role::Guide: return "guide";
    case Role::DropArea: return "dropArea";
    case Role::ModelRow: return "modelRow";
    case Role::Segment: return "segment";
    case Role::Chip: return "chip";
    case Role::OffChip: return "offChip";
    case Role::Palette: return "palette";
    }
    return "";
}

}  // namespace

void setRole(QWidget &widget, Role role)
{
    widget.setProperty("role", QString::fromLatin1(roleName(role)));
}

}  // namespace ui
