#include "ui/theme/text_scale.h"

#include <QApplication>
#include <QVariant>

#include <cmath>

namespace ui {

namespace {

constexpr auto property = "textScale";

}  // namespace

double textScale()
{
    const QVariant scale = qApp ? qApp->property(property) : QVariant();
    return scale.isValid() ? scale.toDouble() : 1.0;
}

void setTextScale(QApplication &application, double scale)
{
    application.setProperty(property, scale);
}

int scaledToText(int pixels)
{
    return static_cast<int>(std::lround(pixels * textScale()));
}

}  // namespace ui
