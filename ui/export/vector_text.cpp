#include "ui/export/vector_text.h"

#include <QBuffer>
#include <QImage>

namespace ui {

QString lengthText(double points)
{
    constexpr int decimals = 4;
    QString text = QString::number(points, 'f', decimals);
    while (text.endsWith('0'))
        text.chop(1);
    if (text.endsWith('.'))
        text.chop(1);
    return text == QLatin1String("-0") ? QStringLiteral("0") : text;
}

QStringList dashesOf(const QPen &pen)
{
    QStringList dashes;
    for (const qreal dash : pen.dashPattern())
        dashes << lengthText(dash * pen.widthF());
    return dashes;
}

QPainterPath outlineOf(const QString &text, const QFont &font)
{
    QPainterPath path;
    path.setFillRule(Qt::WindingFill);
    path.addText(0, 0, font, text);
    return path;
}

QByteArray pngOf(const QImage &image)
{
    QByteArray file;
    QBuffer buffer(&file);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return file;
}

}  // namespace ui
