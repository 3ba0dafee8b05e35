#include "ui/topics/attention/head_lines_view.h"

#include "ui/views/updating_veil.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace ui {
namespace {

constexpr double fadedStrength = 0.16;

}  // namespace

HeadLinesView::HeadLinesView(const ViewSources &sources, QWidget *parent)
    : QWidget(parent), m_sources(sources), m_style(figureStyleOf(*this))
{
    setObjectName(QStringLiteral("headLines"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    new UpdatingVeil(m_sources.session, this);
    connectSources();
    refresh();
}

void HeadLinesView::connectSources()
{
    connect(&m_sources.session, &AnalysisSession::snapshotChanged, this, &HeadLinesView::refresh);
    connect(&m_sources.workbench, &Workbench::optionsChanged, this, &HeadLinesView::refresh);
    connect(&m_sources.selection, &Selection::changed, this, [this] {
        if (shownHead(m_sources) != m_head)
            refresh();
        else
            update();
    });
}

// What nobody sees is worked out when it is shown.
void HeadLinesView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

void HeadLinesView::refresh()
{
    if (!isVisible())
        return;
    const SnapshotPointer &snapshot = m_sources.session.snapshot();
    m_units = shownUnits(m_sources);
    m_head = shownHead(m_sources);
    m_figure = snapshot ? core::headLinesFigure(core::shownPass(*snapshot), m_head, m_units) : core::HeadLinesFigure();
    setAccessibleName(tr("Lines of %1").arg(QString::fromStdString(m_figure.title)));
    setAccessibleDescription(QString::fromStdString(m_figure.explanation));
    layOut();
}

void HeadLinesView::layOut()
{
    m_frame = layOutLines(m_figure, size(), m_style);
    m_lines = m_fadedLines = QPixmap();
    update();
}

// What is hovered wins over what is locked, as the pointer is where the reader looks.
HeadLinesFocus HeadLinesView::focus() const
{
    const ShownCell &cell = m_sources.selection.cell();
    const HeadLinesFocus hovered{m_units.unitOf(cell.hoveredQuery), m_units.unitOf(cell.hoveredKey), false};
    return hovered.isEmpty() ? HeadLinesFocus{m_units.unitOf(cell.query), m_units.unitOf(cell.key), true} : hovered;
}

QPixmap HeadLinesView::picture(double strength) const
{
    QPixmap pixmap(size() * devicePixelRatioF());
    pixmap.setDevicePixelRatio(devicePixelRatioF());
    pixmap.fill(m_style.theme.card);
    QPainter painter(&pixmap);
    drawLines(painter, m_figure, m_frame, lineColors(m_style.theme), strength);
    return pixmap;
}

void HeadLinesView::paintEvent(QPaintEvent *)
{
    if (m_figure.isEmpty())
        return;
    const HeadLinesFocus shown = focus();
    QPixmap &background = shown.isEmpty() ? m_lines : m_fadedLines;
    if (background.isNull())
        background = picture(shown.isEmpty() ? 1 : fadedStrength);
    QPainter painter(this);
    painter.drawPixmap(0, 0, background);
    drawFocusedLines(painter, m_figure, m_frame, shown, lineColors(m_style.theme));
    drawLineLabels(painter, m_figure, m_frame, shown, m_style);
}

void HeadLinesView::resizeEvent(QResizeEvent *)
{
    layOut();
}

void HeadLinesView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() != QEvent::PaletteChange && event->type() != QEvent::FontChange)
        return;
    m_style = figureStyleOf(*this);
    layOut();
}

void HeadLinesView::hoverEnd(const std::optional<LineEnd> &end)
{
    const bool isQuery = end && end->side == LineSide::Query;
    const bool isKey = end && end->side == LineSide::Key;
    hoverUnits(m_sources.selection, m_units, isQuery ? std::optional(end->token) : std::nullopt,
               isKey ? std::optional(end->token) : std::nullopt);
}

void HeadLinesView::lockEnd(const std::optional<LineEnd> &end)
{
    if (!end)
        return;
    const ShownCell &cell = m_sources.selection.cell();
    const auto query = m_units.unitOf(cell.query);
    const auto key = m_units.unitOf(cell.key);
    const bool isQuery = end->side == LineSide::Query;
    const bool isLockedAlone = isQuery ? query == end->token && !key : key == end->token && !query;
    if (isLockedAlone)
        m_sources.selection.clear();
    else
        lockUnits(m_sources.selection, m_units, isQuery ? std::optional(end->token) : std::nullopt,
                  isQuery ? std::nullopt : std::optional(end->token));
}

void HeadLinesView::moveLock(int tokens)
{
    if (m_units.size() == 0)
        return;
    const ShownCell &cell = m_sources.selection.cell();
    const auto key = m_units.unitOf(cell.key);
    const auto query = m_units.unitOf(cell.query);
    const auto moved = [&](int unit) { return std::clamp(unit + tokens, 0, m_units.size() - 1); };
    if (key && !query)
        lockUnits(m_sources.selection, m_units, std::nullopt, moved(*key));
    else
        lockUnits(m_sources.selection, m_units, query ? moved(*query) : 0, std::nullopt);
}

void HeadLinesView::keyPressEvent(QKeyEvent *event)
{
    const ShownCell &cell = m_sources.selection.cell();
    switch (event->key()) {
    case Qt::Key_Escape: m_sources.selection.clear(); break;
    case Qt::Key_Up: moveLock(-1); break;
    case Qt::Key_Down: moveLock(1); break;
    case Qt::Key_Left:
        lockUnits(m_sources.selection, m_units, m_units.unitOf(cell.query ? cell.query : cell.key), std::nullopt);
        break;
    case Qt::Key_Right:
        lockUnits(m_sources.selection, m_units, std::nullopt, m_units.unitOf(cell.key ? cell.key : cell.query));
        break;
    default: QWidget::keyPressEvent(event);
    }
}

void HeadLinesView::leaveEvent(QEvent *)
{
    hoverEnd(std::nullopt);
}

void HeadLinesView::mouseMoveEvent(QMouseEvent *event)
{
    hoverEnd(m_frame.endAt(event->position()));
}

void HeadLinesView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        lockEnd(m_frame.endAt(event->position()));
}

}  // namespace ui
