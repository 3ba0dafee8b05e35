#include "ui/topics/figures/page_view.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScreen>
#include <QScrollBar>

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr double paperMargin = 16;  // around the paper
constexpr double pointsOfAnInch = 72;
constexpr double largestFit = 2;  // times true size: a wide window makes no poster of a column
constexpr double frameGap = 2;    // between a chosen panel and its frame

// Of a point at true size. What a screen says of its size may be wrong by far; then 96 dots are an inch.
double pixelsOfAPoint(const QWidget &widget)
{
    constexpr double leastDots = 50;
    constexpr double mostDots = 400;
    constexpr double usualDots = 96;
    const double dots = widget.screen() ? widget.screen()->physicalDotsPerInch() : 0;
    return (dots >= leastDots && dots <= mostDots ? dots : usualDots) / pointsOfAnInch;
}

}  // namespace

PageView::PageView(QWidget *parent) : QAbstractScrollArea(parent)
{
    setObjectName(QStringLiteral("pageView"));
    setAccessibleName(tr("Page"));
    setFocusPolicy(Qt::StrongFocus);
    setFrameShape(QFrame::NoFrame);
    viewport()->setAutoFillBackground(false);
}

void PageView::showPage(std::optional<FigurePage> page)
{
    m_page = std::move(page);
    m_target.reset();
    redraw();
}

void PageView::setZoom(std::optional<double> zoom)
{
    m_zoom = zoom;
    redraw();
}

void PageView::setVision(ColorVision vision)
{
    m_vision = vision;
    redraw();
}

void PageView::choosePanel(int panel)
{
    const int within = std::clamp(panel, 0, std::max(0, m_panels - 1));
    if (within == m_chosen)
        return;
    m_chosen = within;
    viewport()->update();
    emit panelChosen(m_chosen);
}

void PageView::setPanelCount(int panels)
{
    m_panels = panels;
    choosePanel(m_chosen);
    viewport()->update();
}

// Its pictures are not those of the panels, so that none can be pointed at.
bool PageView::isStale() const
{
    return !m_page || static_cast<int>(m_page->panels.size()) != m_panels;
}

double PageView::pixelsPerPoint() const
{
    if (m_zoom || !m_page)
        return m_zoom.value_or(1) * pixelsOfAPoint(*this);
    const double room = maximumViewportSize().width() - verticalScrollBar()->sizeHint().width() - 2 * paperMargin;
    return std::clamp(room / m_page->size.width(), 0.1, largestFit * pixelsOfAPoint(*this));
}

QRectF PageView::paper() const
{
    if (!m_page)
        return {};
    const QSizeF size = m_page->size * pixelsPerPoint();
    const double left = std::max(paperMargin, (viewport()->width() - size.width()) / 2);
    const double top = std::max(paperMargin, (viewport()->height() - size.height()) / 2);
    return QRectF(std::round(left) - horizontalScrollBar()->value(), std::round(top) - verticalScrollBar()->value(),
                  size.width(), size.height());
}

QRectF PageView::panelArea(int panel) const
{
    if (isStale() || panel < 0 || panel >= m_panels)
        return {};
    const PagePanel &shown = m_page->panels[static_cast<std::size_t>(panel)];
    const double letter = shown.letter.isEmpty() ? 0 : m_page->preset.letterSize;
    const QRectF area = shown.slot.adjusted(0, -letter, 0, 0);
    const double scale = pixelsPerPoint();
    return QRectF(paper().topLeft() + area.topLeft() * scale, area.size() * scale)
        .adjusted(-frameGap, -frameGap, frameGap, frameGap);
}

std::optional<int> PageView::panelAt(QPointF position) const
{
    for (int panel = 0; !isStale() && panel < m_panels; ++panel) {
        if (panelArea(panel).contains(position))
            return panel;
    }
    return std::nullopt;
}

