#pragma once

#include <QImage>
#include <QString>

namespace scripted {

// Compares a picture with tests/golden/<name>.png: a few pixels may differ a little, as font rasterizers do. Empty when they
// agree, else a sentence that says how they differ and where the actual picture was written.
// With ATTNSCOPE_ACCEPT_GOLDEN=1 in the environment the picture becomes the new golden one.
QString differenceFromGolden(const QImage &actual, const QString &name);

}  // namespace scripted
