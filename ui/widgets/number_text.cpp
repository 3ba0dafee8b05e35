#include "ui/widgets/number_text.h"

#include "core/base/counted.h"

#include <QLocale>
#include <QObject>

namespace ui {

QString countText(std::int64_t count)
{
    return QLocale(QLocale::English, QLocale::UnitedStates).toString(static_cast<qlonglong>(count));
}

QString countedText(std::int64_t count, std::string_view singular)
{
    return countText(count) + QLatin1Char(' ') + QString::fromStdString(core::nounOf(count, singular));
}

QString parameterText(std::int64_t count)
{
    const auto number = static_cast<double>(count);
    if (number >= 1e9)
        return QStringLiteral("%1 G").arg(number / 1e9, 0, 'f', 1);
    if (number >= 1e5)
        return QStringLiteral("%1 M").arg(number / 1e6, 0, 'f', 1);
    if (number >= 1e3)
        return QStringLiteral("%1 k").arg(number / 1e3, 0, 'f', 1);
    return QString::number(count);
}

QString millisecondText(double milliseconds)
{
    if (milliseconds < 0.05)
        return QObject::tr("below 0.1 ms");
    return QStringLiteral("%1 ms").arg(milliseconds, 0, 'f', milliseconds < 10 ? 1 : 0);
}

QString numberText(double number, int decimals)
{
    const QString size = QString::number(qAbs(number), 'f', decimals);
    return number < 0 && size.toDouble() != 0 ? QStringLiteral("−") + size : size;
}

QString changeText(double change, int decimals)
{
    const QString size = QString::number(qAbs(change), 'f', decimals);
    if (size.toDouble() == 0)
        return QStringLiteral("±") + size;
    return (change < 0 ? QStringLiteral("−") : QStringLiteral("+")) + size;
}

}  // namespace ui
