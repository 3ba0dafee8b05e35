#pragma once

#include <QStringList>

namespace ui {

// The names in one of the engine's tables of descriptions, for a menu.
template <typename Descriptions>
QStringList namesOf(const Descriptions &descriptions)
{
    QStringList names;
    for (const auto &description : descriptions)
        names << QString::fromUtf8(description.name.data(), static_cast<qsizetype>(description.name.size()));
    return names;
}

}  // namespace ui
