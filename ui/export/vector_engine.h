#pragma once

#include <QBrush>
#include <QPaintEngine>
#include <QPainterPath>
#include <QPen>
#include <QTransform>

namespace ui {

// How a shape is painted; lengths are points of the page.
struct ShapePaint {
    QBrush fill;
    QPen stroke;
    double opacity = 1;
    bool isAntialiased = true;
};

// What a painter draws, as shapes, texts and images on the page: the painter's transformation is applied to them, and every other
// command comes down to these three. For files of vectors.
class VectorEngine : public QPaintEngine
{
public:
    VectorEngine();

    void updateState(const QPaintEngineState &state) override;
    void drawPath(const QPainterPath &path) override;
    void drawPolygon(const QPointF *points, int count, PolygonDrawMode mode) override;
    void drawRects(const QRectF *rects, int count) override;
    void drawRects(const QRect *rects, int count) override;
    void drawTextItem(const QPointF &position, const QTextItem &item) override;
    void drawPixmap(const QRectF &target, const QPixmap &pixmap, const QRectF &source) override;
    void drawImage(const QRectF &target, const QImage &image, const QRectF &source, Qt::ImageConversionFlags flags) override;
    Type type() const override { return User; }

protected:
    virtual void writeShape(const QPainterPath &path, const ShapePaint &paint) = 0;
    // `place` takes the text's own coordinates, baseline at 0, to the page.
    virtual void writeText(const QString &text, const QFont &font, const QTransform &place, const QColor &color) = 0;
    // Its pixels are cells: never smoothed.
    virtual void writeImage(const QRectF &target, const QImage &image) = 0;
    // From now on, until another one; empty: the whole page.
    virtual void writeClip(const QPainterPath &path) = 0;

private:
    void write(const QPainterPath &path, const QBrush &fill, const QPen &stroke);
    QPen penOnPage(QPen pen) const;

    QTransform m_transform;
    QPen m_pen;
    QBrush m_brush;
    double m_opacity = 1;
    bool m_isAntialiased = false;
};

}  // namespace ui
