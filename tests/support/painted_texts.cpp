#include "tests/support/painted_texts.h"

#include <QAbstractScrollArea>
#include <QFontMetricsF>
#include <QHeaderView>
#include <QLineEdit>
#include <QPaintEngine>
#include <QPainter>
#include <QRegularExpression>
#include <QScrollBar>
#include <QWidget>
#include <qcustomplot.h>

#include <algorithm>

namespace support {
namespace {

// Pixels: ink is measured in whole ones, and rims of glyphs are nearly clear.
constexpr double tolerance = 2.0;
constexpr double toleranceDown = 1.0;  // a descender is hardly longer

// Draws nothing and writes down every text.
class TextEngine : public QPaintEngine
{
public:
    TextEngine(std::vector<PaintedText> &texts, const QRectF &area)
        : QPaintEngine(QPaintEngine::AllFeatures), m_texts(texts), m_area(area)
    {
    }

    bool begin(QPaintDevice *) override { return true; }
    bool end() override { return true; }
    void updateState(const QPaintEngineState &) override {}
    void drawPixmap(const QRectF &, const QPixmap &, const QRectF &) override {}
    void drawImage(const QRectF &, const QImage &, const QRectF &, Qt::ImageConversionFlags) override {}
    void drawPath(const QPainterPath &) override {}
    using QPaintEngine::drawPolygon;
    void drawPolygon(const QPointF *, int, PolygonDrawMode) override {}
    Type type() const override { return QPaintEngine::User; }

    void drawTextItem(const QPointF &position, const QTextItem &item) override
    {
        const QTransform toDevice = painter()->combinedTransform();
        const QRectF ink = QFontMetricsF(item.font(), paintDevice()).tightBoundingRect(item.text()).translated(position);
        const QRectF room = painter()->hasClipping() ? toDevice.mapRect(painter()->clipBoundingRect()) : m_area;
        m_texts.push_back({item.text(), toDevice.mapRect(ink), room.intersected(m_area), !toDevice.isRotating()});
    }

private:
    std::vector<PaintedText> &m_texts;
    QRectF m_area;
};

class TextDevice : public QPaintDevice
{
public:
    TextDevice(std::vector<PaintedText> &texts, const QSize &size, int dpi)
        : m_engine(texts, QRectF(QPointF(), size)), m_size(size), m_dpi(dpi)
    {
    }

