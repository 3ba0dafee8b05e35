#include "ui/theme/theme.h"

#include <algorithm>

namespace ui {

const Theme &lightTheme()
{
    static const Theme theme{
        .isDark = false,
        .window = QColor(0xf4, 0xf5, 0xf7),
        .card = QColor(0xff, 0xff, 0xff),
        .hairline = QColor(0xdf, 0xe2, 0xe7),
        .text = QColor(0x1c, 0x21, 0x28),
        .mutedText = QColor(0x69, 0x71, 0x7d),
        .accent = QColor(0x2f, 0x5f, 0xc4),
        .accentSurface = QColor(0xe8, 0xee, 0xfb),
        .secondAccent = QColor(0xb5, 0x54, 0x1c),
        .negative = QColor(0xae, 0x36, 0x2f),
        .positive = QColor(0x2c, 0x7d, 0x4f),
        .warningSurface = QColor(0xfd, 0xf3, 0xe3),
    };
    return theme;
}

const Theme &darkTheme()
{
    static const Theme theme{
        .isDark = true,
        .window = QColor(0x10, 0x13, 0x17),
        .card = QColor(0x18, 0x1c, 0x22),
        .hairline = QColor(0x2a, 0x30, 0x38),
        .text = QColor(0xe6, 0xe9, 0xee),
        .mutedText = QColor(0x8d, 0x96, 0xa3),
        .accent = QColor(0x7f, 0xa8, 0xff),
        .accentSurface = QColor(0x1f, 0x2a, 0x40),
        .secondAccent = QColor(0xe3, 0x9a, 0x5b),
        .negative = QColor(0xe3, 0x75, 0x6b),
        .positive = QColor(0x67, 0xbf, 0x8a),
        .warningSurface = QColor(0x33, 0x2a, 0x1c),
    };
    return theme;
}

const Theme &highContrastTheme()
{
    static const Theme theme{
        .isDark = false,
        .window = QColor(0xff, 0xff, 0xff),
        .card = QColor(0xff, 0xff, 0xff),
        .hairline = QColor(0x50, 0x50, 0x50),
        .text = QColor(0x00, 0x00, 0x00),
        .mutedText = QColor(0x2a, 0x2a, 0x2a),
        .accent = QColor(0x00, 0x2e, 0xa8),
        .accentSurface = QColor(0xdb, 0xe6, 0xff),
        .secondAccent = QColor(0x84, 0x2a, 0x00),
        .negative = QColor(0x96, 0x00, 0x0e),
        .positive = QColor(0x00, 0x52, 0x20),
        .warningSurface = QColor(0xff, 0xf1, 0xcf),
    };
    return theme;
}

const Theme &darkHighContrastTheme()
{
    static const Theme theme{
        .isDark = true,
        .window = QColor(0x00, 0x00, 0x00),
        .card = QColor(0x00, 0x00, 0x00),
        .hairline = QColor(0xb4, 0xb4, 0xb4),
        .text = QColor(0xff, 0xff, 0xff),
        .mutedText = QColor(0xdc, 0xdc, 0xdc),
        .accent = QColor(0x9c, 0xc9, 0xff),
        .accentSurface = QColor(0x10, 0x2c, 0x52),
        .secondAccent = QColor(0xff, 0xb3, 0x66),
        .negative = QColor(0xff, 0xab, 0xa4),
        .positive = QColor(0x86, 0xf0, 0xa8),
        .warningSurface = QColor(0x3d, 0x2c, 0x08),
    };
    return theme;
}

std::array<const Theme *, 4> allThemes()
{
    return {&lightTheme(), &darkTheme(), &highContrastTheme(), &darkHighContrastTheme()};
}

const Theme &themeFor(const QPalette &palette)
{
    // A color that no style sheet changes and that is the same for what is disabled.
    const QColor link = palette.color(QPalette::Active, QPalette::Link);
    const auto isItsPalette = [&link](const Theme *theme) { return link == theme->accent; };
    const auto themes = allThemes();
    if (const auto found = std::ranges::find_if(themes, isItsPalette); found != themes.end())
        return **found;
    return palette.color(QPalette::Window).lightnessF() < 0.5 ? darkTheme() : lightTheme();
}

QPalette paletteFor(const Theme &theme)
{
    QPalette palette;
    palette.setColor(QPalette::Window, theme.window);
    palette.setColor(QPalette::WindowText, theme.text);
    palette.setColor(QPalette::Base, theme.card);
    palette.setColor(QPalette::AlternateBase, theme.window);
    palette.setColor(QPalette::Text, theme.text);
    palette.setColor(QPalette::PlaceholderText, theme.mutedText);
    palette.setColor(QPalette::Button, theme.card);
    palette.setColor(QPalette::ButtonText, theme.text);
    palette.setColor(QPalette::ToolTipBase, theme.card);
    palette.setColor(QPalette::ToolTipText, theme.text);
    palette.setColor(QPalette::Highlight, theme.accent);
    palette.setColor(QPalette::HighlightedText, theme.card);
    palette.setColor(QPalette::Link, theme.accent);
    palette.setColor(QPalette::Mid, theme.hairline);
    palette.setColor(QPalette::Disabled, QPalette::Text, theme.mutedText);
    palette.setColor(QPalette::Disabled, QPalette::ButtonText, theme.mutedText);
    palette.setColor(QPalette::Disabled, QPalette::WindowText, theme.mutedText);
    return palette;
}

}  // namespace ui
