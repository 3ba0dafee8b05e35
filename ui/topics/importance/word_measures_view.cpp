#include "ui/topics/importance/word_measures_view.h"

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

WordMeasuresView::WordMeasuresView(const ViewSources &sources, ImportanceDesk &desk, QWidget *parent)
    : ItemArea(parent), m_sources(sources), m_desk(desk)
{
    setObjectName(QStringLiteral("wordMeasures"));
    setAccessibleName(tr("Importance of every word"));
    new UpdatingVeil(m_sources.session, viewport());
    connect(&m_desk, &ImportanceDesk::changed, this, &WordMeasuresView::refresh);
    connect(&m_sources.workbench, &Workbench::optionsChanged, this, &WordMeasuresView::refresh);
    connect(&m_sources.selection, &Selection::changed, this, &WordMeasuresView::showSelection);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &WordMeasuresView::tellShown);
    connect(horizontalScrollBar(), &QScrollBar::valueChanged, this, [this](int value) {
        m_layout.aside = value;
        viewport()->update();
    });
}

// A report of the answer before the shown one stays until the first of its own is there.
void WordMeasuresView::refresh()
{
    if (!isVisible())
        return;
    const core::ImportanceReportPointer report = m_desk.report();
    const core::WorkbenchState &state = m_sources.workbench.state();
    m_units =
        report ? core::displayUnits(*report->request.snapshot, core::displayOptions(state.display)) : core::DisplayUnits();
    m_figure = report ? core::wordMeasuresFigure(*report, m_units, state.importance.sorted) : core::WordMeasuresFigure();
    const auto sorted = std::ranges::find(m_figure.columns, state.importance.sorted,
                                          [](const auto &column) { return std::optional(column.measure); });
    m_highlights.sortedColumn =
        sorted == m_figure.columns.end() ? std::nullopt : std::optional(static_cast<int>(sorted - m_figure.columns.begin()));
    layOut();
    showSelection();
    viewport()->update();
}

void WordMeasuresView::layOut()
{
    QSize room = maximumViewportSize();
    m_layout = layOutWordMeasures(m_figure, figureStyle(), room);
    const auto rows = static_cast<int>(m_figure.labels.size());
    if (m_layout.height(rows) > room.height()) {
        room.rwidth() -= verticalScrollBar()->sizeHint().width();
        m_layout = layOutWordMeasures(m_figure, figureStyle(), room);
    }
    setScrolledWidth(static_cast<int>(std::floor(m_layout.width)) - room.width(), m_layout.columnWidth);
    setScrolledHeight(static_cast<int>(m_layout.height(rows)) - mostHeight(), m_layout.row);
    m_layout.aside = horizontalScrollBar()->value();
    tellShown();
}

void WordMeasuresView::tellShown()
{
    const auto rows = static_cast<int>(m_figure.units.size());
    const auto first = static_cast<int>(scrolled().y() / std::max(1.0, m_layout.row));
    const int last = first + static_cast<int>(viewport()->height() / std::max(1.0, m_layout.row));
    std::vector<int> tokens;
    for (int row = std::max(0, first); row < std::min(rows, last + 1); ++row) {
        const core::TokenSpan span = m_units.tokensOf(m_figure.units[static_cast<std::size_t>(row)]);
        for (int token = span.first; token < span.first + span.count; ++token)
            tokens.push_back(token);
    }
    m_desk.setShownTokens(std::move(tokens));
}

bool WordMeasuresView::showsKeys() const
{
    return m_sources.session.snapshot() && core::isLama(*m_sources.session.snapshot());
}

std::optional<int> WordMeasuresView::rowOf(std::optional<int> unit) const
{
    const auto row = unit ? std::ranges::find(m_figure.units, *unit) : m_figure.units.end();
    return row == m_figure.units.end() ? std::nullopt : std::optional(static_cast<int>(row - m_figure.units.begin()));
}

void WordMeasuresView::showSelection()
{
    const ShownCell &cell = m_sources.selection.cell();
    WordMeasuresHighlights highlights = m_highlights;
    highlights.selectedRow = rowOf(m_units.unitOf(showsKeys() ? cell.key : cell.query));
    highlights.hoveredRow = rowOf(m_units.unitOf(showsKeys() ? cell.hoveredKey : cell.hoveredQuery));
    if (highlights == m_highlights)
        return;
    m_highlights = highlights;
    speakValue(*this, highlights.selectedRow ? toolTipOf(*highlights.selectedRow) : QString());
    viewport()->update();
}

std::optional<int> WordMeasuresView::itemAt(QPointF picturePosition) const
{
    const double row = (picturePosition.y() - m_layout.heading) / std::max(1.0, m_layout.row);
    const bool isRow = picturePosition.y() - scrolled().y() > m_layout.heading && row >= 0 &&
                       row < static_cast<double>(m_figure.labels.size());
    return isRow ? std::optional(static_cast<int>(row)) : std::nullopt;
}

std::optional<int> WordMeasuresView::columnAt(QPointF viewportPosition) const
{
    for (int column = 0; column < static_cast<int>(m_figure.columns.size()); ++column) {
        if (viewportPosition.x() > m_layout.nameWidth && m_layout.headingAt(column).contains(viewportPosition))
            return column;
    }
    return std::nullopt;
}

