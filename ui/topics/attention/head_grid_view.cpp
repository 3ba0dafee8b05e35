#include "ui/topics/attention/head_grid_view.h"

#include "ui/views/updating_veil.h"
#include "ui/widgets/choice_menu.h"

#include <QHBoxLayout>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>

namespace ui {
namespace {

core::HeadSorting sortingOf(core::HeadOrder order)
{
    switch (order) {
    case core::HeadOrder::MeasureAscending: return core::HeadSorting::Ascending;
    case core::HeadOrder::MeasureDescending: return core::HeadSorting::Descending;
    case core::HeadOrder::Layer: break;
    }
    return core::HeadSorting::ByLayer;
}

}  // namespace

HeadGridView::HeadGridView(const ViewSources &sources, QWidget *parent)
    : QAbstractScrollArea(parent), m_sources(sources), m_style(figureStyleOf(*this))
{
    setObjectName(QStringLiteral("headGrid"));
    setAccessibleName(tr("All heads"));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMinimumSize(220, 160);
    viewport()->setMouseTracking(true);
    viewport()->setAutoFillBackground(false);
    new UpdatingVeil(m_sources.session, viewport());
    createControls();
    connectSources();
    showOptions();
    refresh();
}

// Controls that nobody has placed are still the view's own.
HeadGridView::~HeadGridView()
{
    if (m_controls && !m_controls->parent())
        delete m_controls;
}

void HeadGridView::createControls()
{
    m_controls = new QWidget;
    m_measure = new ChoiceMenu(tr("Measure below each head"), m_controls);
    m_measure->setObjectName(QStringLiteral("headMeasure"));
    m_order = new ChoiceMenu(tr("Order of the heads"), m_controls);
    m_order->setObjectName(QStringLiteral("headOrder"));
    m_order->setPrefix(tr("sort:"));
    m_order->setChoices({tr("layer"), tr("smallest first"), tr("largest first")});
    auto *row = new QHBoxLayout(m_controls);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(2);
    row->addWidget(m_measure);
    row->addWidget(m_order);
}

void HeadGridView::connectSources()
{
    connect(&m_sources.session, &AnalysisSession::snapshotChanged, this, &HeadGridView::refresh);
    connect(&m_sources.selection, &Selection::changed, this, &HeadGridView::showSelection);
    connect(&m_sources.workbench, &Workbench::optionsChanged, this, [this] {
        showOptions();
        refresh();
    });
    connect(m_measure, &ChoiceMenu::chosen, this, &HeadGridView::chooseMeasure);
    connect(m_order, &ChoiceMenu::chosen, this, &HeadGridView::chooseOrder);
}

// What nobody sees is worked out when it is shown.
void HeadGridView::showEvent(QShowEvent *event)
{
    QAbstractScrollArea::showEvent(event);
    refresh();
}

void HeadGridView::refresh()
{
    if (!isVisible())
        return;
    showOptions();
    const SnapshotPointer &snapshot = m_sources.session.snapshot();
    const core::WorkbenchState &options = m_sources.workbench.state();
    const bool showsEffective = shownPicture(m_sources) == core::HeadPicture::Effective;
    m_figure = snapshot ? core::headGridFigure(*snapshot, {core::measureWithin(*snapshot, options.attention.cornerMeasure),
                                                           sortingOf(options.attention.order), showsEffective})
                        : core::HeadGridFigure();
    setAccessibleDescription(explanation());
    m_hovered.reset();
    m_selected = indexOf(shownHead(m_sources));
    layOut();
    drawThumbnails();
    viewport()->update();
    emit figureChanged();
}

void HeadGridView::layOut()
{
    m_layout = layOutHeads(m_figure, maximumViewportSize(), m_style.heads);
    const int overflow = std::max(0, static_cast<int>(m_layout.height) - maximumViewportSize().height());
    if (overflow > 0)
        m_layout = layOutHeads(m_figure, viewport()->size(), m_style.heads);
    verticalScrollBar()->setRange(0, overflow);
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setSingleStep(static_cast<int>(m_layout.pitch.height()));
}

void HeadGridView::drawThumbnails()
{
    m_thumbnails.clear();
    m_figure.thumbnails.clear();
    const SnapshotPointer &snapshot = m_sources.session.snapshot();
    const core::WorkbenchState &options = m_sources.workbench.state();
    const core::DisplayUnits units = shownUnits(m_sources);
    const int side = static_cast<int>(m_layout.thumbnail * devicePixelRatioF());
    const core::ThumbnailOptions thumbnail{.width = side,
                                           .height = side,
                                           .gamma = options.display.gamma,
                                           .showsEffective = shownPicture(m_sources) == core::HeadPicture::Effective};
    m_figure.colorMap = thumbnail.showsEffective ? "diverging" : options.display.colorMap;
    for (const core::HeadGridCell &cell : m_figure.cells)
        m_figure.thumbnails.push_back(core::headThumbnail(*snapshot, cell.head, units, thumbnail));
    m_thumbnails = thumbnailImages(m_figure, m_style.theme);
    for (QImage &image : m_thumbnails)
        image.setDevicePixelRatio(devicePixelRatioF());
    const std::string note = m_figure.cells.empty()
                                 ? std::string()
                                 : core::thumbnailNote(*snapshot, m_figure.cells.front().head, units, thumbnail);
    m_mergeNote = QString::fromStdString(note);
    emit mergeNoteChanged(m_mergeNote);
}

// What the shown model's heads have no number for is not offered.
void HeadGridView::showOptions()
{
    const SnapshotPointer &snapshot = m_sources.session.snapshot();
    m_offered = core::measuresToOffer(snapshot.get());
    QStringList names;
    for (const core::HeadMeasure measure : m_offered)
        names << QString::fromUtf8(core::describe(measure).name);
    const core::HeadMeasure chosen = m_sources.workbench.state().attention.cornerMeasure;
    const auto shown = std::ranges::find(m_offered, snapshot ? core::measureWithin(*snapshot, chosen) : chosen);
    m_measure->setChoices(names);
    m_measure->setCurrent(static_cast<int>(shown - m_offered.begin()));
    m_order->setCurrent(static_cast<int>(m_sources.workbench.state().attention.order));
    m_measure->setVisible(!m_offered.empty());
    m_order->setVisible(!m_offered.empty());
}

void HeadGridView::showSelection()
{
    const auto selected = indexOf(shownHead(m_sources));
    if (selected == m_selected)
        return;
    m_selected = selected;
    viewport()->update();
}

void HeadGridView::hover(std::optional<int> index)
{
    if (index == m_hovered)
        return;
    for (const auto &changed : {std::exchange(m_hovered, index), index})
        if (changed)
            viewport()->update(updateRect(*changed));
}

void HeadGridView::select(int index)
{
    m_sources.selection.selectHead(m_figure.cells[static_cast<std::size_t>(index)].head);
    const QRect shown = updateRect(index);
    QScrollBar *bar = verticalScrollBar();
    if (shown.top() < 0)
        bar->setValue(bar->value() + shown.top());
    else if (shown.bottom() > viewport()->height())
        bar->setValue(bar->value() + shown.bottom() - viewport()->height());
}

void HeadGridView::chooseMeasure(int choice)
{
    m_sources.workbench.change([this, choice](core::WorkbenchState &state) {
        state.attention.cornerMeasure = m_offered[static_cast<std::size_t>(choice)];
    });
}

void HeadGridView::chooseOrder(int choice)
{
    m_sources.workbench.change(
        [choice](core::WorkbenchState &state) { state.attention.order = static_cast<core::HeadOrder>(choice); });
}

std::optional<int> HeadGridView::indexOf(core::HeadRef head) const
{
    const auto found = std::ranges::find(m_figure.cells, head, &core::HeadGridCell::head);
    return found == m_figure.cells.end() ? std::nullopt : std::optional(static_cast<int>(found - m_figure.cells.begin()));
}

std::optional<int> HeadGridView::indexAt(QPointF viewportPosition) const
{
    return m_layout.indexAt(viewportPosition + QPointF(0, verticalScrollBar()->value()),
                            static_cast<int>(m_figure.cells.size()));
}

QRect HeadGridView::headRect(core::HeadRef head) const
{
    const auto index = indexOf(head);
    return index ? m_layout.thumbnailAt(*index).translated(0, -verticalScrollBar()->value()).toRect() : QRect();
}

QRect HeadGridView::updateRect(int index) const
{
    const double reach = m_style.heads.reach;
    const QRectF extent = m_layout.thumbnailAt(index).united(m_layout.captionAt(index));
    return extent.adjusted(-reach, -reach, reach, reach).translated(0, -verticalScrollBar()->value()).toAlignedRect();
}

bool HeadGridView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::Leave)
        hover(std::nullopt);
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        showToolTip(help->pos(), help->globalPos());
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

