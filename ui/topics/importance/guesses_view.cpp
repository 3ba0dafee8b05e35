#include "ui/topics/importance/guesses_view.h"

#include "core/figure/importance/guesses_figure.h"
#include "ui/render/bar_painter.h"
#include "ui/theme/plain_text.h"
#include "ui/theme/qt_text.h"

#include <QKeyEvent>
#include <QPainter>

#include <algorithm>

namespace ui {

GuessesView::GuessesView(const ViewSources &sources, QWidget *parent) : ItemArea(parent), m_sources(sources)
{
    setObjectName(QStringLiteral("guesses"));
    setAccessibleName(tr("Pieces that the model guesses"));
    connect(&m_sources.session, &AnalysisSession::snapshotChanged, this, &GuessesView::refresh);
    connect(&m_sources.workbench, &Workbench::optionsChanged, this, &GuessesView::refresh);
    refresh();
}

// Told of even where nobody sees it: whether there is something to guess decides whether it is shown.
void GuessesView::refresh()
{
    const SnapshotPointer &snapshot = m_sources.session.snapshot();
    m_figure = snapshot ? core::guessesFigure(core::shownPass(*snapshot), m_sources.workbench.state().importance.target)
                        : core::BarFigure();
    m_pieces.clear();
    for (const core::Bar &bar : m_figure.bars)
        m_pieces.push_back(bar.label);
    layOut();
    viewport()->update();
    emit figureChanged();
}

void GuessesView::layOut()
{
    const double height = barRowsHeight(m_figure, figureStyle().bars);
    setScrolledHeight(static_cast<int>(height) - maximumViewportSize().height(), figureStyle().bars.row);
}

// The first where none is chosen; none where the chosen piece is not among them.
std::optional<int> GuessesView::followed() const
{
    const std::string &name = m_sources.workbench.state().importance.target.name;
    if (name.empty())
        return 0;
    const auto found = std::ranges::find(m_pieces, name);
    return found == m_pieces.end() ? std::nullopt : std::optional(static_cast<int>(found - m_pieces.begin()));
}

std::optional<int> GuessesView::itemAt(QPointF picturePosition) const
{
    for (int guess = 0; guess < static_cast<int>(m_pieces.size()); ++guess) {
        if (rectOf(guess).translated(scrolled().toPoint()).contains(picturePosition.toPoint()))
            return guess;
    }
    return std::nullopt;
}

QRect GuessesView::rectOf(int guess) const
{
    const BarSizes &sizes = figureStyle().bars;
    const QRectF row(0, sizes.rowHeading + sizes.row * guess, viewport()->width(), sizes.row);
    return row.translated(-scrolled()).toRect();
}

QString GuessesView::toolTipOf(int guess) const
{
    const core::Bar &bar = m_figure.bars[static_cast<std::size_t>(guess)];
    return plainToolTip(
        tr("%1: %2 %3\nClick to follow it").arg(qtText(bar.label), qtText(m_figure.valueName), qtText(bar.number)));
}

void GuessesView::hover(std::optional<int> guess)
{
    viewport()->setCursor(guess ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void GuessesView::follow(int guess)
{
    if (m_pieces.empty())
        return;
    const std::string piece =
        m_pieces[static_cast<std::size_t>(std::clamp<int>(guess, 0, static_cast<int>(m_pieces.size()) - 1))];
    m_sources.workbench.change([&piece](core::WorkbenchState &state) { state.importance.target.name = piece; });
}

void GuessesView::press(int guess)
{
    if (m_sources.workbench.state().importance.target.name == m_pieces[static_cast<std::size_t>(guess)])
        m_sources.workbench.change([](core::WorkbenchState &state) { state.importance.target.name.clear(); });
    else
        follow(guess);
}

void GuessesView::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Up: follow(followed().value_or(0) - 1); break;
    case Qt::Key_Down: follow(followed().value_or(-1) + 1); break;
    default: ItemArea::keyPressEvent(event);
    }
}

void GuessesView::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    if (const std::optional<int> row = followed(); row && !m_pieces.empty())
        painter.fillRect(rectOf(*row), figureStyle().theme.accentSurface);
    painter.translate(-scrolled());
    drawBarRows(painter, m_figure, QRectF(0, 0, viewport()->width(), barRowsHeight(m_figure, figureStyle().bars)),
                QRectF(event->rect()).translated(scrolled()), figureStyle());
}

void GuessesView::resizeEvent(QResizeEvent *event)
{
    ItemArea::resizeEvent(event);
    layOut();
}

}  // namespace ui
