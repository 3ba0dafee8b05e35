#include "ui/topics/attention/head_grid_view.h"

#include "core/figure/values/figure_text.h"
#include "ui/theme/qt_text.h"
#include "ui/theme/spoken_picture.h"
#include "ui/views/updating_veil.h"
#include "ui/widgets/choice_menu.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <cmath>

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

HeadGridView::HeadGridView(const ViewSources &sources, QWidget *parent) : ItemArea(parent), m_sources(sources)
{
    setObjectName(QStringLiteral("headGrid"));
    setAccessibleName(tr("All heads"));
    setMinimumSize(220, 160);
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
    ItemArea::showEvent(event);
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
    m_figure =
        snapshot ? core::headGridFigure(core::shownPass(*snapshot),
                                        {core::measureWithin(*snapshot, options.attention.cornerMeasure),
                                         sortingOf(options.attention.order), showsEffective, options.attention.sharesScale})
                 : core::HeadGridFigure();
    setAccessibleDescription(explanation());
    m_hovered.reset();
    m_selected = indexOf(shownHead(m_sources));
    speakSelected();
    layOut();
    drawThumbnails();
    viewport()->update();
    emit figureChanged();
}

void HeadGridView::layOut()
{
    m_layout = layOutHeads(m_figure, maximumViewportSize(), figureStyle().heads);
    const int overflow = std::max(0, static_cast<int>(m_layout.height) - maximumViewportSize().height());
    if (overflow > 0)
        m_layout = layOutHeads(m_figure, viewport()->size(), figureStyle().heads);
    setScrolledHeight(overflow, m_layout.pitch.height());
}

int HeadGridView::heightWithin(const QSize &room) const
{
    return static_cast<int>(std::ceil(layOutHeads(m_figure, room, figureStyle().heads).height));
}

void HeadGridView::drawThumbnails()
{
    m_thumbnails.clear();
    m_figure.thumbnails.clear();
    const SnapshotPointer &snapshot = m_sources.session.snapshot();
    const core::WorkbenchState &options = m_sources.workbench.state();
    const core::DisplayUnits units = shownUnits(m_sources);
    const int side = static_cast<int>(m_layout.thumbnail * devicePixelRatioF());
    core::ThumbnailOptions thumbnail{.width = side,
                                     .height = side,
                                     .gamma = options.display.gamma,
                                     .showsEffective = shownPicture(m_sources) == core::HeadPicture::Effective};
    if (options.attention.sharesScale && snapshot)
        thumbnail.scale = core::sharedScale(core::shownPass(*snapshot), units, thumbnail);
    m_figure.colorMap = thumbnail.showsEffective ? "diverging" : options.display.colorMap;
    for (const core::HeadGridCell &cell : m_figure.cells)
        m_figure.thumbnails.push_back(core::headThumbnail(core::shownPass(*snapshot), cell.head, units, thumbnail));
    m_thumbnails = thumbnailImages(m_figure, figureStyle().theme);
    for (QImage &image : m_thumbnails)
        image.setDevicePixelRatio(devicePixelRatioF());
    QStringList notes;
    if (!m_figure.cells.empty())
        notes << qtText(core::thumbnailNote(core::shownPass(*snapshot), m_figure.cells.front().head, units, thumbnail));
    if (thumbnail.scale)
        notes << tr("colors of all heads: %1 to %2")
                     .arg(qtText(core::formatBriefly(thumbnail.scale->low)),
                          qtText(core::formatBriefly(thumbnail.scale->high)));
    notes.removeAll(QString());
    m_note = notes.join(QStringLiteral(" · "));
    emit noteChanged(m_note);
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
    speakSelected();
    viewport()->update();
}

void HeadGridView::speakSelected()
{
    speakValue(*this, m_selected ? toolTipOf(*m_selected) : QString());
}

void HeadGridView::hover(std::optional<int> index)
{
    if (index == m_hovered)
        return;
    for (const auto &changed : {std::exchange(m_hovered, index), index})
        if (changed)
            viewport()->update(rectOf(*changed));
}

void HeadGridView::press(int index)
{
    m_sources.selection.selectHead(m_figure.cells[static_cast<std::size_t>(index)].head);
    const QRect shown = rectOf(index);
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

std::optional<int> HeadGridView::itemAt(QPointF picturePosition) const
{
    return m_layout.indexAt(picturePosition, static_cast<int>(m_figure.cells.size()));
}

QRect HeadGridView::headRect(core::HeadRef head) const
{
    const auto index = indexOf(head);
    return index ? m_layout.thumbnailAt(*index).translated(-scrolled()).toRect() : QRect();
}

QRect HeadGridView::rectOf(int index) const
{
    const double reach = figureStyle().heads.reach;
    const QRectF extent = m_layout.thumbnailAt(index).united(m_layout.captionAt(index));
    return extent.adjusted(-reach, -reach, reach, reach).translated(-scrolled()).toAlignedRect();
}

QString HeadGridView::toolTipOf(int index) const
{
    const core::HeadRef head = m_figure.cells[static_cast<std::size_t>(index)].head;
    return QString::fromStdString(core::headSummary(core::shownPass(*m_sources.session.snapshot()), head));
}

void HeadGridView::restyle()
{
    drawThumbnails();
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
        press(*next);
    else
        ItemArea::keyPressEvent(event);
}

void HeadGridView::paintEvent(QPaintEvent *event)
{
    if (m_figure.cells.empty())
        return;
    QPainter painter(viewport());
    painter.translate(-scrolled());
    drawHeadGrid(painter,
                 {.figure = &m_figure,
                  .layout = &m_layout,
                  .thumbnails = &m_thumbnails,
                  .selected = m_selected,
                  .hovered = m_hovered},
                 QRectF(event->rect()).translated(scrolled()), figureStyle());
}

void HeadGridView::resizeEvent(QResizeEvent *event)
{
    ItemArea::resizeEvent(event);
    const double before = m_layout.thumbnail;
    layOut();
    if (m_layout.thumbnail != before)
        drawThumbnails();
}

}  // namespace ui
