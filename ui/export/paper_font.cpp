#include "ui/export/paper_font.h"

#include <QFontDatabase>
#include <QStringList>

namespace ui {
namespace {

QStringList familiesOf(core::TextFamily family)
{
    switch (family) {
    case core::TextFamily::Times: return {"TeX Gyre Termes", "Nimbus Roman", "Times New Roman", "Liberation Serif"};
    case core::TextFamily::Palatino: return {"TeX Gyre Pagella", "P052", "Palatino Linotype"};
    case core::TextFamily::ComputerModern: return {"Latin Modern Roman", "CMU Serif", "LM Roman 10"};
    case core::TextFamily::Libertine: return {"Linux Libertine O", "Libertinus Serif"};
    case core::TextFamily::Sans: return {"Inter", "TeX Gyre Heros", "Nimbus Sans"};
    }
    return {};
}

}  // namespace

PaperFont paperFont(core::TextFamily family)
{
    const QStringList wanted = familiesOf(family);
    const QStringList installed = QFontDatabase::families();
    const bool isSans = family == core::TextFamily::Sans;
    PaperFont found{.font = {}, .missing = wanted.front(), .generic = isSans ? "sans-serif" : "serif"};
    for (const QString &name : wanted) {
        if (!installed.contains(name))
            continue;
        found.font = QFont(name);
        found.missing.clear();
        break;
    }
    // Letters that are taken apart stay what they are when they are copied out of a file.
    found.font.setStyleStrategy(QFont::PreferNoShaping);
    found.font.setHintingPreference(QFont::PreferNoHinting);
    return found;
}

}  // namespace ui
