#pragma once

#include <QString>

#include <functional>
#include <set>

namespace app {

// Says of a typed text, once for each script, that no installed font has its letters, so that nobody takes the boxes on the screen for
// what the model reads.
class FontNotice
{
public:
    // Whether some font has a glyph for the character; takes a QString of that one character.
    using HasGlyph = std::function<bool(const QString &)>;

    // By the application's font and all others that are installed.
    FontNotice();
    explicit FontNotice(HasGlyph hasGlyph);

    // One sentence about the scripts of the text that were not told of before; nothing where there are none.
    QString about(const QString &text);

private:
    std::set<char32_t> m_seen;
    std::set<QString> m_told;  // scripts; empty for symbols
    HasGlyph m_hasGlyph;
};

}  // namespace app
