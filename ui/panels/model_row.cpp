#include "ui/panels/model_row.h"

#include "ui/theme/fitted_text.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QToolButton>

namespace ui {

namespace {

constexpr int textLeft = 26;
constexpr int textRight = 8;
constexpr int rowPadding = 7;
constexpr double detailScale = 0.88;

QFont nameFont(QFont font)
{
    font.setWeight(QFont::DemiBold);
    return font;
}

QFont detailFont(QFont font)
{
    font.setPointSizeF(font.pointSizeF() * detailScale);
    return font;
}

}  // namespace

ModelRow::ModelRow(const QString &name, const QStringList &details, QWidget *parent)
    : QAbstractButton(parent), m_details(details), m_close(new QToolButton(this))
{
    setText(name);
    setShortcut({});  // an & in it marks none
    setAccessibleName(name);
    setAccessibleDescription(details.join(QStringLiteral(", ")));
    setCheckable(true);
    setAutoExclusive(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);

    m_close->setText(QStringLiteral("✕"));
    m_close->setObjectName(QStringLiteral("closeModel"));
    m_close->setToolTip(tr("Close this model (Del)"));
    m_close->setAccessibleName(tr("Close %1").arg(name));
    m_close->setFocusPolicy(Qt::NoFocus);
    m_close->hide();
    connect(m_close, &QToolButton::clicked, this, &ModelRow::closeRequested);
}

void ModelRow::setClosable(bool isClosable)
{
    m_isClosable = isClosable;
    updateCloseButton();
}

QSize ModelRow::sizeHint() const
{
    const auto count = static_cast<int>(lines().size());
    const int height = QFontMetrics(nameFont(font())).height() + count * QFontMetrics(detailFont(font())).height();
    return {180, height + 2 * rowPadding + 2};
}

QSize ModelRow::minimumSizeHint() const
{
    return {80, sizeHint().height()};
}

QStringList ModelRow::lines() const
{
    const QFontMetrics metrics(detailFont(font()));
    const int room = width() - textLeft - textRight;
    QStringList lines;
    for (const QString &detail : m_details)
        lines << (metrics.horizontalAdvance(detail) > room ? detail.split(QStringLiteral(" · ")) : QStringList(detail));
    return lines;
}

void ModelRow::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeFor(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(hasFocus() ? QPen(theme.accent) : QPen(Qt::NoPen));
    if (isChecked() || underMouse() || hasFocus()) {
        painter.setBrush(isChecked() ? theme.accentSurface : theme.window);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    }

    const QFontMetrics nameMetrics(nameFont(font()));
    painter.setPen(Qt::NoPen);
    painter.setBrush(isChecked() ? theme.accent : theme.hairline);
    painter.drawEllipse(QPointF(13, rowPadding + nameMetrics.height() / 2.0), 4, 4);

    const int textWidth = width() - textLeft - textRight;
    const int nameWidth = textWidth - (m_close->isVisible() ? m_close->width() : 0);
    painter.setPen(theme.text);
    painter.setFont(nameFont(font()));
    painter.drawText(textLeft, rowPadding + nameMetrics.ascent(),
                     nameMetrics.elidedText(text(), Qt::ElideMiddle, nameWidth));
    const QFontMetrics detailMetrics(detailFont(font()));
    painter.setPen(theme.mutedText);
    painter.setFont(detailFont(font()));
    int baseline = rowPadding + nameMetrics.height() + 2 + detailMetrics.ascent();
    for (const QString &detail : lines()) {
        painter.drawText(textLeft, baseline, elidedKeepingNumbers(detail, QFontMetricsF(detailFont(font())), textWidth));
        baseline += detailMetrics.height();
    }
}

void ModelRow::resizeEvent(QResizeEvent *event)
{
    QAbstractButton::resizeEvent(event);
    updateGeometry();  // it may take more lines now, or fewer
    const QSize size = m_close->sizeHint();
    m_close->setGeometry(width() - size.width() - 4, 2, size.width(), size.height());  // beside the name, which elides
}

void ModelRow::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        click();
    else if (event->key() == Qt::Key_Delete && m_isClosable)
        emit closeRequested();
    else
        QAbstractButton::keyPressEvent(event);
}

bool ModelRow::event(QEvent *event)
{
    const bool isHandled = QAbstractButton::event(event);
    switch (event->type()) {
    case QEvent::HoverEnter:
    case QEvent::HoverLeave:
    case QEvent::FocusIn:
    case QEvent::FocusOut: updateCloseButton(); break;
    default: break;
    }
    return isHandled;
}

void ModelRow::updateCloseButton()
{
    m_close->setVisible(m_isClosable && (underMouse() || hasFocus()));
    update();
}

}  // namespace ui
