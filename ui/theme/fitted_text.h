#pragma once

#include <QString>

class QFontMetricsF;

namespace ui {

// `text` where it is no wider than `width`, else its beginning and "…". Names are cut, numbers are not: one that would be is
// left out whole, and " …" with a space says that a number is missing, so that none can be taken for another.
QString elidedBeforeNumbers(const QString &text, const QFontMetricsF &metrics, double width);

// The same for a text whose numbers are what it is about, "attention, renormalized 0.312": the words behind the last
// number go first, then those before the first one, and numbers only where nothing else is left to cut.
QString elidedKeepingNumbers(const QString &text, const QFontMetricsF &metrics, double width);

}  // namespace ui
