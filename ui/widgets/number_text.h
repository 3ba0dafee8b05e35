#pragma once

#include <QString>

#include <cstdint>
#include <string_view>

namespace ui {

QString countText(std::int64_t count);                               // "5,012"
QString countedText(std::int64_t count, std::string_view singular);  // "1 token", "5,012 tokens"
QString parameterText(std::int64_t count);                           // "2.1 M"
QString millisecondText(double milliseconds);                        // "0.4 ms", "31 ms"
QString numberText(double number, int decimals);                     // "0.95", "−1.31", with a real minus
QString changeText(double change, int decimals);                     // "+0.02", "−0.02", with a real minus

}  // namespace ui
