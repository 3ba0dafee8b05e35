#include "ui/theme/text_shaping.h"

#include <algorithm>
#include <array>

namespace ui {
namespace {

// Scripts whose letters stand side by side whatever their neighbors are. Combining marks (Inherited) are none of them.
constexpr std::array plainScripts{QChar::Script_Unknown,  QChar::Script_Common,   QChar::Script_Latin,
                                  QChar::Script_Greek,    QChar::Script_Cyrillic, QChar::Script_Armenian,
                                  QChar::Script_Georgian, QChar::Script_Han,      QChar::Script_Hiragana,
                                  QChar::Script_Katakana, QChar::Script_Bopomofo, QChar::Script_Hangul};

}  // namespace

bool needsShaping(const QString &text)
{
    return std::ranges::any_of(
        text, [](QChar letter) { return std::ranges::find(plainScripts, letter.script()) == plainScripts.end(); });
}

}  // namespace ui
