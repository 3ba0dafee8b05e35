#include "ui/widgets/measure_row.h"

#include "ui/theme/figure_style.h"
#include "ui/theme/fitted_text.h"
#include "ui/theme/plain_text.h"
#include "ui/theme/tabular_text.h"

#include <QPainter>

#include <algorithm>

namespace ui {
namespace {

constexpr double shareHeight = 5;

}  // namespace

MeasureRow::MeasureRow(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void MeasureRow::setMeasure(const core::MeasureFigure &measure)
{
    m_measure = measure;
    setObjectName(QStringLiteral("measure_") + QString::fromStdString(measure.id));
    setAccessibleName(QString::fromStdString(measure.name + ' ' + measure.number));
    setAccessibleDescription(QString::fromStdString(measure.note));
    setToolTip(plainToolTip(QString::fromStdString(measure.name + " = " + measure.note + '\n' + measure.source)));
    update();
}

void MeasureRow::paintEvent(QPaintEvent *)
{
    const FigureStyle style = figureStyleOf(*this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF heading(0, 0, width(), 20);
    painter.setFont(style.strong);
    painter.setPen(style.theme.text);
    const QString number = QString::fromStdString(m_measure.number);
    const QFontMetricsF metrics(style.strong);
    painter.drawText(heading, Qt::AlignLeft | Qt::AlignVCenter,
                     elidedBeforeNumbers(QString::fromStdString(m_measure.name), metrics,
                                         heading.width() - tabularWidth(metrics, number) - 8));
    drawTabularNumber(painter, heading, number);

    const QRectF track(0, heading.bottom() + 2, width(), shareHeight);
    painter.setPen(Qt::NoPen);
    painter.setBrush(mixed(style.theme.hairline, style.theme.card, 0.35));
    painter.drawRoundedRect(track, shareHeight / 2, shareHeight / 2);
    painter.setBrush(style.theme.accent);
    painter.drawRoundedRect(
        QRectF(track.topLeft(), QSizeF(std::max(shareHeight, track.width() * m_measure.share), shareHeight)),
        shareHeight / 2, shareHeight / 2);

    painter.setFont(style.note);
    painter.setPen(style.theme.mutedText);
    const QRectF note(0, track.bottom() + 2, width(), 16);
    painter.drawText(note, Qt::AlignLeft | Qt::AlignVCenter,
                     elidedBeforeNumbers(QString::fromStdString(m_measure.note), QFontMetricsF(style.note), note.width()));
}

}  // namespace ui
