#pragma once

#include <QString>

class QWidget;

namespace ui {

// Asks where to save a file: `proposed` with an ending, which a name without one gets, and `types` as QFileDialog has them. Empty where
// nothing was chosen.
QString chosenSaveFile(QWidget &parent, const QString &title, const QString &proposed, const QString &types);

// A table with commas, likewise.
QString chosenTableFile(QWidget &parent, const QString &title, const QString &proposed);

}  // namespace ui
