#include "ui/widgets/probability_bar.h"

#include "ui/theme/plain_text.h"
#include "ui/theme/text_scale.h"
#include "ui/theme/theme.h"
#include "ui/widgets/number_text.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace ui {

namespace {

constexpr int trackHeight = 7;
constexpr int decimals = 2;

// The two classes of sentiment have colors of their own; any other class is told by its name alone.
QColor barColor(const Theme &theme, const QString &label)
{
    if (label.compare(QLatin1String("negative"), Qt::CaseInsensitive) == 0)
        return theme.negative;
    if (label.compare(QLatin1String("positive"), Qt::CaseInsensitive) == 0)
        return theme.positive;
    return theme.accent;
}

QFont strong(QFont font)
{
    font.setWeight(QFont::DemiBold);
    return font;
}

}  // namespace

ProbabilityBar::ProbabilityBar(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void ProbabilityBar::setOutput(const ShownOutput &output, std::optional<double> reference)
{
    m_output = output;
    m_reference = reference;
    QString text = tr("%1: %2 %3").arg(output.label, output.quantity, numberText(output.number, 4));
    if (reference)
        text += tr(", %1 %2, change %3")
                    .arg(output.referenceName.isEmpty() ? tr("pinned reference") : output.referenceName,
                         numberText(*reference, 4), changeText(output.number - *reference, 4));
    setToolTip(plainToolTip(text));
    setAccessibleName(text);
    updateGeometry();
    update();
}

QSize ProbabilityBar::sizeHint() const
{
    return {scaledToText(128), fontMetrics().height() + 5 + trackHeight};
}

QSize ProbabilityBar::minimumSizeHint() const
{
    const int number = QFontMetrics(strong(font())).horizontalAdvance(numberText(m_output.number, decimals));
    return {std::max(scaledToText(84), number), sizeHint().height()};
}

void ProbabilityBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintTexts(painter);
    if (m_output.isProbability)
        paintBar(painter);
}

void ProbabilityBar::paintTexts(QPainter &painter) const
{
    const Theme &theme = themeFor(palette());
    const QFont numberFont = strong(font());
    painter.setFont(numberFont);
    painter.setPen(theme.text);
    const QString number = numberText(m_output.number, decimals);
    painter.drawText(rect(), Qt::AlignRight | Qt::AlignTop, number);
    int free = width() - QFontMetrics(numberFont).horizontalAdvance(number) - 8;

    painter.setFont(font());
    painter.setPen(theme.mutedText);
    const QString change = m_reference ? changeText(m_output.number - *m_reference, decimals) : QString();
    const int changeWidth = fontMetrics().horizontalAdvance(change) + 8;
    if (m_reference && fontMetrics().horizontalAdvance(m_output.label) + changeWidth <= free) {  // the name comes first
        painter.drawText(QRect(0, 0, free, height()), Qt::AlignRight | Qt::AlignTop, change);
        free -= changeWidth;
    }
    painter.drawText(0, fontMetrics().ascent(), fontMetrics().elidedText(m_output.label, Qt::ElideRight, std::max(free, 0)));
}

void ProbabilityBar::paintBar(QPainter &painter) const
{
    const Theme &theme = themeFor(palette());
    const QRectF track(0.5, height() - trackHeight - 0.5, width() - 1.0, trackHeight);
    QPainterPath outline;
    outline.addRoundedRect(track, trackHeight / 2.0, trackHeight / 2.0);
    painter.setPen(theme.hairline);
    painter.setBrush(theme.window);
    painter.drawPath(outline);

    painter.setClipPath(outline);
    QRectF filled = track;
    filled.setWidth(track.width() * std::clamp(m_output.number, 0.0, 1.0));
    painter.setPen(Qt::NoPen);
    painter.setBrush(barColor(theme, m_output.label));
    painter.drawRoundedRect(filled, trackHeight / 2.0, trackHeight / 2.0);
    painter.setClipping(false);
    if (m_reference) {
        const double x = track.left() + track.width() * std::clamp(*m_reference, 0.0, 1.0);
        painter.setPen(QPen(theme.text, 2));
        painter.drawLine(QPointF(x, track.top() - 2), QPointF(x, track.bottom() + 1));
    }
}

}  // namespace ui
