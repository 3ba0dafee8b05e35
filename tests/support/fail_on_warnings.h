#pragma once

#include <QRegularExpression>
#include <QTest>

// From here on any Qt warning fails the test, but the one that the offscreen platform gives for every window with a size limit.
inline void failOnWarnings()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support).*")));
}
