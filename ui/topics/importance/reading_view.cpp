#include "ui/topics/importance/reading_view.h"

#include "core/text/typed_words.h"
#include "ui/theme/plain_text.h"
#include "ui/theme/qt_text.h"
#include "ui/theme/spoken_picture.h"
#include "ui/views/updating_veil.h"

#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace ui {
namespace {

constexpr int widestLine = 860;  // longer ones are hard to follow

// As the text was typed: punctuation and pieces of a word stand at what comes before.
std::vector<bool> gluedUnits(const core::TokenizedText &text, const core::DisplayUnits &units)
{
    const auto isSpecial = [&](int unit) {
        return text.tokens[static_cast<std::size_t>(units[unit].firstToken)].isSpecial();
    };
    const auto placeOf = [&](int unit) { return core::typedPlace(text.tokens, units.tokensOf(unit)); };
    std::vector<bool> glued(static_cast<std::size_t>(units.size()), false);
    for (int unit = 1; unit < units.size(); ++unit)
        glued[static_cast<std::size_t>(unit)] =
            !isSpecial(unit - 1) && !isSpecial(unit) && core::isGlued(placeOf(unit - 1), placeOf(unit));
    return glued;
}

}  // namespace

ReadingView::ReadingView(const ViewSources &sources, QWidget *parent) : ItemArea(parent), m_sources(sources)
{
    setObjectName(QStringLiteral("readingView"));
    setAccessibleName(tr("The text, colored by importance"));
    new UpdatingVeil(m_sources.session, viewport());
    connect(&m_sources.session, &AnalysisSession::snapshotChanged, this, &ReadingView::refresh);
    connect(&m_sources.workbench, &Workbench::optionsChanged, this, &ReadingView::refresh);
    connect(&m_sources.selection, &Selection::changed, this, &ReadingView::showSelection);
}

void ReadingView::refresh()
{
    if (!isVisible())
        return;
    const SnapshotPointer &snapshot = m_sources.session.snapshot();
    m_units = shownUnits(m_sources);
    m_figure = snapshot ? core::tokenStripFigure(core::shownPass(*snapshot), m_units) : core::TokenStripFigure();
    m_glued = snapshot ? gluedUnits(*snapshot->text, m_units) : std::vector<bool>();
    setAccessibleDescription(qtText(m_figure.explanation));
    m_highlights = {};
    layOut();
    showSelection();
    viewport()->update();
    emit figureChanged();
}

void ReadingView::layOut()
{
    // The same width with and without the scroll bar, so that lines stay where they are.
    const int room = maximumViewportSize().width() - verticalScrollBar()->sizeHint().width();
    m_layout = layOutReading(m_figure, m_glued, figureStyle(), std::min(room, widestLine));
    setScrolledHeight(static_cast<int>(m_layout.height) - maximumViewportSize().height(), m_layout.lineHeight);
}

bool ReadingView::showsKeys() const
{
    return m_sources.session.snapshot() && core::isLama(*m_sources.session.snapshot());
}

void ReadingView::showSelection()
{
    const ShownCell &cell = m_sources.selection.cell();
    const TokenStripHighlights highlights{.selected = m_units.unitOf(showsKeys() ? cell.key : cell.query),
                                          .hovered = m_units.unitOf(showsKeys() ? cell.hoveredKey : cell.hoveredQuery),
                                          .paired = {}};
    if (highlights == m_highlights)
        return;
    m_highlights = highlights;
    speakValue(*this, highlights.selected ? toolTipOf(*highlights.selected) : QString());
    viewport()->update();
}

std::optional<int> ReadingView::itemAt(QPointF picturePosition) const
{
    return m_layout.wordAt(picturePosition);
}

QRect ReadingView::rectOf(int word) const
{
    return m_layout.words[static_cast<std::size_t>(word)].translated(-scrolled()).toRect();
}

QString ReadingView::toolTipOf(int word) const
{
    const core::TokenChip &chip = m_figure.chips[static_cast<std::size_t>(word)];
    return plainToolTip(
        QStringLiteral("%1\n%2 %3").arg(qtText(chip.label), qtText(m_figure.measureName), qtText(chip.number)));
}

void ReadingView::hover(std::optional<int> word)
{
    hoverUnits(m_sources.selection, m_units, showsKeys() ? std::nullopt : word, showsKeys() ? word : std::nullopt);
}

void ReadingView::lock(std::optional<int> word)
{
    lockUnits(m_sources.selection, m_units, showsKeys() ? std::nullopt : word, showsKeys() ? word : std::nullopt);
    if (!word)
        return;
    const QRect rect = rectOf(*word);
    if (rect.top() < 0 || rect.bottom() > viewport()->height())
        verticalScrollBar()->setValue(verticalScrollBar()->value() + rect.center().y() - viewport()->height() / 2);
}

void ReadingView::press(int word)
{
    lock(word == m_highlights.selected ? std::nullopt : std::optional(word));
}

void ReadingView::restyle()
{
    layOut();
}

void ReadingView::lockBeside(int words, int lines)
{
    if (m_units.size() == 0)
        return;
    if (!m_highlights.selected)
        return lock(0);
    const int next = std::clamp(*m_highlights.selected + words, 0, m_units.size() - 1);
    lock(lines == 0 ? next : m_layout.wordBeside(*m_highlights.selected, lines).value_or(*m_highlights.selected));
}

void ReadingView::keyPressEvent(QKeyEvent *event)
{
    const int forward = m_figure.isRightToLeft ? -1 : 1;
    switch (event->key()) {
    case Qt::Key_Escape: m_sources.selection.clear(); break;
    case Qt::Key_Left: lockBeside(-forward, 0); break;
    case Qt::Key_Right: lockBeside(forward, 0); break;
    case Qt::Key_Up: lockBeside(0, -1); break;
    case Qt::Key_Down: lockBeside(0, 1); break;
    default: ItemArea::keyPressEvent(event);
    }
}

void ReadingView::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    painter.translate(-scrolled());
    drawReading(painter, m_figure, m_layout, m_highlights, QRectF(event->rect()).translated(scrolled()), figureStyle());
}

void ReadingView::resizeEvent(QResizeEvent *event)
{
    ItemArea::resizeEvent(event);
    layOut();
}

void ReadingView::showEvent(QShowEvent *event)
{
    ItemArea::showEvent(event);
    refresh();
}

}  // namespace ui
