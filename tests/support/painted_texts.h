#pragma once

#include <QRectF>
#include <QSize>
#include <QString>
#include <QStringList>

#include <functional>
#include <vector>

class QPainter;
class QWidget;

namespace support {

// A text as a widget paints it, whichever painter, style or label does so.
struct PaintedText {
    QString text;
    QRectF box;             // of its ink, in the widget's coordinates
    QRectF room;            // what of the widget is not clipped away
    bool isUpright = true;  // not rotated
};

// What the widget paints itself, without its children; a QCustomPlot with all its layers.
std::vector<PaintedText> paintedTexts(QWidget &widget);

// What is painted without a widget, on a device of this size and resolution.
std::vector<PaintedText> paintedTexts(const QSize &size, int dpi, const std::function<void(QPainter &)> &paint);

// One line for each text in the window that a reader does not see whole: it is clipped by its widget or by one around it that does
// not scroll that way, or painted over another one. Names may be cut by "…", numbers may not.
QStringList cutTexts(QWidget &window);

}  // namespace support
