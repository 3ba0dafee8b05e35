#include "ui/widgets/measure_row.h"

#include "ui/theme/figure_style.h"
#include "ui/theme/fitted_text.h"
#include "ui/theme/plain_text.h"
#include "ui/theme/tabular_text.h"
#include "ui/theme/text_scale.h"

#include <QPainter>

#include <algorithm>

namespace ui {
namespace {

constexpr int headingHeight = 20;  // for text of the usual size
constexpr int noteHeight = 16;     // likewise
constexpr int shareHeight = 5;
constexpr int gap = 2;

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
    updateGeometry();
    update();
}

QSize MeasureRow::sizeHint() const
{
    const auto notes = static_cast<int>(noteLines().size());
    return {200, scaledToText(headingHeight + notes * noteHeight) + shareHeight + 2 * gap + 1};
}

QStringList MeasureRow::noteLines() const
{
    const QString note = QString::fromStdString(m_measure.note);
    const QString separator = QStringLiteral(" · ");
    const qsizetype place = note.indexOf(separator);
    const bool isTooLong = QFontMetricsF(figureStyleOf(*this).note).horizontalAdvance(note) > width();
    if (!isTooLong || place < 0)
        return {note};
    return {note.left(place), note.mid(place + separator.size())};
}

void MeasureRow::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    updateGeometry();
}

void MeasureRow::paintEvent(QPaintEvent *)
{
    const FigureStyle style = figureStyleOf(*this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF heading(0, 0, width(), scaledToText(headingHeight));
    painter.setFont(style.strong);
    painter.setPen(style.theme.text);
    const QString number = QString::fromStdString(m_measure.number);
    const QFontMetricsF metrics(style.strong);
    painter.drawText(heading, Qt::AlignLeft | Qt::AlignVCenter,
                     elidedBeforeNumbers(QString::fromStdString(m_measure.name), metrics,
                                         heading.width() - tabularWidth(metrics, number) - 8));
    drawTabularNumber(painter, heading, number);

    const QRectF track(0, heading.bottom() + gap, width(), shareHeight);
    painter.setPen(Qt::NoPen);
    painter.setBrush(mixed(style.theme.hairline, style.theme.card, 0.35));
    painter.drawRoundedRect(track, shareHeight / 2.0, shareHeight / 2.0);
    painter.setBrush(style.theme.accent);
    painter.drawRoundedRect(
        QRectF(track.topLeft(), QSizeF(std::max<double>(shareHeight, track.width() * m_measure.share), shareHeight)),
        shareHeight / 2.0, shareHeight / 2.0);

    painter.setFont(style.note);
    painter.setPen(style.theme.mutedText);
    QRectF note(0, track.bottom() + gap, width(), scaledToText(noteHeight));
    for (const QString &line : noteLines()) {
        painter.drawText(note, Qt::AlignLeft | Qt::AlignVCenter,
                         elidedBeforeNumbers(line, QFontMetricsF(style.note), note.width()));
        note.translate(0, note.height());
    }
}

}  // namespace ui
