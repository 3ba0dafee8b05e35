#include "ui/theme/font_coverage.h"

#include <QFontDatabase>
#include <QFontMetricsF>
#include <QGlyphRun>
#include <QHash>
#include <QTextLayout>

#include <optional>

namespace ui {
namespace {

constexpr int measuredSize = 100;  // pixels; glyphs are the same at every size

// By which Qt knows whether a font has a script; of those that a machine is likely to have no font for.
std::optional<QFontDatabase::WritingSystem> writingSystemOf(char32_t character)
{
    static const QHash<int, QFontDatabase::WritingSystem> known{{QChar::Script_Arabic, QFontDatabase::Arabic},
                                                                {QChar::Script_Armenian, QFontDatabase::Armenian},
                                                                {QChar::Script_Bengali, QFontDatabase::Bengali},
                                                                {QChar::Script_Devanagari, QFontDatabase::Devanagari},
                                                                {QChar::Script_Georgian, QFontDatabase::Georgian},
                                                                {QChar::Script_Gujarati, QFontDatabase::Gujarati},
                                                                {QChar::Script_Gurmukhi, QFontDatabase::Gurmukhi},
                                                                {QChar::Script_Hangul, QFontDatabase::Korean},
                                                                {QChar::Script_Hebrew, QFontDatabase::Hebrew},
                                                                {QChar::Script_Kannada, QFontDatabase::Kannada},
                                                                {QChar::Script_Khmer, QFontDatabase::Khmer},
                                                                {QChar::Script_Lao, QFontDatabase::Lao},
                                                                {QChar::Script_Malayalam, QFontDatabase::Malayalam},
                                                                {QChar::Script_Myanmar, QFontDatabase::Myanmar},
                                                                {QChar::Script_Nko, QFontDatabase::Nko},
                                                                {QChar::Script_Oriya, QFontDatabase::Oriya},
                                                                {QChar::Script_Sinhala, QFontDatabase::Sinhala},
                                                                {QChar::Script_Syriac, QFontDatabase::Syriac},
                                                                {QChar::Script_Tamil, QFontDatabase::Tamil},
                                                                {QChar::Script_Telugu, QFontDatabase::Telugu},
                                                                {QChar::Script_Thaana, QFontDatabase::Thaana},
                                                                {QChar::Script_Thai, QFontDatabase::Thai},
                                                                {QChar::Script_Tibetan, QFontDatabase::Tibetan}};
    const auto found = known.constFind(QChar::script(character));
    return found == known.constEnd() ? std::nullopt : std::optional(*found);
}

// Asked once: fonts are installed before the program starts.
bool isInstalled(QFontDatabase::WritingSystem system)
{
    static QHash<int, bool> installed;
    const auto found = installed.constFind(system);
    return found != installed.constEnd() ? *found : *installed.insert(system, !QFontDatabase::families(system).isEmpty());
}

// Of a script for which there is no font at all Qt lays out boxes, whose glyphs have numbers as those of letters do, and tells of every
// font that it tried.
bool hasFontOfScript(const QString &text, const QFont &font)
{
    const QFontMetricsF metrics(font);
    for (const uint character : text.toUcs4()) {
        const auto system = writingSystemOf(character);
        if (system && isVisible(character) && (!isInstalled(*system) || !metrics.inFontUcs4(character)))
            return false;
    }
    return true;
}

}  // namespace

bool isDrawn(const QString &text, const QFont &font)
{
    QFont measured(font);
    measured.setPixelSize(measuredSize);
    if (!hasFontOfScript(text, measured))
        return false;
    QTextLayout layout(text, measured);
    layout.beginLayout();
    layout.createLine();
    layout.endLayout();
    for (const QGlyphRun &run : layout.glyphRuns()) {
        if (run.glyphIndexes().contains(0))
            return false;
    }
    return true;
}

bool isVisible(char32_t character)
{
    const QChar::Category category = QChar::category(character);
    const bool isSelector = (character >= 0xfe00 && character <= 0xfe0f) || (character >= 0xe0100 && character <= 0xe01ef);
    return category != QChar::Other_Format && category != QChar::Other_Control && !isSelector;
}

}  // namespace ui