QRect WordMeasuresView::rectOf(int row) const
{
    return m_layout.rowAt(row, viewport()->width()).translated(-scrolled()).toRect();
}

QString WordMeasuresView::toolTipOf(int row) const
{
    QString text = qtText(m_figure.labels[static_cast<std::size_t>(row)]);
    for (const core::WordMeasuresColumn &column : m_figure.columns) {
        if (column.absence.empty() && !column.isPending)
            text += QStringLiteral("\n%1 %2").arg(qtText(column.bars.valueName),
                                                  qtText(column.bars.bars[static_cast<std::size_t>(row)].number));
    }
    return plainToolTip(text);
}

void WordMeasuresView::hover(std::optional<int> row)
{
    const std::optional<int> unit = row ? std::optional(m_figure.units[static_cast<std::size_t>(*row)]) : std::nullopt;
    hoverUnits(m_sources.selection, m_units, showsKeys() ? std::nullopt : unit, showsKeys() ? unit : std::nullopt);
}

void WordMeasuresView::lockRow(std::optional<int> row)
{
    const std::optional<int> unit = row ? std::optional(m_figure.units[static_cast<std::size_t>(*row)]) : std::nullopt;
    lockUnits(m_sources.selection, m_units, showsKeys() ? std::nullopt : unit, showsKeys() ? unit : std::nullopt);
    if (!row)
        return;
    const QRect rect = rectOf(*row);
    if (rect.top() < m_layout.heading)
        verticalScrollBar()->setValue(verticalScrollBar()->value() + rect.top() - static_cast<int>(m_layout.heading));
    else if (rect.bottom() > viewport()->height())
        verticalScrollBar()->setValue(verticalScrollBar()->value() + rect.bottom() - viewport()->height());
}

void WordMeasuresView::press(int row)
{
    lockRow(row == m_highlights.selectedRow ? std::nullopt : std::optional(row));
}

// A second time: back to the order of the sentence.
void WordMeasuresView::sortBy(int column)
{
    const core::ImportanceMeasure measure = m_figure.columns[static_cast<std::size_t>(column)].measure;
    m_sources.workbench.change([measure](core::WorkbenchState &state) {
        auto &sorted = state.importance.sorted;
        sorted = sorted == measure ? std::nullopt : std::optional(measure);
    });
}

void WordMeasuresView::mousePressEvent(QMouseEvent *event)
{
    if (const auto column = columnAt(event->position()); column && event->button() == Qt::LeftButton)
        sortBy(*column);
    else
        ItemArea::mousePressEvent(event);
}

bool WordMeasuresView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        if (const auto column = columnAt(help->pos())) {
            const core::WordMeasuresColumn &each = m_figure.columns[static_cast<std::size_t>(*column)];
            QToolTip::showText(help->globalPos(),
                               plainToolTip(qtText(each.explanation) + tr("\nClick, or press its number, to sort by it")),
                               viewport());
            return true;
        }
    }
    return ItemArea::viewportEvent(event);
}

void WordMeasuresView::restyle()
{
    layOut();
}

void WordMeasuresView::keyPressEvent(QKeyEvent *event)
{
    const auto rows = static_cast<int>(m_figure.labels.size());
    const auto go = [&](int row) {
        if (rows > 0)
            lockRow(std::clamp(row, 0, rows - 1));
    };
    const int selected = m_highlights.selectedRow.value_or(-1);
    const int column = event->key() - Qt::Key_1;
    if (column >= 0 && column < static_cast<int>(m_figure.columns.size()) && event->modifiers() == Qt::NoModifier)
        return sortBy(column);
    switch (event->key()) {
    case Qt::Key_Escape: m_sources.selection.clear(); break;
    case Qt::Key_Up: go(selected < 0 ? 0 : selected - 1); break;
    case Qt::Key_Down: go(selected + 1); break;
    case Qt::Key_Home: go(0); break;
    case Qt::Key_End: go(rows - 1); break;
    case Qt::Key_Left: horizontalScrollBar()->triggerAction(QAbstractSlider::SliderSingleStepSub); break;
    case Qt::Key_Right: horizontalScrollBar()->triggerAction(QAbstractSlider::SliderSingleStepAdd); break;
    default: ItemArea::keyPressEvent(event);
    }
}

void WordMeasuresView::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    painter.save();
    painter.setClipRect(QRectF(0, m_layout.heading, viewport()->width(), viewport()->height() - m_layout.heading));
    painter.translate(-scrolled());
    drawWordMeasures(painter, m_figure, m_layout, m_highlights, QRectF(scrolled(), QSizeF(viewport()->size())),
                     figureStyle());
    painter.restore();
    drawMeasureNames(painter, m_figure, m_layout, m_highlights, figureStyle());
}

void WordMeasuresView::resizeEvent(QResizeEvent *event)
{
    ItemArea::resizeEvent(event);
    layOut();
}

void WordMeasuresView::showEvent(QShowEvent *event)
{
    ItemArea::showEvent(event);
    refresh();
}

}  // namespace ui
