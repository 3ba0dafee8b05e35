#pragma once

class QWidget;

namespace ui {

// What a widget is in the window's order of things; the style sheet draws it accordingly.
enum class Role {
    Card,      // white surface, one hairline, 8 px corners
    Bar,       // the full-width strip at the top or the bottom
    Title,     // of a card
    Caption,   // small capitals above a list
    Note,      // muted small text
    Strong,    // a number that matters
    Message,   // the message bar
    Guide,     // the message bar where nothing went wrong
    DropArea,  // where models may be dropped
    ModelRow,  // one open model
    Segment,   // one of a few words of which one is chosen
    Chip,      // a choice or a run that is told of away from its page
    OffChip,   // the same where it does not count
    Palette    // the command palette, above the window
};

void setRole(QWidget &widget, Role role);

}  // namespace ui
