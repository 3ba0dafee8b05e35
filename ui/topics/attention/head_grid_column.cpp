#include "ui/topics/attention/head_grid_column.h"

#include "core/figure/attention/head_grid_figure.h"
#include "ui/theme/roles.h"
#include "ui/theme/wrapped_label.h"
#include "ui/topics/attention/head_card.h"
#include "ui/topics/attention/head_card_footer.h"
#include "ui/topics/attention/head_grid_view.h"
#include "ui/views/figure_menu.h"
#include "ui/widgets/card.h"

#include <QLabel>
#include <QVBoxLayout>

namespace ui {
namespace {

constexpr int gap = 10;         // between the two cards
constexpr int leastFoot = 220;  // of a card of its own; in less room it stays in the other

}  // namespace

HeadGridColumn::HeadGridColumn(const ViewSources &sources, HeadCard &head, QWidget *parent)
    : QWidget(parent), m_sources(sources), m_head(head)
{
    setObjectName(QStringLiteral("headGridColumn"));
    createGridCard();
    m_footCard = new Card(QString());
    m_footCard->setObjectName(QStringLiteral("footCard"));
    m_footCard->setHelpTopic(HelpTopic::AttentionMap);
    m_footCard->hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(gap);
    column->addWidget(m_gridCard, 1);
    column->addWidget(m_footCard, 0);
    connect(m_grid, &HeadGridView::figureChanged, this, &HeadGridColumn::place);
}

void HeadGridColumn::createGridCard()
{
    m_gridCard = new Card(tr("All heads"));
    m_gridCard->setHelpTopic(HelpTopic::HeadMeasures);
    m_grid = new HeadGridView(m_sources);
    m_gridCard->addControl(m_grid->controls());
    m_gridCard->addBody(m_grid);
    m_note = wrappedLabel();
    m_note->setObjectName(QStringLiteral("thumbnailNote"));
    setRole(*m_note, Role::Note);
    m_gridCard->addBody(m_note, 0);
    m_note->hide();
    connect(m_grid, &HeadGridView::noteChanged, this, [this](const QString &text) {
        m_note->setText(text);
        m_note->setVisible(!text.isEmpty());
    });
    offerGrid();
    m_gridCard->setExplanation(m_grid->explanation());
    connect(m_grid, &HeadGridView::figureChanged, this, [this] { m_gridCard->setExplanation(m_grid->explanation()); });
}

void HeadGridColumn::offerGrid()
{
    offerFigure(m_sources, *m_gridCard, [sources = m_sources]() -> std::optional<core::FigurePanel> {
        const SnapshotPointer &snapshot = sources.session.snapshot();
        if (!snapshot)
            return std::nullopt;
        const auto measure = core::measureWithin(*snapshot, sources.workbench.state().attention.cornerMeasure);
        core::FigurePanel panel;
        panel.kind = core::PanelKind::HeadGrid;
        panel.measure = core::describe(measure).id;
        return panel;
    });
}

// Decided by the whole column's height, whatever has it now, so that the answer does not change with where the foot is.
void HeadGridColumn::place()
{
    const int around = m_gridCard->minimumSizeHint().height() - m_grid->minimumHeight();
    const QSize room(m_grid->maximumViewportSize().width(), height() - around);
    const int taken = around + m_grid->heightWithin(room);
    HeadCardFooter *foot = m_head.foot();
    const bool hasOwnCard = foot->hasPicture() && !m_grid->figure().cells.empty() && height() - taken - gap >= leastFoot;
    m_gridCard->setMaximumHeight(hasOwnCard ? taken : QWIDGETSIZE_MAX);
    if (hasOwnCard != m_footCard->isAncestorOf(foot)) {
        hasOwnCard ? m_footCard->addBody(foot) : m_head.takeFoot();
        foot->setVisible(foot->hasPicture());  // a widget that moves is hidden at first
    }
    m_footCard->setVisible(hasOwnCard);
}

void HeadGridColumn::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    place();
}

}  // namespace ui
