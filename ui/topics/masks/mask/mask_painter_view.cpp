#include "ui/topics/masks/mask/mask_painter_view.h"

#include "core/figure/masks/mask_figures.h"
#include "ui/plot/escape_key.h"
#include "ui/theme/plain_text.h"
#include "ui/theme/roles.h"
#include "ui/topics/masks/mask/mask_binding.h"
#include "ui/widgets/choice_menu.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace ui {
namespace {

// "query film, key I: kept", which a screen reader hears as the cursor moves on.
QString placeText(const core::HeatMapFigure &figure, CellIndex cell)
{
    const auto label = [](const core::FigureAxis &axis, int index) {
        return QString::fromStdString(axis.labels[static_cast<std::size_t>(index)].text);
    };
    return QObject::tr("query %1, key %2: %3")
        .arg(label(figure.rows, cell.row), label(figure.columns, cell.column), readOut(figure, cell));
}

}  // namespace

MaskPainterView::MaskPainterView(const ViewSources &sources, QWidget *parent)
    : QWidget(parent), m_sources(sources), m_plot(new HeatMapPlot(HeatMapPlot::CellShape::Square, this))
{
    setObjectName(QStringLiteral("maskPainter"));
    setFocusProxy(m_plot);
    setAccessibleName(tr("Mask to paint on"));
    m_plot->setObjectName(QStringLiteral("maskPlot"));
    m_plot->setPaintable(true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addWidget(createTools());
    column->addWidget(m_plot, 1);
    connect(m_plot, &HeatMapPlot::strokeBegan, this, &MaskPainterView::beginStroke);
    connect(m_plot, &HeatMapPlot::cellPainted, this, [this](const CellIndex &cell) { paint(cell, false); });
    connect(m_plot, &HeatMapPlot::cellErased, this, [this](const CellIndex &cell) { paint(cell, true); });
    connect(&m_sources.session, &AnalysisSession::snapshotChanged, this, &MaskPainterView::refresh);
    connect(&m_sources.workbench, &Workbench::optionsChanged, this, &MaskPainterView::refresh);
    connect(&m_sources.selection, &Selection::changed, this, [this] {
        if (shownHead(m_sources) != m_head)
            refresh();
        else
            showSelection();
    });
}

QWidget *MaskPainterView::createTools()
{
    auto *tools = new QWidget;
    auto *row = new QHBoxLayout(tools);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(10);
    m_shape = new ChoiceMenu(tr("Shape of a stroke"));
    m_shape->setObjectName(QStringLiteral("brushShape"));
    m_shape->setChoices({tr("pencil"), tr("line"), tr("rectangle")});
    m_shape->setCurrent(0);
    connect(m_shape, &ChoiceMenu::chosen, this, [this](int choice) {
        m_brush.shape = static_cast<core::PaintShape>(choice);
        m_shape->setCurrent(choice);
    });
    m_action = new ChoiceMenu(tr("What a stroke does"));
    m_action->setObjectName(QStringLiteral("brushAction"));
    m_action->setChoices({tr("removes"), tr("keeps")});
    m_action->setCurrent(0);
    m_action->setToolTip(tr("What a stroke does to pairs; the right button does the opposite"));
    connect(m_action, &ChoiceMenu::chosen, this, [this](int choice) {
        m_brush.keeps = choice == 1;
        m_action->setCurrent(choice);
    });
    row->addWidget(m_shape);
    row->addWidget(m_action);
    row->addWidget(createSwitch("brushSymmetric", tr("symmetric"), tr("Also paints the mirrored pairs"),
                                &core::MaskBrush::isSymmetric));
    row->addWidget(createSwitch("brushToeplitz", tr("Toeplitz"), tr("Paints every pair of the same distance"),
                                &core::MaskBrush::isToeplitz));
    row->addStretch(1);
    return tools;
}

QToolButton *MaskPainterView::createSwitch(const char *objectName, const QString &text, const QString &toolTip,
                                           bool core::MaskBrush::*part)
{
    auto *button = new QToolButton;
    button->setObjectName(QLatin1String(objectName));
    button->setText(text);
    button->setToolTip(plainToolTip(toolTip));
    button->setCheckable(true);
    setRole(*button, Role::Segment);
    connect(button, &QToolButton::toggled, this, [this, part](bool isOn) { m_brush.*part = isOn; });
    return button;
}

core::PairMask MaskPainterView::pairs() const
{
    const core::AttentionMask asked = core::askedPattern(m_sources.workbench.state().masks.mask);
    return core::paintablePairs(asked, *m_sources.session.snapshot(), shownHead(m_sources));
}

// A whole stroke is one step of undo. Pairs that were drawn at random are painted on as they are.
void MaskPainterView::setPairs(core::PairMask pairs)
{
    const auto take = [&pairs](core::MaskState &options) {
        options.terms = {core::paintedTerm(std::move(pairs))};
        options.isControl = false;
    };
    changeMask(m_sources, take, {.name = "mask stroke", .number = m_stroke});
}

void MaskPainterView::beginStroke()
{
    if (!m_sources.session.snapshot())
        return;
    setFocus();
    m_base = pairs();
    ++m_stroke;
    m_strokeStart.reset();
    m_strokeEnd.reset();
}

// A line or a rectangle replaces what the same stroke showed a moment ago.
void MaskPainterView::paint(const CellIndex &cell, bool isErasing)
{
    if (!m_sources.session.snapshot() || !core::maskSupport(m_sources.session.snapshot()->model->config).pairs)
        return;
    const core::MaskCell end{cell.row, cell.column};
    core::MaskBrush brush = m_brush;
    brush.keeps = m_brush.keeps != isErasing;
    const bool isPencil = brush.shape == core::PaintShape::Pencil;
    const core::MaskCell start = (isPencil ? m_strokeEnd : m_strokeStart).value_or(end);
    m_strokeStart = m_strokeStart.value_or(end);
    m_strokeEnd = end;
    setPairs(core::painted(isPencil ? pairs() : m_base, brush, start, end));
}

void MaskPainterView::paintAtCursor(bool isErasing)
{
    beginStroke();
    paint(*m_cursor, isErasing);
}

void MaskPainterView::moveCursor(int rows, int columns)
{
    const int last = static_cast<int>(m_plot->figure().values.rows()) - 1;
    if (last < 0)
        return;
    const CellIndex from = m_cursor.value_or(CellIndex{});
    m_cursor =
        m_cursor ? CellIndex{std::clamp(from.row + rows, 0, last), std::clamp(from.column + columns, 0, last)} : CellIndex{};
    m_plot->reveal(*m_cursor);
    showSelection();
}

void MaskPainterView::refresh()
{
    const SnapshotPointer &snapshot = m_sources.session.snapshot();
    if (!isVisible() || !snapshot)
        return;
    m_head = shownHead(m_sources);
    m_plot->setFigure(core::maskFigure(core::askedPattern(m_sources.workbench.state().masks.mask), *snapshot, m_head));
    const int last = static_cast<int>(m_plot->figure().values.rows()) - 1;
    if (m_cursor && last >= 0)
        m_cursor = CellIndex{std::min(m_cursor->row, last), std::min(m_cursor->column, last)};
    showSelection();
}

void MaskPainterView::showSelection()
{
    const ShownCell &cell = m_sources.selection.cell();
    const auto token = [](const std::optional<core::TokenPosition> &position) {
        return position ? std::optional(position->value) : std::nullopt;
    };
    setAccessibleDescription(m_cursor && !m_plot->figure().isEmpty() ? placeText(m_plot->figure(), *m_cursor) : QString());
    if (m_cursor)
        m_plot->setHighlights({.row = m_cursor->row, .column = m_cursor->column, .hoveredRow = {}, .hoveredColumn = {}});
    else
        m_plot->setHighlights({.row = token(cell.query), .column = token(cell.key), .hoveredRow = {}, .hoveredColumn = {}});
}

void MaskPainterView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

bool MaskPainterView::event(QEvent *event)
{
    return (m_cursor && takesEscape(*event)) || QWidget::event(event);
}

void MaskPainterView::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Up: return moveCursor(-1, 0);
    case Qt::Key_Down: return moveCursor(1, 0);
    case Qt::Key_Left: return moveCursor(0, -1);
    case Qt::Key_Right: return moveCursor(0, 1);
    case Qt::Key_Escape: m_cursor.reset(); return showSelection();
    case Qt::Key_Space:
    case Qt::Key_Backspace:
        if (m_cursor && m_sources.session.snapshot())
            return paintAtCursor(event->key() == Qt::Key_Backspace);
        break;
    default: break;
    }
    QWidget::keyPressEvent(event);
}

}  // namespace ui
