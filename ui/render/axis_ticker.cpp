#include "ui/render/axis_ticker.h"

#include "core/figure/values/figure_text.h"
#include "ui/theme/qt_text.h"

#include <qcustomplot.h>

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr double rounding = 1e-9;  // of a step: a tick at the very end is not lost to it

// The smallest of 1, 2, 5, 10, 20 ... times a power of ten that is not below `least`.
double roundStep(double least)
{
    const double decade = std::pow(10.0, std::floor(std::log10(least) + rounding));
    for (const double factor : {1.0, 2.0, 5.0})
        if (factor * decade >= least * (1 - rounding))
            return factor * decade;
    return 10 * decade;
}

int decimalsOfStep(double step)
{
    return std::max(0, -static_cast<int>(std::floor(std::log10(step) + rounding)));
}

class NumberTicker : public QCPAxisTicker
{
public:
    explicit NumberTicker(bool isWhole) : m_isWhole(isWhole) {}

protected:
    double getTickStep(const QCPRange &range) override
    {
        double step = roundStep(range.size() / std::max(1, mTickCount - 1));
        if (m_isWhole)
            return m_step = std::max(1.0, step);
        // A single number tells no scale.
        for (int more = mTickCount; std::floor(range.upper / step) - std::ceil(range.lower / step) < 1; ++more)
            step = roundStep(range.size() / more);
        return m_step = step;
    }

    // Indices begin at 1, which is no multiple of 5: 1, 5, 10.
    QVector<double> createTickVector(double step, const QCPRange &range) override
    {
        QVector<double> ticks = QCPAxisTicker::createTickVector(step, range);
        trimTicks(range, ticks, false);
        const double first = std::ceil(range.lower - rounding);
        if (m_isWhole && first <= range.upper && (ticks.isEmpty() || ticks.front() - first > 0.6 * step))
            ticks.prepend(first);
        return ticks;
    }

    QString getTickLabel(double tick, const QLocale &, QChar, int) override
    {
        return qtText(core::formatNumber(std::abs(tick) < rounding * m_step ? 0 : tick, decimalsOfStep(m_step)));
    }

private:
    bool m_isWhole;
    double m_step = 1;
};

QString superscript(int number)
{
    static const QString digits = QStringLiteral("⁰¹²³⁴⁵⁶⁷⁸⁹");
    QString text = number < 0 ? QStringLiteral("⁻") : QString();
    for (const QChar digit : QString::number(std::abs(number)))
        text += digits[digit.digitValue()];
    return text;
}

class PowerTicker : public QCPAxisTickerLog
{
protected:
    QVector<double> createTickVector(double, const QCPRange &range) override
    {
        for (const QVector<double> &factors : {QVector<double>{1, 2, 5}, QVector<double>{1}}) {
            const QVector<double> ticks = multiplesOfPowers(factors, range);
            if (ticks.size() >= 2 && ticks.size() <= mTickCount)
                return ticks;
        }
        return fewerTicks(range);
    }

    QString getTickLabel(double tick, const QLocale &, QChar, int) override
    {
        const int exponent = static_cast<int>(std::floor(std::log10(tick) + rounding));
        if (exponent >= -3 && exponent <= 3)
            return QString::number(tick, 'g', 6);
        const QString factor = QString::number(tick / std::pow(10.0, exponent), 'g', 3);
        return (factor == QLatin1String("1") ? QString() : factor + QStringLiteral("·")) + QStringLiteral("10") +
               superscript(exponent);
    }

private:
    // QCPAxisTickerLog takes the count for an average.
    QVector<double> fewerTicks(const QCPRange &range)
    {
        const int most = mTickCount;
        QVector<double> ticks;
        do {
            ticks = QCPAxisTickerLog::createTickVector(getTickStep(range), range);
            trimTicks(range, ticks, false);
        } while (ticks.size() > most && --mTickCount > 1);
        mTickCount = most;
        return ticks;
    }

    QVector<double> multiplesOfPowers(const QVector<double> &factors, const QCPRange &range) const
    {
        QVector<double> ticks;
        const int last = static_cast<int>(std::floor(std::log10(range.upper) + rounding));
        for (int exponent = static_cast<int>(std::floor(std::log10(range.lower))); exponent <= last; ++exponent)
            for (const double factor : factors)
                ticks.push_back(factor * std::pow(10.0, exponent));
        trimTicks(range, ticks, false);
        return ticks;
    }
};

// The last name is always there, as is every second or third before it where they are too many.
class NameTicker : public QCPAxisTickerText
{
public:
    explicit NameTicker(const std::vector<core::AxisTick> &names)
    {
        for (const core::AxisTick &name : names)
            addTick(name.value, qtText(name.label));
    }

protected:
    QVector<double> createTickVector(double step, const QCPRange &range) override
    {
        QVector<double> within = QCPAxisTickerText::createTickVector(step, range);
        trimTicks(range, within, false);
        const auto every = std::max<qsizetype>(1, (within.size() + mTickCount - 1) / std::max(1, mTickCount));
        const QList<double> all = mTicks.keys();
        QVector<double> ticks;
        for (qsizetype index = 0; index < all.size(); ++index)
            if ((all.size() - 1 - index) % every == 0 && range.contains(all[index]))
                ticks.push_back(all[index]);
        return ticks;
    }
};

}  // namespace

QSharedPointer<QCPAxisTicker> axisTicker(const core::CurveAxis &axis)
{
    if (!axis.ticks.empty())
        return QSharedPointer<NameTicker>::create(axis.ticks);
    if (axis.scale == core::AxisScale::Logarithmic)
        return QSharedPointer<PowerTicker>::create();
    return QSharedPointer<NumberTicker>::create(axis.isWhole);
}

}  // namespace ui
