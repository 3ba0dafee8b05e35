#include "ui/theme/fitted_text.h"

#include <QFontMetricsF>

#include <algorithm>

namespace ui {
namespace {

bool hasDigit(const QString &word)
{
    return std::any_of(word.begin(), word.end(), [](QChar character) { return character.isDigit(); });
}

// Where the word around `place` begins if a number is in it, else `place`.
qsizetype beforeNumber(const QString &text, qsizetype place)
{
    const qsizetype begin = text.lastIndexOf(u' ', place - 1) + 1;
    const qsizetype end = text.indexOf(u' ', place);
    return place > 0 && hasDigit(text.mid(begin, end < 0 ? -1 : end - begin)) ? begin : place;
}

}  // namespace

QString elidedBeforeNumbers(const QString &text, const QFontMetricsF &metrics, double width)
{
    if (metrics.horizontalAdvance(text) <= width)
        return text;
    const double room = width - metrics.horizontalAdvance(QStringLiteral(" …"));
    qsizetype kept = 0;
    while (kept < text.size() && metrics.horizontalAdvance(text.left(kept + 1)) <= room)
        ++kept;
    if (kept < text.size() && text[kept] != u' ')
        kept = beforeNumber(text, kept);
    QString shown = text.left(kept).trimmed();
    while (shown.endsWith(u'·') || shown.endsWith(u'='))
        shown = shown.chopped(1).trimmed();
    const bool lacksNumber = hasDigit(text.mid(kept)) || (!shown.isEmpty() && shown.back().isDigit());
    return shown + (lacksNumber && !shown.isEmpty() ? QStringLiteral(" …") : QStringLiteral("…"));
}

QString elidedKeepingNumbers(const QString &text, const QFontMetricsF &metrics, double width)
{
    if (metrics.horizontalAdvance(text) <= width)
        return text;
    const auto digit = std::find_if(text.begin(), text.end(), [](QChar character) { return character.isDigit(); });
    const QString beginning = elidedBeforeNumbers(text, metrics, width);
    const bool hasAllNumbers = beginning.size() > 1 && !beginning.endsWith(QStringLiteral(" …"));
    if (digit == text.end() || hasAllNumbers)
        return beginning;
    const qsizetype number = text.lastIndexOf(u' ', digit - text.begin()) + 1;
    const QString rest = text.mid(number);
    const double room = width - metrics.horizontalAdvance(QLatin1Char(' ') + rest);
    if (number == 0 || room < metrics.horizontalAdvance(QStringLiteral("…")))
        return beginning;
    QString name = metrics.elidedText(text.left(number).trimmed(), Qt::ElideRight, room);
    name.replace(QStringLiteral(" …"), QStringLiteral("…"));  // which says that a number is missing
    return name + QLatin1Char(' ') + rest;
}

}  // namespace ui
