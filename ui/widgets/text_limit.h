#pragma once

namespace ui {

// Of a text that is typed or pasted, in UTF-16 units.
inline constexpr int longestText = 4'000'000;

}  // namespace ui
