#include "tests/support/golden_image.h"

#include <QDir>

#include <algorithm>
#include <cmath>

namespace scripted {
namespace {

constexpr int channelTolerance = 24;
constexpr double mismatchShare = 0.004;  // of all pixels

bool differs(QRgb left, QRgb right)
{
    const int difference = std::max(
        {std::abs(qRed(left) - qRed(right)), std::abs(qGreen(left) - qGreen(right)), std::abs(qBlue(left) - qBlue(right))});
    return difference > channelTolerance;
}

int mismatches(const QImage &actual, const QImage &golden)
{
    int count = 0;
    for (int y = 0; y < actual.height(); ++y)
        for (int x = 0; x < actual.width(); ++x)
            count += differs(actual.pixel(x, y), golden.pixel(x, y)) ? 1 : 0;
    return count;
}

QString writtenActual(const QImage &actual, const QString &name)
{
    const QString path = QDir::temp().filePath(QStringLiteral("attnscope-") + name + QStringLiteral("-actual.png"));
    actual.save(path);
    return path;
}

}  // namespace

QString differenceFromGolden(const QImage &actual, const QString &name)
{
    const QString path = QStringLiteral(ATTNSCOPE_GOLDEN "/%1.png").arg(name);
    if (qEnvironmentVariableIntValue("ATTNSCOPE_ACCEPT_GOLDEN") == 1)
        return actual.save(path) ? QString() : QStringLiteral("%1 cannot be written").arg(path);
    const QImage golden(path);
    if (golden.isNull())
        return QStringLiteral("%1 is missing; the picture is in %2").arg(path, writtenActual(actual, name));
    if (golden.size() != actual.size())
        return QStringLiteral("%1 is %2 x %3, the picture %4 x %5")
            .arg(path)
            .arg(golden.width())
            .arg(golden.height())
            .arg(actual.width())
            .arg(actual.height());
    const int count = mismatches(actual, golden);
    if (count <= mismatchShare * actual.width() * actual.height())
        return {};
    return QStringLiteral("%1 pixels differ from %2; the picture is in %3")
        .arg(count)
        .arg(path, writtenActual(actual, name));
}

}  // namespace scripted
