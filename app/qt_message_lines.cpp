#include "app/qt_message_lines.h"

#include "core/base/message_text.h"

#include <fmt/core.h>

#include <string_view>

namespace app {
namespace {

// Of fonts, but in Qt's category for everything.
constexpr const char *fontFolder = "QFontDatabase: Cannot find font directory";

// Of a script that a font lacks, for every text and size anew. Whoever draws such a text says what stands in its place.
constexpr const char *missingScript = "OpenType support missing for";

// What a platform without a window manager says of every window with a least size.
constexpr const char *sizeHints = "This plugin does not support propagateSizeHints()";

bool isError(QtMsgType type)
{
    return type == QtCriticalMsg || type == QtFatalMsg;
}

bool isOfFonts(const char *category, const QString &message)
{
    return (category && std::string_view(category) == "qt.qpa.fonts") || message.startsWith(QLatin1String(fontFolder));
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
    const bool isKnown = message == QLatin1String(sizeHints) || message.trimmed().startsWith(QLatin1String(missingScript));
    if (!isError(type) && isKnown)
        return std::nullopt;
    if (!isError(type) && isOfFonts(category, message) && m_hasToldOfFonts.exchange(true))
        return std::nullopt;
    return fmt::format("attnscope: {}: {}", kindOf(type), core::messageLine(message.simplified().toStdString()));
}

}  // namespace app
