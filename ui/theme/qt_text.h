#pragma once

#include <QString>

#include <string>

namespace ui {

// The engine's UTF-8 as Qt's text.
inline QString qtText(const std::string &utf8)
{
    return QString::fromStdString(utf8);
}

}  // namespace ui
