#include "ui/topics/importance/what_if/what_if_tree_view.h"

#include "ui/plot/escape_key.h"
#include "ui/theme/plain_text.h"
#include "ui/theme/qt_text.h"
#include "ui/theme/spoken_picture.h"
#include "ui/widgets/number_text.h"

#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace ui {

WhatIfTreeView::WhatIfTreeView(const ViewSources &sources, WhatIfDesk &desk, QWidget *parent)
    : ItemArea(parent), m_sources(sources), m_desk(desk)
{
    setObjectName(QStringLiteral("whatIfTree"));
    setAccessibleName(tr("Tree of edits"));
    connect(&m_desk, &WhatIfDesk::changed, this, &WhatIfTreeView::refresh);
    connect(&m_sources.workbench, &Workbench::changed, this, &WhatIfTreeView::refresh);
}

// Answers to sentences that are no longer asked for are still those of the same model; all of them go with another one.
void WhatIfTreeView::refresh()
{
    if (!isVisible())
        return;
    const core::WorkbenchState &state = m_sources.workbench.state();
    core::WhatIfState nodes = core::shownTree(state.importance.whatIf, state.text);
    const bool isAnotherTree = nodes != m_nodes;
    m_nodes = std::move(nodes);
    m_tree = core::whatIfRows(m_nodes, m_desk.answers().get());
    layOut();
    if (isAnotherTree) {
        m_highlights.hovered.reset();
        goTo(currentRow());
        if (!hasFocus())
            setCursorRow(std::nullopt);
    }
    viewport()->update();
}

// The same width with and without the scroll bar, so that columns stay where they are.
void WhatIfTreeView::layOut()
{
    const int room = maximumViewportSize().width() - verticalScrollBar()->sizeHint().width();
    m_layout = layOutWhatIfTree(m_tree, figureStyle(), room);
    setScrolledHeight(static_cast<int>(m_layout.height(static_cast<int>(m_tree.rows.size()))) -
                          maximumViewportSize().height(),
                      m_layout.row);
}

int WhatIfTreeView::rowOfNode(int node) const
{
    return static_cast<int>(std::ranges::find(m_tree.rows, node, &core::WhatIfRow::node) - m_tree.rows.begin());
}

int WhatIfTreeView::currentRow() const
{
    return rowOfNode(m_nodes.current);
}

void WhatIfTreeView::setCursorRow(std::optional<int> row)
{
    m_highlights.cursor = row;
    speakValue(*this, row ? spokenRow(*row) : QString());
    viewport()->update();
}

void WhatIfTreeView::goTo(int row)
{
    if (m_tree.rows.empty())
        return;
    setCursorRow(std::clamp(row, 0, static_cast<int>(m_tree.rows.size()) - 1));
    scrollTo(*m_highlights.cursor);
}

void WhatIfTreeView::scrollTo(int row)
{
    const QRect rect = rectOf(row);
    if (rect.top() < m_layout.heading)
        verticalScrollBar()->setValue(verticalScrollBar()->value() + rect.top() - static_cast<int>(m_layout.heading));
    else if (rect.bottom() > viewport()->height())
        verticalScrollBar()->setValue(verticalScrollBar()->value() + rect.bottom() - viewport()->height());
}

void WhatIfTreeView::choose(int row)
{
    const int node = m_tree.rows[static_cast<std::size_t>(row)].node;
    if (node == m_nodes.current)
        return;
    m_sources.workbench.change(
        [node](core::WorkbenchState &state) { core::chooseNode(state.importance.whatIf, state.text, node); });
}

void WhatIfTreeView::removeAt(int row)
{
    const int node = m_tree.rows[static_cast<std::size_t>(row)].node;
    m_sources.workbench.change(
        [node](core::WorkbenchState &state) { core::removeBranch(state.importance.whatIf, state.text, node); });
}

std::optional<int> WhatIfTreeView::itemAt(QPointF picturePosition) const
{
    const double row = (picturePosition.y() - m_layout.heading) / std::max(1.0, m_layout.row);
    const bool isRow =
        picturePosition.y() - scrolled().y() > m_layout.heading && row >= 0 && row < static_cast<double>(m_tree.rows.size());
    return isRow ? std::optional(static_cast<int>(row)) : std::nullopt;
}

