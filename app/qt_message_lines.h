#pragma once

#include <QString>
#include <QtGlobal>

#include <atomic>
#include <optional>
#include <string>

namespace app {

// What Qt and this program's own code say through Qt, as lines of the terminal. For any thread.
class QtMessageLines
{
public:
    // "attnscope: error: …", "warning" or "note"; nothing for what Qt tells of fonts, of every family and every text anew, after its first
    // word on them. Errors are always told.
    std::optional<std::string> lineFor(QtMsgType type, const char *category, const QString &message);

private:
    std::atomic_bool m_hasToldOfFonts = false;
};

}  // namespace app