void PageView::layOut()
{
    const QSizeF size = (m_page ? m_page->size : QSizeF()) * pixelsPerPoint() + QSizeF(2 * paperMargin, 2 * paperMargin);
    const auto fit = [](QScrollBar &bar, double length, int room) {
        bar.setRange(0, std::max(0, static_cast<int>(std::ceil(length)) - room));
        bar.setPageStep(room);
    };
    setHorizontalScrollBarPolicy(m_zoom ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
    fit(*horizontalScrollBar(), m_zoom ? size.width() : 0, viewport()->width());
    fit(*verticalScrollBar(), size.height(), viewport()->height());
}

void PageView::redraw()
{
    m_picture = QImage();
    layOut();
    viewport()->update();
}

void PageView::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    const Theme &theme = themeFor(palette());
    painter.fillRect(viewport()->rect(), theme.window);
    if (!m_page)
        return;
    const QRectF sheet = paper();
    if (m_picture.isNull()) {
        const double ratio = devicePixelRatioF();
        QImage picture((sheet.size() * ratio).toSize().expandedTo({1, 1}), QImage::Format_RGB32);
        picture.fill(Qt::white);
        QPainter onPicture(&picture);
        onPicture.scale(ratio * pixelsPerPoint(), ratio * pixelsPerPoint());
        paintPage(onPicture, *m_page);
        onPicture.end();
        m_picture = seenWith(m_vision, picture);
        m_picture.setDevicePixelRatio(ratio);
    }
    painter.drawImage(sheet.topLeft(), m_picture);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.hairline, 1));
    painter.drawRect(sheet.adjusted(-0.5, -0.5, 0.5, 0.5));
    if (!isStale() && (m_panels > 1 || hasFocus())) {
        painter.setPen(QPen(theme.accent, hasFocus() ? 2 : 1));
        painter.drawRoundedRect(panelArea(m_chosen), 3, 3);
    }
    if (m_target) {
        painter.setPen(QPen(theme.accent, 2, Qt::DashLine));
        painter.drawRoundedRect(panelArea(*m_target), 3, 3);
    }
}

void PageView::resizeEvent(QResizeEvent *)
{
    redraw();
}

void PageView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        viewport()->update();
}

void PageView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_pressed = event->position();
    if (const auto panel = panelAt(m_pressed))
        choosePanel(*panel);
    viewport()->update();
}

void PageView::mouseMoveEvent(QMouseEvent *event)
{
    const bool drags = (event->buttons() & Qt::LeftButton) && panelAt(m_pressed) == m_chosen;
    if (!drags || (event->position() - m_pressed).manhattanLength() < QApplication::startDragDistance())
        return;
    const auto target = panelAt(event->position());
    m_target = target == m_chosen ? std::nullopt : target;
    viewport()->setCursor(Qt::ClosedHandCursor);
    viewport()->update();
}

void PageView::mouseReleaseEvent(QMouseEvent *)
{
    viewport()->unsetCursor();
    const auto target = std::exchange(m_target, std::nullopt);
    viewport()->update();
    if (!target)
        return;
    const int from = std::exchange(m_chosen, *target);
    emit panelMoved(from, *target);
    emit panelChosen(m_chosen);
}

// To the panel before or behind the chosen one, or the chosen one there.
void PageView::step(int by, bool moves)
{
    const int to = m_chosen + by;
    if (to < 0 || to >= m_panels)
        return;
    if (!moves) {
        choosePanel(to);
        return;
    }
    const int from = std::exchange(m_chosen, to);
    emit panelMoved(from, to);
    emit panelChosen(m_chosen);
}

void PageView::keyPressEvent(QKeyEvent *event)
{
    const bool moves = event->modifiers() & Qt::ControlModifier;
    switch (event->key()) {
    case Qt::Key_Left: step(-1, moves); break;
    case Qt::Key_Right: step(1, moves); break;
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
        if (m_panels > 0)
            emit removeRequested(m_chosen);
        break;
    default: QAbstractScrollArea::keyPressEvent(event);
    }
}

}  // namespace ui
