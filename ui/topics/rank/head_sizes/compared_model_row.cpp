#include "ui/topics/rank/head_sizes/compared_model_row.h"

#include "ui/render/point_marker.h"
#include "ui/theme/figure_style.h"

#include <QEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr double tickSize = 12;
constexpr double textLeft = 42;
constexpr double textRight = 8;
constexpr double leastName = 60;
constexpr double rowPadding = 4;

void drawTick(QPainter &painter, const QRectF &box, bool isChecked, const Theme &theme)
{
    painter.setPen(QPen(isChecked ? theme.accent : theme.mutedText, 1));
    painter.setBrush(isChecked ? theme.accent : theme.card);
    painter.drawRoundedRect(box, 3, 3);
    if (!isChecked)
        return;
    painter.setPen(QPen(theme.card, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const QPointF corner = box.topLeft();
    painter.drawPolyline(QPolygonF{corner + QPointF(3, 6.5), corner + QPointF(5.2, 8.8), corner + QPointF(9.2, 3.6)});
}

struct StyledText {
    QString text;
    QFont font;
};

// The left one makes way where both do not fit.
void drawLine(QPainter &painter, const QRectF &line, const StyledText &left, const StyledText &right)
{
    constexpr double apart = 8;
    painter.setFont(right.font);
    painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, right.text);
    const double room = line.width() - QFontMetricsF(right.font).horizontalAdvance(right.text) - apart;
    painter.setFont(left.font);
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetricsF(left.font).elidedText(left.text, Qt::ElideRight, room));
}

}  // namespace

ComparedModelRow::ComparedModelRow(QWidget *parent) : QAbstractButton(parent)
{
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ComparedModelRow::setFacts(const ComparedModelFacts &facts)
{
    if (facts == m_facts)
        return;
    m_facts = facts;
    setText(facts.name);
    setShortcut({});  // an & in it marks none
    setAccessibleName(tr("Compare %1").arg(facts.name));
    updateGeometry();
    setAccessibleDescription(tr("%1, median %2, %3").arg(facts.sizes, facts.median, facts.trained));
    update();
}

QSize ComparedModelRow::sizeHint() const
{
    const FigureStyle style = figureStyleOf(*this);
    return {240,
            QFontMetrics(style.body).height() + 2 * QFontMetrics(style.note).height() + static_cast<int>(2 * rowPadding)};
}

// The name elides, the numbers need their room.
QSize ComparedModelRow::minimumSizeHint() const
{
    const FigureStyle style = figureStyleOf(*this);
    const QFontMetricsF note(style.note);
    const double numbers = std::max({note.horizontalAdvance(m_facts.sizes), note.horizontalAdvance(m_facts.trained),
                                     QFontMetricsF(style.strong).horizontalAdvance(m_facts.median) + leastName});
    return {static_cast<int>(std::ceil(textLeft + numbers + textRight)), sizeHint().height()};
}

bool ComparedModelRow::event(QEvent *event)
{
    if (event->type() == QEvent::HoverEnter || event->type() == QEvent::HoverLeave)
        update();
    return QAbstractButton::event(event);
}

void ComparedModelRow::paintEvent(QPaintEvent *)
{
    const FigureStyle style = figureStyleOf(*this);
    const Theme &theme = style.theme;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (underMouse() || hasFocus()) {
        painter.setPen(hasFocus() ? QPen(theme.accent) : QPen(Qt::NoPen));
        painter.setBrush(theme.window);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5);
    }
    const double middle = height() / 2.0;
    drawTick(painter, QRectF(6, middle - tickSize / 2, tickSize, tickSize), isChecked(), theme);

    const QColor family = m_facts.marker == core::PointMarker::Diamond ? theme.secondAccent : theme.accent;
    painter.setPen(QPen(family, 1));
    painter.setBrush(isChecked() ? family : theme.card);
    drawMarker(painter, m_facts.marker, {30, middle}, style.curves.dotRadius);

    const QRectF upper(textLeft, rowPadding, width() - textLeft - textRight, QFontMetricsF(style.body).height());
    const QRectF lower(textLeft, upper.bottom(), upper.width(), QFontMetricsF(style.note).height());
    painter.setPen(isChecked() ? theme.text : theme.mutedText);
    drawLine(painter, upper, {m_facts.name, style.body}, {m_facts.median, style.strong});
    painter.setPen(theme.mutedText);
    painter.setFont(style.note);
    painter.drawText(lower, Qt::AlignLeft | Qt::AlignVCenter, m_facts.sizes);
    painter.drawText(lower.translated(0, lower.height()), Qt::AlignLeft | Qt::AlignVCenter, m_facts.trained);
}

}  // namespace ui