void HeadGridView::showToolTip(const QPoint &position, const QPoint &globalPosition)
{
    const auto index = indexAt(position);
    if (!index) {
        QToolTip::hideText();
        return;
    }
    const core::HeadRef head = m_figure.cells[static_cast<std::size_t>(*index)].head;
    QToolTip::showText(globalPosition, QString::fromStdString(core::headSummary(*m_sources.session.snapshot(), head)),
                       viewport(), updateRect(*index));
}

void HeadGridView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() != QEvent::PaletteChange && event->type() != QEvent::FontChange)
        return;
    m_style = figureStyleOf(*this);
    drawThumbnails();
    viewport()->update();
}

std::optional<int> HeadGridView::indexAfter(int key) const
{
    const int count = static_cast<int>(m_figure.cells.size());
    const int current = m_selected.value_or(0);
    int next = current;
    switch (key) {
    case Qt::Key_Left: next = current - 1; break;
    case Qt::Key_Right: next = current + 1; break;
    case Qt::Key_Up: next = current - m_layout.columns; break;
    case Qt::Key_Down: next = current + m_layout.columns; break;
    case Qt::Key_Home: next = 0; break;
    case Qt::Key_End: next = count - 1; break;
    default: return std::nullopt;
    }
    return count > 0 ? std::optional(next >= 0 && next < count ? next : current) : std::nullopt;
}

