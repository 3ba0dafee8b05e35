#pragma once

#include <QTest>

namespace support {

// For helpers of tests, which a macro that fails would only leave early, so that the test would go on with what is not there: waits as
// long as a busy machine may need, and ends the program where the condition does not come true.
template <typename Condition>
void waitUntil(Condition condition)
{
    if (!QTest::qWaitFor(condition, 30000))
        qFatal("what the test waits for has not come within half a minute");
}

}  // namespace support
