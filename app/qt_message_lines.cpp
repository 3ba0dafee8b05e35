#include "app/qt_message_lines.h"

#include "core/base/message_text.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace app {
namespace {

// Of fonts, but in Qt's category for everything.
constexpr std::array<const char *, 2> fontTexts{"OpenType support missing for", "QFontDatabase: Cannot find font directory"};

// What a platform without a window manager says of every window with a least size.
constexpr const char *sizeHints = "This plugin does not support propagateSizeHints()";

bool isError(QtMsgType type)
{
    return type == QtCriticalMsg || type == QtFatalMsg;
}

bool isOfFonts(const char *category, const QString &message)
{
    return (category && std::string_view(category) == "qt.qpa.fonts") ||
           std::ranges::any_of(fontTexts, [&message](const char *text) { return message.startsWith(QLatin1String(text)); });
}

const char *kindOf(QtMsgType type)
{
    if (isError(type))
        return "error";
    return type == QtWarningMsg ? "warning" : "note";
}

}  // namespace

std::optional<std::string> QtMessageLines::lineFor(QtMsgType type, const char *category, const QString &message)
{
    if (!isError(type) && message == QLatin1String(sizeHints))
        return std::nullopt;
    if (!isError(type) && isOfFonts(category, message) && m_hasToldOfFonts.exchange(true))
        return std::nullopt;
    return fmt::format("attnscope: {}: {}", kindOf(type), core::messageLine(message.simplified().toStdString()));
}

}  // namespace app