    QPaintEngine *paintEngine() const override { return &m_engine; }

protected:
    int metric(PaintDeviceMetric metric) const override
    {
        switch (metric) {
        case PdmWidth: return m_size.width();
        case PdmHeight: return m_size.height();
        case PdmDpiX:
        case PdmPhysicalDpiX:
        case PdmDpiY:
        case PdmPhysicalDpiY: return m_dpi;
        case PdmDevicePixelRatio: return 1;
        case PdmDevicePixelRatioScaled: return static_cast<int>(devicePixelRatioFScale());
        case PdmDepth: return 32;
        default: return 0;
        }
    }

private:
    mutable TextEngine m_engine;
    QSize m_size;
    int m_dpi;
};

// "0.2…" is half a number, and " …" is how elidedBeforeNumbers says that one is missing.
bool hasCutNumber(const QString &text)
{
    static const QRegularExpression cut(QStringLiteral("[0-9.,−]…|…[0-9.,]| …"));
    return cut.match(text).hasMatch();
}

QString nameOf(const QWidget &widget)
{
    QString name;
    for (const QWidget *each = &widget; each && !each->isWindow(); each = each->parentWidget()) {
        if (each->objectName().isEmpty() && each != &widget)
            continue;
        name.prepend(QLatin1Char('/') + QLatin1String(each->metaObject()->className()) + QLatin1Char('#') +
                     each->objectName());
    }
    return name;
}

struct Reach {
    bool scrollsAcross = false;
    bool scrollsDown = false;
};

Reach reachOf(const QWidget &parent)
{
    const auto *area = qobject_cast<const QAbstractScrollArea *>(parent.parentWidget());
    if (!area || area->viewport() != &parent)
        return {};
    if (const auto *header = qobject_cast<const QHeaderView *>(area))  // which its table scrolls
        area = qobject_cast<const QAbstractScrollArea *>(header->parentWidget());
    return {area->horizontalScrollBarPolicy() != Qt::ScrollBarAlwaysOff && area->horizontalScrollBar()->maximum() > 0,
            area->verticalScrollBarPolicy() != Qt::ScrollBarAlwaysOff && area->verticalScrollBar()->maximum() > 0};
}

// What a scroll area's viewport can be scrolled to.
QRectF scrolledTo(const QWidget &viewport, QRectF box)
{
    const Reach reach = reachOf(viewport);
    if (reach.scrollsAcross)
        box.moveLeft(std::clamp(box.left(), 0.0, std::max(0.0, viewport.width() - box.width())));
    if (reach.scrollsDown)
        box.moveTop(std::clamp(box.top(), 0.0, std::max(0.0, viewport.height() - box.height())));
    return box;
}

// The widget around `widget` that clips the box away for good; none where it can be seen.
const QWidget *clippingWidget(const QWidget &widget, QRectF box)
{
    const QWidget *inner = &widget;
    box = scrolledTo(widget, box);
    for (const QWidget *outer = inner->parentWidget(); outer && !inner->isWindow();
         inner = outer, outer = outer->parentWidget()) {
        box.translate(inner->pos());
        const Reach reach = reachOf(*outer);
        const bool isInside =
            (reach.scrollsAcross || (box.left() >= -tolerance && box.right() <= outer->width() + tolerance)) &&
            (reach.scrollsDown || (box.top() >= -toleranceDown && box.bottom() <= outer->height() + toleranceDown));
        if (!isInside)
            return outer;
        box = scrolledTo(*outer, box);
    }
    return nullptr;
}

bool collides(const PaintedText &left, const PaintedText &right)
{
    const QRectF common = left.box.intersected(right.box);
    return left.isUpright && right.isUpright && common.width() > tolerance && common.height() > tolerance;
}

// A viewport paints what it is scrolled to: what it cuts there can be scrolled to, too.
QRectF roomOf(const QWidget &widget, const PaintedText &text)
{
    constexpr double anywhere = 1e6;
    const Reach reach = reachOf(widget);
    const double across = reach.scrollsAcross ? anywhere : tolerance;
    const double down = reach.scrollsDown ? anywhere : toleranceDown;
    return text.room.adjusted(-across, -down, across, down);
}

// The widget that lies over an end of the text, as where a row is too narrow for what stands in it.
const QWidget *coveringWidget(const QWidget &widget, const QRectF &box)
{
    QWidget *window = widget.window();
    for (const QPointF &end :
         {QPointF(box.left() + tolerance, box.center().y()), QPointF(box.right() - tolerance, box.center().y())}) {
        const QPoint point = end.toPoint();
        const QWidget *top = widget.visibleRegion().contains(point) ? window->childAt(widget.mapTo(window, point)) : nullptr;
        if (top && top != &widget && !widget.isAncestorOf(top) && !top->isAncestorOf(&widget))
            return top;
    }
    return nullptr;
}

// In words, for the one who has to mend it.
QString placeOf(const QRectF &rect)
{
    return QStringLiteral("%1…%2 x %3…%4").arg(rect.left()).arg(rect.right()).arg(rect.top()).arg(rect.bottom());
}

void addFaults(const QWidget &widget, const std::vector<PaintedText> &texts, QStringList &faults)
{
    for (const PaintedText &text : texts) {
        if (text.box.isEmpty())
            continue;
        const QRectF room = roomOf(widget, text);
        const auto covers = [&](const PaintedText &other) { return &other != &text && collides(text, other); };
        const auto over = std::find_if(texts.begin(), texts.end(), covers);
        QString fault;
        if (hasCutNumber(text.text))
            fault = QStringLiteral("is elided");
        else if (!room.contains(text.box))
            fault = QStringLiteral("is clipped");
        else if (const QWidget *outer = clippingWidget(widget, text.box))
            fault = QStringLiteral("lies outside %1 (%2 x %3)").arg(nameOf(*outer)).arg(outer->width()).arg(outer->height());
        else if (const QWidget *cover = coveringWidget(widget, text.box))
            fault = QStringLiteral("lies under %1").arg(nameOf(*cover));
        else if (over != texts.end())
            fault = QStringLiteral("lies on “%1”").arg(over->text);
        if (!fault.isEmpty())
            faults << QStringLiteral("“%1” %2 in %3, ink %4, room %5")
                          .arg(text.text, fault, nameOf(widget), placeOf(text.box), placeOf(text.room));
    }
}

}  // namespace

std::vector<PaintedText> paintedTexts(QWidget &widget)
{
    std::vector<PaintedText> texts;
    TextDevice device(texts, widget.size(), widget.logicalDpiY());
    if (auto *plot = qobject_cast<QCustomPlot *>(&widget)) {
        QCPPainter painter(&device);
        plot->toPainter(&painter, plot->width(), plot->height());
    } else {
        widget.render(&device, {}, {}, {});
    }
    return texts;
}

std::vector<PaintedText> paintedTexts(const QSize &size, int dpi, const std::function<void(QPainter &)> &paint)
{
    std::vector<PaintedText> texts;
    TextDevice device(texts, size, dpi);
    QPainter painter(&device);
    paint(painter);
    return texts;
}

QStringList cutTexts(QWidget &window)
{
    QStringList faults;
    QList<QWidget *> widgets = window.findChildren<QWidget *>();
    widgets.prepend(&window);
    for (QWidget *widget : widgets) {
        const bool scrollsItsText = qobject_cast<QLineEdit *>(widget);
        if (widget->isVisible() && !widget->size().isEmpty() && !scrollsItsText)
            addFaults(*widget, paintedTexts(*widget), faults);
    }
    return faults;
}

}  // namespace support
