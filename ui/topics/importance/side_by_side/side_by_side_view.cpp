#include "ui/topics/importance/side_by_side/side_by_side_view.h"

#include "ui/theme/plain_text.h"
#include "ui/theme/qt_text.h"
#include "ui/theme/spoken_picture.h"
#include "ui/views/updating_veil.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

bool showsKeysOf(const ViewSources &side)
{
    return side.session.snapshot() && core::isLama(*side.session.snapshot());
}

// A word as it is selected on its side: a query, in LAMA a key.
std::optional<int> wordOf(const ViewSources &side, const core::DisplayUnits &units, bool isHovered)
{
    const ShownCell &cell = side.selection.cell();
    if (showsKeysOf(side))
        return units.unitOf(isHovered ? cell.hoveredKey : cell.key);
    return units.unitOf(isHovered ? cell.hoveredQuery : cell.query);
}

// With what a side lacks, and why there is no difference.
QString explanationOf(const core::SideBySideColumn &column)
{
    QString text = qtText(column.explanation);
    if (!column.absence.empty())
        text += QLatin1Char('\n') + qtText(column.absence);
    else if (!column.unlike.empty())
        text += SideBySideView::tr("\nNo difference: %1").arg(qtText(column.unlike));
    return text;
}

}  // namespace

SideBySideView::SideBySideView(const ViewSources &first, const ViewSources &second, QWidget *parent)
    : ItemArea(parent), m_first(first), m_second(second)
{
    setObjectName(QStringLiteral("sideBySide"));
    setAccessibleName(tr("Importance of every word on both sides"));
    new UpdatingVeil(m_first.session, viewport());
    new UpdatingVeil(m_second.session, viewport());
    connect(&m_first.selection, &Selection::changed, this, &SideBySideView::showSelection);
    connect(&m_second.selection, &Selection::changed, this, &SideBySideView::showSelection);
    connect(horizontalScrollBar(), &QScrollBar::valueChanged, this, [this](int value) {
        m_layout.aside = value;
        viewport()->update();
    });
}

void SideBySideView::setFigure(core::SideBySideFigure figure, const core::DisplayUnits &first,
                               const core::DisplayUnits &second)
{
    m_figure = std::move(figure);
    m_firstUnits = first;
    m_secondUnits = second;
    layOut();
    showSelection();
    viewport()->update();
}

// The same width with and without the scroll bar, so that columns stay where they are.
void SideBySideView::layOut()
{
    const int room = maximumViewportSize().width() - verticalScrollBar()->sizeHint().width();
    m_layout = layOutSideBySide(m_figure, figureStyle(), room);
    setScrolledWidth(static_cast<int>(std::floor(m_layout.width)) - room, m_layout.columnWidth);
    setScrolledHeight(static_cast<int>(m_layout.height(static_cast<int>(m_figure.rows.size()))) - mostHeight(),
                      m_layout.row);
    m_layout.aside = horizontalScrollBar()->value();
}

// The row of the first side's word, or of the second's where the first has none.
std::optional<int> SideBySideView::rowOf(bool isHovered) const
{
    const std::optional<int> first = wordOf(m_first, m_firstUnits, isHovered);
    const std::optional<int> second = first ? std::nullopt : wordOf(m_second, m_secondUnits, isHovered);
    if (!first && !second)
        return std::nullopt;
    const auto row = std::ranges::find_if(m_figure.rows, [&](const core::SideBySideRow &each) {
        return first ? each.units.first == first : each.units.second == second;
    });
    return row == m_figure.rows.end() ? std::nullopt : std::optional(static_cast<int>(row - m_figure.rows.begin()));
}

void SideBySideView::showSelection()
{
    const SideBySideHighlights highlights{.selected = rowOf(false), .hovered = rowOf(true)};
    if (highlights == m_highlights)
        return;
    m_highlights = highlights;
    speakValue(*this, highlights.selected ? toolTipOf(*highlights.selected) : QString());
    viewport()->update();
}

std::optional<int> SideBySideView::itemAt(QPointF picturePosition) const
{
    const double row = (picturePosition.y() - m_layout.heading) / std::max(1.0, m_layout.row);
    const bool isRow = picturePosition.y() - scrolled().y() > m_layout.heading && row >= 0 &&
                       row < static_cast<double>(m_figure.rows.size());
    return isRow ? std::optional(static_cast<int>(row)) : std::nullopt;
}

QRect SideBySideView::rectOf(int row) const
{
    return m_layout.rowAt(row).translated(-scrolled()).toRect();
}

