#pragma once

#include <QRectF>

#include <algorithm>

namespace ui {

// The part of `room` that a bar of this share of it fills: from the left, or from the middle to either side where numbers have signs.
inline QRectF barWithin(const QRectF &room, double share, bool isSigned)
{
    if (!isSigned)
        return {room.left(), room.top(), room.width() * std::max(0.0, share), room.height()};
    return QRectF(room.center().x(), room.top(), room.width() / 2 * share, room.height()).normalized();
}

}  // namespace ui
