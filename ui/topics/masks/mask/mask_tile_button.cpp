#include "ui/topics/masks/mask/mask_tile_button.h"

#include "ui/theme/figure_style.h"
#include "ui/theme/fitted_text.h"
#include "ui/theme/plain_text.h"

#include <QEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace ui {
namespace {

constexpr double largestPicture = 42;
constexpr int padding = 4;
constexpr int narrowest = 34;
constexpr int longestName = 64;  // of a file's name some letters will do

void drawPicture(QPainter &painter, const core::MaskTile &tile, const QRectF &box, const Theme &theme)
{
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.fillRect(box, theme.card);
    const double cell = box.width() / tile.tokens;
    const QColor kept = mixed(theme.accent, theme.card, tile.isUniform ? 0.65 : 0.25);
    for (int query = 0; query < tile.tokens; ++query) {
        for (int key = 0; key < tile.tokens; ++key) {
            if (tile.picture.keeps(0, query, key))
                painter.fillRect(QRectF(box.left() + key * cell, box.top() + query * cell, cell, cell), kept);
        }
    }
    painter.setPen(QPen(theme.hairline, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(box);
    painter.setRenderHint(QPainter::Antialiasing);
}

}  // namespace

MaskTileButton::MaskTileButton(QWidget *parent) : QAbstractButton(parent)
{
    setCheckable(true);
    setFocusPolicy(Qt::TabFocus);  // a ring is for those who choose by the keyboard
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(this, &QAbstractButton::clicked, this, [this] { emit chosen(false); });  // by assistive technology
}

void MaskTileButton::setTile(core::MaskTile tile)
{
    m_tile = std::move(tile);
    const QString name = QString::fromStdString(m_tile.name);
    setText(name);
    updateGeometry();
    setShortcut({});  // an & in it marks none
    setAccessibleName(name);
    setAccessibleDescription(
        m_tile.sparsity.empty() ? QString() : tr("removes %1 of the pairs").arg(QString::fromStdString(m_tile.sparsity)));
    setToolTip(plainToolTip(QString::fromStdString(m_tile.explanation) + tr(" Ctrl+click combines it with others.")));
    update();
}

double MaskTileButton::roomForPicture() const
{
    return std::min(largestPicture, width() - 2.0 * padding);
}

void MaskTileButton::setPictureSide(double side)
{
    m_pictureSide = side;
    update();
}

QSize MaskTileButton::sizeHint() const
{
    const FigureStyle style = figureStyleOf(*this);
    return {58, static_cast<int>(largestPicture) + 2 * QFontMetrics(style.tiny).height() + 2 * padding + 3};
}

// With it the name has room.
QSize MaskTileButton::minimumSizeHint() const
{
    const int name = QFontMetrics(figureStyleOf(*this).tiny).horizontalAdvance(text()) + 4;
    return {std::clamp(name, narrowest, longestName), sizeHint().height()};
}

// A tile is a choice, not a switch: what is checked follows the options.
void MaskTileButton::mouseReleaseEvent(QMouseEvent *event)
{
    setDown(false);
    if (event->button() == Qt::LeftButton && rect().contains(event->position().toPoint()))
        emit chosen(event->modifiers().testFlag(Qt::ControlModifier));
}

void MaskTileButton::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Space || event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        emit chosen(event->modifiers().testFlag(Qt::ControlModifier));
    else
        QAbstractButton::keyPressEvent(event);
}

bool MaskTileButton::event(QEvent *event)
{
    if (event->type() == QEvent::HoverEnter || event->type() == QEvent::HoverLeave)
        update();
    return QAbstractButton::event(event);
}

void MaskTileButton::paintEvent(QPaintEvent *)
{
    const FigureStyle style = figureStyleOf(*this);
    const Theme &theme = style.theme;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (!isEnabled())
        painter.setOpacity(0.4);
    if (isChecked() || underMouse() || hasFocus()) {
        painter.setPen(isChecked() || hasFocus() ? QPen(theme.accent, isChecked() ? style.selectionWidth : 1)
                                                 : QPen(Qt::NoPen));
        painter.setBrush(isChecked() ? theme.accentSurface : theme.window);
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 6, 6);
    }
    const double side = std::min(m_pictureSide.value_or(largestPicture), roomForPicture());
    const QRectF room(0, padding, width(), largestPicture);
    const QRectF picture(room.center() - QPointF(side, side) / 2, QSizeF(side, side));
    drawPicture(painter, m_tile, picture, theme);
    const QFontMetricsF metrics(style.tiny);
    const QRectF name(0, room.bottom() + 3, width(), metrics.height());
    painter.setFont(style.tiny);
    painter.setPen(theme.text);
    painter.drawText(name, Qt::AlignCenter, elidedBeforeNumbers(text(), metrics, name.width()));
    painter.setPen(theme.mutedText);
    painter.drawText(name.translated(0, metrics.height()), Qt::AlignCenter, QString::fromStdString(m_tile.sparsity));
}

}  // namespace ui