QString SideBySideView::toolTipOf(int row) const
{
    const core::SideBySideRow &words = m_figure.rows[static_cast<std::size_t>(row)];
    const auto nameOf = [](const std::string &word) { return word.empty() ? QStringLiteral("–") : qtText(word); };
    QString text = words.first == words.second ? qtText(words.first)
                                               : QStringLiteral("%1 | %2").arg(nameOf(words.first), nameOf(words.second));
    for (const core::SideBySideColumn &column : m_figure.columns) {
        const core::SideBySideCell &cell = column.cells[static_cast<std::size_t>(row)];
        if (!cell.first && !cell.second)
            continue;
        const auto numberOf = [](const std::optional<core::Bar> &bar) {
            return bar ? qtText(bar->number) : QStringLiteral("–");
        };
        text += tr("\n%1: first %2, second %3").arg(qtText(column.name), numberOf(cell.first), numberOf(cell.second));
        if (cell.difference)
            text += tr(", difference %1").arg(differenceText(*cell.difference));
    }
    return plainToolTip(text);
}

bool SideBySideView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        for (int column = 0; column < static_cast<int>(m_figure.columns.size()); ++column) {
            if (help->pos().x() <= 2 * m_layout.nameWidth || !m_layout.headingAt(column).contains(help->pos()))
                continue;
            QToolTip::showText(help->globalPos(),
                               plainToolTip(explanationOf(m_figure.columns[static_cast<std::size_t>(column)])), viewport());
            return true;
        }
    }
    return ItemArea::viewportEvent(event);
}

// The other side follows.
void SideBySideView::hover(std::optional<int> row)
{
    if (!row) {
        m_first.selection.hover({}, {});
        return;
    }
    const core::AlignedWords &units = m_figure.rows[static_cast<std::size_t>(*row)].units;
    const ViewSources &side = units.first ? m_first : m_second;
    const std::optional<int> unit = units.first ? units.first : units.second;
    hoverUnits(side.selection, units.first ? m_firstUnits : m_secondUnits, showsKeysOf(side) ? std::nullopt : unit,
               showsKeysOf(side) ? unit : std::nullopt);
}

void SideBySideView::lockRow(std::optional<int> row)
{
    if (!row) {
        m_first.selection.clear();
        m_second.selection.clear();
        return;
    }
    const core::AlignedWords &units = m_figure.rows[static_cast<std::size_t>(*row)].units;
    const ViewSources &side = units.first ? m_first : m_second;
    const std::optional<int> unit = units.first ? units.first : units.second;
    lockUnits(side.selection, units.first ? m_firstUnits : m_secondUnits, showsKeysOf(side) ? std::nullopt : unit,
              showsKeysOf(side) ? unit : std::nullopt);
    const QRect rect = rectOf(*row);
    if (rect.top() < m_layout.heading)
        verticalScrollBar()->setValue(verticalScrollBar()->value() + rect.top() - static_cast<int>(m_layout.heading));
    else if (rect.bottom() > viewport()->height())
        verticalScrollBar()->setValue(verticalScrollBar()->value() + rect.bottom() - viewport()->height());
}

void SideBySideView::press(int row)
{
    lockRow(row == m_highlights.selected ? std::nullopt : std::optional(row));
}

void SideBySideView::restyle()
{
    layOut();
}

void SideBySideView::keyPressEvent(QKeyEvent *event)
{
    const auto rows = static_cast<int>(m_figure.rows.size());
    const auto go = [&](int row) {
        if (rows > 0)
            lockRow(std::clamp(row, 0, rows - 1));
    };
    const int selected = m_highlights.selected.value_or(-1);
    switch (event->key()) {
    case Qt::Key_Escape: lockRow(std::nullopt); break;
    case Qt::Key_Up: go(selected < 0 ? 0 : selected - 1); break;
    case Qt::Key_Down: go(selected + 1); break;
    case Qt::Key_Home: go(0); break;
    case Qt::Key_End: go(rows - 1); break;
    case Qt::Key_Left: horizontalScrollBar()->triggerAction(QAbstractSlider::SliderSingleStepSub); break;
    case Qt::Key_Right: horizontalScrollBar()->triggerAction(QAbstractSlider::SliderSingleStepAdd); break;
    default: ItemArea::keyPressEvent(event);
    }
}

void SideBySideView::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    painter.save();
    painter.setClipRect(QRectF(0, m_layout.heading, viewport()->width(), viewport()->height() - m_layout.heading));
    painter.translate(-scrolled());
    drawSideBySide(painter, m_figure, m_layout, m_highlights, QRectF(scrolled(), QSizeF(viewport()->size())), figureStyle());
    painter.restore();
    drawSideBySideHeading(painter, m_figure, m_layout, figureStyle());
}

void SideBySideView::resizeEvent(QResizeEvent *event)
{
    ItemArea::resizeEvent(event);
    layOut();
}

}  // namespace ui
