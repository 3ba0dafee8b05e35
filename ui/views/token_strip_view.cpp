#include "ui/views/token_strip_view.h"

#include "ui/theme/plain_text.h"
#include "ui/theme/spoken_picture.h"
#include "ui/views/updating_veil.h"

#include <QFocusEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace ui {
namespace {

core::TokenStripFigure importanceFigure(const core::AnalysisSnapshot &snapshot, core::HeadRef,
                                        const core::DisplayUnits &units)
{
    return core::tokenStripFigure(snapshot, units);
}

}  // namespace

TokenStripView::TokenStripView(const ViewSources &sources, QWidget *parent)
    : TokenStripView(sources, importanceFigure, parent)
{
}

TokenStripView::TokenStripView(const ViewSources &sources, FigureBuilder builder, QWidget *parent)
    : ItemArea(parent), m_sources(sources), m_builder(std::move(builder))
{
    setObjectName(QStringLiteral("tokenStrip"));
    setAccessibleName(tr("Tokens"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    new UpdatingVeil(m_sources.session, viewport());
    connectSources();
    refresh();
}

void TokenStripView::connectSources()
{
    connect(&m_sources.session, &AnalysisSession::snapshotChanged, this, &TokenStripView::refresh);
    connect(&m_sources.workbench, &Workbench::optionsChanged, this, &TokenStripView::refresh);
    connect(&m_sources.selection, &Selection::changed, this, [this] {
        if (shownHead(m_sources) != m_head)
            refresh();
        else
            showSelection();
    });
}

void TokenStripView::setMostRows(int rows)
{
    m_mostRows = rows;
    layOut();
    updateGeometry();
}

void TokenStripView::refresh()
{
    m_isStale = !isVisible();
    if (m_isStale)
        return;
    const SnapshotPointer &snapshot = m_sources.session.snapshot();
    m_units = shownUnits(m_sources);
    m_head = shownHead(m_sources);
    m_figure = snapshot ? m_builder(core::shownPass(*snapshot), m_head, m_units) : core::TokenStripFigure();
    setAccessibleDescription(QString::fromStdString(m_figure.explanation));
    m_highlights = {};
    layOut();
    showSelection();
    viewport()->update();
}

void TokenStripView::layOut()
{
    const double before = m_layout.height;
    m_layout = layOutTokens(m_figure, figureStyle(), maximumViewportSize().width());
    if (m_layout.height > m_mostRows * figureStyle().tokens.row + figureStyle().tokens.edge)
        m_layout =
            layOutTokens(m_figure, figureStyle(), maximumViewportSize().width() - verticalScrollBar()->sizeHint().width());
    setScrolledHeight(static_cast<int>(m_layout.height) - sizeHint().height(), figureStyle().tokens.row);
    if (m_layout.height != before)
        updateGeometry();
}

QSize TokenStripView::sizeHint() const
{
    const TokenStripSizes &sizes = figureStyle().tokens;
    const double height = std::clamp(m_layout.height, sizes.row + sizes.edge, m_mostRows * sizes.row + sizes.edge);
    return {400, static_cast<int>(height)};
}

QSize TokenStripView::minimumSizeHint() const
{
    return {120, sizeHint().height()};
}

bool TokenStripView::showsKeys() const
{
    return m_sources.session.snapshot() && core::isLama(*m_sources.session.snapshot());
}

void TokenStripView::showSelection()
{
    const ShownCell &cell = m_sources.selection.cell();
    const auto query = m_units.unitOf(cell.query);
    const auto key = m_units.unitOf(cell.key);
    const TokenStripHighlights highlights{.selected = showsKeys() ? key : query,
                                          .hovered = m_units.unitOf(showsKeys() ? cell.hoveredKey : cell.hoveredQuery),
                                          .paired = showsKeys() ? std::nullopt : key};
    const bool isShown = highlights.selected && *highlights.selected < static_cast<int>(m_figure.chips.size());
    speakValue(*this, isShown ? toolTipOf(*highlights.selected) : QString());
    if (highlights == m_highlights)
        return;
    m_highlights = highlights;
    viewport()->update();
}

std::optional<int> TokenStripView::itemAt(QPointF picturePosition) const
{
    return m_layout.chipAt(picturePosition);
}

QRect TokenStripView::rectOf(int unit) const
{
    return m_layout.chips[static_cast<std::size_t>(unit)].translated(-scrolled()).toRect();
}

void TokenStripView::hover(std::optional<int> unit)
{
    hoverUnits(m_sources.selection, m_units, showsKeys() ? std::nullopt : unit, showsKeys() ? unit : std::nullopt);
}

void TokenStripView::lock(std::optional<int> unit)
{
    const ShownCell &cell = m_sources.selection.cell();
    const auto key = m_units.unitOf(cell.key);
    lockUnits(m_sources.selection, m_units, showsKeys() ? std::nullopt : unit, showsKeys() ? unit : key,
              unit ? cell.indices : core::PictureIndices());
    if (!unit)
        return;
    const QRect chip = rectOf(*unit);
    if (chip.top() < 0 || chip.bottom() > viewport()->height())
        verticalScrollBar()->setValue(verticalScrollBar()->value() + chip.top());
}

void TokenStripView::lockChip(int unit)
{
    if (m_units.size() > 0)
        lock(std::clamp(unit, 0, m_units.size() - 1));
}

QString TokenStripView::toolTipOf(int unit) const
{
    const core::TokenChip &chip = m_figure.chips[static_cast<std::size_t>(unit)];
    return plainToolTip(QStringLiteral("%1\n%2 %3")
                            .arg(QString::fromStdString(chip.label), QString::fromStdString(m_figure.measureName),
                                 QString::fromStdString(chip.number)));
}

void TokenStripView::restyle()
{
    layOut();
}

void TokenStripView::keyPressEvent(QKeyEvent *event)
{
    const int forward = m_figure.isRightToLeft ? -1 : 1;
    const auto next = [this](int chips) { return m_highlights.selected ? *m_highlights.selected + chips : 0; };
    switch (event->key()) {
    case Qt::Key_Escape: m_sources.selection.clear(); break;
    case Qt::Key_Left: lockChip(next(-forward)); break;
    case Qt::Key_Right: lockChip(next(forward)); break;
    case Qt::Key_Home: lockChip(0); break;
    case Qt::Key_End: lockChip(m_units.size() - 1); break;
    default: ItemArea::keyPressEvent(event);
    }
}

void TokenStripView::press(int unit)
{
    lock(unit == m_highlights.selected ? std::nullopt : std::optional(unit));
}

void TokenStripView::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    if (m_showsFocus) {  // of several strips in a card, this one
        constexpr double corner = 6;
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(figureStyle().theme.accent, figureStyle().hairlineWidth));
        painter.drawRoundedRect(QRectF(viewport()->rect()).adjusted(0.5, 0.5, -0.5, -0.5), corner, corner);
    }
    painter.translate(-scrolled());
    drawTokens(painter, m_figure, m_layout, m_highlights, figureStyle());
}

void TokenStripView::focusInEvent(QFocusEvent *event)
{
    ItemArea::focusInEvent(event);
    m_showsFocus = event->reason() != Qt::MouseFocusReason && event->reason() != Qt::ActiveWindowFocusReason;
    viewport()->update();
}

void TokenStripView::focusOutEvent(QFocusEvent *event)
{
    ItemArea::focusOutEvent(event);
    m_showsFocus = false;
    viewport()->update();
}

void TokenStripView::resizeEvent(QResizeEvent *event)
{
    ItemArea::resizeEvent(event);
    layOut();
}

void TokenStripView::showEvent(QShowEvent *event)
{
    ItemArea::showEvent(event);
    if (m_isStale)
        refresh();
}

}  // namespace ui
