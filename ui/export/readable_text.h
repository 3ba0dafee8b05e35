#pragma once

#include "core/figure/any/any_figure.h"

#include <QFont>
#include <QString>

#include <set>

namespace ui {

// A text with "U+1F600" in place of every character that neither the font nor any other installed one has. Those are added to `missing`.
QString readableText(const QString &text, const QFont &font, std::set<char32_t> &missing);

// Every label and name of the picture made readable in this way, so that no empty box is drawn.
void makeReadable(core::Figure &figure, const QFont &font, std::set<char32_t> &missing);

// Whether a label or a name of the picture has letters that join or are placed by their neighbors.
bool hasJoinedLetters(core::Figure &figure);

// "U+1F600", with at least four digits.
QString codePointName(char32_t character);

// "no installed font has U+0928, U+092E (Devanagari): the code points stand in the labels instead"; empty where none is missing.
QString missingNote(const std::set<char32_t> &missing);

}  // namespace ui
