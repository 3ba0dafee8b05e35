#pragma once

#include "core/recipe/venue_preset.h"

#include <QFont>
#include <QString>

namespace ui {

// The first of the families that stand for a venue's which is installed, with what it should be.
struct PaperFont {
    QFont font;
    QString missing;  // the family that was asked for, where none of its kind is installed; empty where one is
    QString generic;  // "serif" or "sans-serif"
};

PaperFont paperFont(core::TextFamily family);

}  // namespace ui
