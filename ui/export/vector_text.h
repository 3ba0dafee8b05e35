#pragma once

#include <QByteArray>
#include <QFont>
#include <QPainterPath>
#include <QPen>
#include <QString>
#include <QStringList>

class QImage;

namespace ui {

// A length in points, without zeros that say nothing: "12.25". The same whatever the locale.
QString lengthText(double points);

// A pen's dashes and gaps as lengths.
QStringList dashesOf(const QPen &pen);

// The text's letters as shapes, its baseline at 0.
QPainterPath outlineOf(const QString &text, const QFont &font);

QByteArray pngOf(const QImage &image);

}  // namespace ui