void HeadGridView::keyPressEvent(QKeyEvent *event)
{
    if (const auto next = indexAfter(event->key()))
        select(*next);
    else
        QAbstractScrollArea::keyPressEvent(event);
}

void HeadGridView::mouseMoveEvent(QMouseEvent *event)
{
    hover(indexAt(event->position()));
}

void HeadGridView::mousePressEvent(QMouseEvent *event)
{
    const auto index = indexAt(event->position());
    if (event->button() == Qt::LeftButton && index)
        select(*index);
}

// A release belongs to whoever took the press.
void HeadGridView::mouseReleaseEvent(QMouseEvent *event)
{
    event->accept();
}

void HeadGridView::paintEvent(QPaintEvent *event)
{
    if (m_figure.cells.empty())
        return;
    QPainter painter(viewport());
    const int scrolled = verticalScrollBar()->value();
    painter.translate(0, -scrolled);
    drawHeadGrid(painter,
                 {.figure = &m_figure,
                  .layout = &m_layout,
                  .thumbnails = &m_thumbnails,
                  .selected = m_selected,
                  .hovered = m_hovered},
                 QRectF(event->rect()).translated(0, scrolled), m_style);
}

void HeadGridView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    const double before = m_layout.thumbnail;
    layOut();
    if (m_layout.thumbnail != before)
        drawThumbnails();
}

}  // namespace ui