QRect WhatIfTreeView::rectOf(int row) const
{
    return m_layout.rowAt(row).translated(-scrolled()).toRect();
}

QString WhatIfTreeView::spokenRow(int row) const
{
    const core::WhatIfRow &each = m_tree.rows[static_cast<std::size_t>(row)];
    QString text = each.edit.empty() ? tr("sentence: %1").arg(qtText(each.text))
                                     : QStringLiteral("%1: %2").arg(qtText(each.edit), qtText(each.text));
    if (!each.prediction.empty())
        text += tr("\nprediction %1").arg(qtText(each.prediction));
    if (each.followed)
        text += QStringLiteral("\n%1 %2").arg(qtText(m_tree.followedName), numberText(*each.followed, 4));
    if (each.change)
        text += tr(", change %1").arg(changeText(*each.change, 4));
    return text;
}

QString WhatIfTreeView::toolTipOf(int row) const
{
    return plainToolTip(spokenRow(row));
}

void WhatIfTreeView::hover(std::optional<int> row)
{
    if (row == m_highlights.hovered)
        return;
    m_highlights.hovered = row;
    viewport()->update();
}

void WhatIfTreeView::press(int row)
{
    setCursorRow(row);
    choose(row);
}

void WhatIfTreeView::restyle()
{
    layOut();
}

bool WhatIfTreeView::event(QEvent *event)
{
    const bool isElsewhere = m_highlights.cursor && *m_highlights.cursor != currentRow();
    return (isElsewhere && takesEscape(*event)) || ItemArea::event(event);
}

void WhatIfTreeView::keyPressEvent(QKeyEvent *event)
{
    if (m_tree.rows.empty())
        return ItemArea::keyPressEvent(event);
    const int row = m_highlights.cursor.value_or(currentRow());
    const core::WhatIfRow &at = m_tree.rows[static_cast<std::size_t>(row)];
    switch (event->key()) {
    case Qt::Key_Up: goTo(row - 1); break;
    case Qt::Key_Down: goTo(row + 1); break;
    case Qt::Key_Home: goTo(0); break;
    case Qt::Key_End: goTo(static_cast<int>(m_tree.rows.size()) - 1); break;
    case Qt::Key_Left: goTo(rowOfNode(m_nodes.nodes[static_cast<std::size_t>(at.node)].parent.value_or(at.node))); break;
    case Qt::Key_Right: goTo(childrenOf(m_nodes, at.node).empty() ? row : row + 1); break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space: choose(row); break;
    case Qt::Key_Delete:
    case Qt::Key_Backspace: removeAt(row); break;
    case Qt::Key_Escape: goTo(currentRow()); break;
    default: ItemArea::keyPressEvent(event);
    }
}

void WhatIfTreeView::focusInEvent(QFocusEvent *event)
{
    ItemArea::focusInEvent(event);
    if (!m_highlights.cursor && !m_tree.rows.empty())
        setCursorRow(currentRow());
}

void WhatIfTreeView::focusOutEvent(QFocusEvent *event)
{
    ItemArea::focusOutEvent(event);
    setCursorRow(std::nullopt);
}

void WhatIfTreeView::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    painter.save();
    painter.setClipRect(QRectF(0, m_layout.heading, viewport()->width(), viewport()->height() - m_layout.heading));
    painter.translate(-scrolled());
    drawWhatIfTree(painter, m_tree, m_layout, m_highlights, QRectF(scrolled(), QSizeF(viewport()->size())), figureStyle());
    painter.restore();
    drawWhatIfHeading(painter, m_tree, m_layout, figureStyle());
}

void WhatIfTreeView::resizeEvent(QResizeEvent *event)
{
    ItemArea::resizeEvent(event);
    layOut();
    if (!m_tree.rows.empty())
        scrollTo(m_highlights.cursor.value_or(currentRow()));
}

void WhatIfTreeView::showEvent(QShowEvent *event)
{
    ItemArea::showEvent(event);
    refresh();
}

}  // namespace ui
