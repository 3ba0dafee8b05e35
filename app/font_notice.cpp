#include "app/font_notice.h"

#include "core/text/script_name.h"
#include "ui/theme/font_coverage.h"

#include <QApplication>
#include <QStringList>

#include <algorithm>
#include <array>

namespace app {

namespace {

constexpr std::array eastAsian{"Han", "Hiragana", "Katakana", "Hangul", "Bopomofo"};

// Where Debian has a font for the script; symbols have none.
QString fontPackage(const QString &script)
{
    if (script.isEmpty())
        return QStringLiteral("fonts-noto-color-emoji");
    const bool isEastAsian = std::ranges::find(eastAsian, script) != eastAsian.end();
    return isEastAsian ? QStringLiteral("fonts-noto-cjk") : QStringLiteral("fonts-noto-core");
}

bool isMark(char32_t character)
{
    const QChar::Category category = QChar::category(character);
    return category == QChar::Mark_NonSpacing || category == QChar::Mark_SpacingCombining ||
           category == QChar::Mark_Enclosing;
}

// "Han characters, Thai characters and some symbols"
QString listed(QStringList names)
{
    const QString last = names.takeLast();
    return names.isEmpty() ? last : QObject::tr("%1 and %2").arg(names.join(QStringLiteral(", ")), last);
}

QString sentenceAbout(const QStringList &scripts, const QStringList &packages)
{
    return QObject::tr("No installed font has %1, so boxes are shown instead; the models read the text as typed. On Debian: "
                       "apt install %2")
        .arg(listed(scripts), packages.join(u' '));
}

}  // namespace

FontNotice::FontNotice() : FontNotice([](const QString &character) { return ui::isDrawn(character, QApplication::font()); })
{
}

FontNotice::FontNotice(HasGlyph hasGlyph) : m_hasGlyph(std::move(hasGlyph)) {}

QString FontNotice::about(const QString &text)
{
    QStringList scripts;
    QStringList packages;
    for (const uint code : text.toUcs4()) {
        const auto character = static_cast<char32_t>(code);
        // A mark alone has no place, and the letter below it tells of its script.
        const bool isAscii = character < 0x80;
        if (isAscii || isMark(character) || !ui::isVisible(character) || !m_seen.insert(character).second)
            continue;
        if (m_hasGlyph(QString::fromUcs4(&character, 1)))
            continue;
        const QString script = QString::fromStdString(core::scriptName(character));
        if (!m_told.insert(script).second)
            continue;
        scripts << (script.isEmpty() ? QObject::tr("some symbols") : QObject::tr("%1 characters").arg(script));
        if (const QString package = fontPackage(script); !packages.contains(package))
            packages << package;
    }
    return scripts.isEmpty() ? QString() : sentenceAbout(scripts, packages);
}

}  // namespace app
