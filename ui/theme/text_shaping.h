#pragma once

#include <QString>

namespace ui {

// Whether letters of the text have to be joined or placed by their neighbors. Others are drawn one by one, as they were typed: shaping
// makes an arrow of "->" in some fonts.
bool needsShaping(const QString &text);

}  // namespace ui
