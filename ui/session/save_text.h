#pragma once

#include <QString>

#include <string>

namespace ui {

// Writes the whole file, or leaves what was there. Gives the problem as one sentence, or nothing.
QString saveText(const std::string &text, const QString &path);

}  // namespace ui
