#include "ui/topics/masks/positions/positions_page.h"

#include "core/figure/masks/position_figures.h"
#include "core/figure/values/weight_figures.h"
#include "core/recipe/panel_measures.h"
#include "ui/plot/curve_plot.h"
#include "ui/theme/plain_text.h"
#include "ui/theme/roles.h"
#include "ui/topics/masks/positions/position_groups_view.h"
#include "ui/views/curve_view.h"
#include "ui/views/figure_menu.h"
#include "ui/views/file_run_controls.h"
#include "ui/views/offset_profile_view.h"
#include "ui/views/token_map_view.h"
#include "ui/widgets/card.h"
#include "ui/widgets/picture_or_note.h"
#include "ui/widgets/tabbed_card.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace ui {

PositionsPage::PositionsPage(const ViewSources &sources, const OpenModels &models, QWidget *parent)
    : QWidget(parent), m_sources(sources), m_models(models), m_survey(sources.workbench, sources.session, this)
{
    setObjectName(QStringLiteral("positionsPage"));
    m_pages = new PictureOrNote(createCards(), QStringLiteral("positionsAbsence"), this);
    connect(&m_sources.session, &AnalysisSession::snapshotChanged, this, &PositionsPage::refresh);
    refresh();
}

QWidget *PositionsPage::createCards()
{
    auto *cards = new QWidget;
    auto *column = new QVBoxLayout(cards);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(10);
    auto *row = new QHBoxLayout;
    row->setSpacing(10);
    row->addWidget(createProfileCard(), 2);
    row->addWidget(createDiagonalCard(), 3);
    column->addLayout(row, 1);
    auto *lower = new QHBoxLayout;
    lower->setSpacing(10);
    lower->addWidget(createGroupsCard(), 3);
    lower->addWidget(createGatesCard(), 2);
    column->addLayout(lower, 1);
    return cards;
}

Card *PositionsPage::createProfileCard()
{
    auto *card = new Card(tr("Offset profile"));
    card->setHelpTopic(HelpTopic::OffsetProfile);
    card->setExplanation(tr("How far the selected head looks: its mean attention to the key at each distance from its "
                            "query, p(δ) = mean over i of P[i, i + δ]."));
    card->addBody(new OffsetProfileView(m_sources));
    offerFigure(m_sources, *card, [this] { return std::optional(headPanel(m_sources, core::PanelKind::OffsetProfile)); });
    return card;
}

Card *PositionsPage::createDiagonalCard()
{
    auto *card = new Card(tr("Diagonal mass of every head"));
    card->setHelpTopic(HelpTopic::DiagonalMass);
    m_legend = plainLabel();
    m_legend->setObjectName(QStringLiteral("diagonalLegend"));
    setRole(*m_legend, Role::Note);
    card->addControl(m_legend);
    const auto figure = [](const core::AnalysisSnapshot &snapshot, core::HeadRef, const core::WorkbenchState &) {
        return core::diagonalMassFigure(snapshot);
    };
    auto *view = new CurveView(m_sources, figure, QStringLiteral("diagonalMass"), tr("Diagonal mass of every head"));
    connect(view, &CurveView::figureChanged, card, [this, card, plot = view->plot()] {
        card->setExplanation(QString::fromStdString(plot->figure().explanation));
        if (plot->figure().isEmpty())
            return;
        m_legend->setText(tr("● %1   ◆ under the mask").arg(QString::fromStdString(plot->figure().curves.back().name)));
        plot->setSelected(CurvePoint{static_cast<int>(plot->figure().curves.size()) - 1, shownIndex()});
    });
    connect(view->plot(), &CurvePlot::pointClicked, this, [this, plot = view->plot()](const CurvePoint &point) {
        if (const auto head = core::headOfPoint(plot->figure(), point.curve, point.point))
            m_sources.selection.selectHead({{*head / headsOfALayer()}, {*head % headsOfALayer()}});
    });
    card->addBody(view);
    offerFigure(m_sources, *card, [] { return std::optional(core::FigurePanel{.kind = core::PanelKind::DiagonalMass}); });
    return card;
}

int PositionsPage::headsOfALayer() const
{
    return m_sources.session.snapshot() ? core::headLayout(*m_sources.session.snapshot()).heads : 0;
}

// Of the selected head, layer by layer.
int PositionsPage::shownIndex() const
{
    const core::HeadRef head = shownHead(m_sources);
    return head.layer.value * headsOfALayer() + head.head.value;
}

Card *PositionsPage::createGroupsCard()
{
    auto *card = new Card(tr("Attention by groups of positions"));
    card->setHelpTopic(HelpTopic::PositionGroups);
    auto *view = new PositionGroupsView(m_sources, m_models, m_survey);
    card->setExplanation(tr("What every head pays to each group of positions, averaged over the texts of a file."));
    card->addControl(view->controls()->choices());
    card->addBody(view);
    offerFigure(m_sources, *card, [this] { return std::optional(headPanel(m_sources, core::PanelKind::PositionProfile)); });
    connect(view, &PositionGroupsView::figureChanged, card, [card, view] {
        if (!view->plot()->figure().isEmpty())
            card->setExplanation(QString::fromStdString(view->plot()->figure().explanation));
    });
    return card;
}

Card *PositionsPage::createGatesCard()
{
    auto *card = new TabbedCard;
    card->setHelpTopic(HelpTopic::LearnedGates);
    card->setObjectName(QStringLiteral("gatesCard"));
    QWidget *groups = createGateGroups();
    card->addPage(tr("Learned gates"), "gateMapTab", createGateMap());
    card->addPage(tr("Gates by group"), "gateGroupsTab", groups);
    offerFigure(m_sources, *card, [this, card, groups] {
        if (card->shownPage() == groups)
            return std::optional(headPanel(m_sources, core::PanelKind::GatePositions));
        core::FigurePanel gates = headPanel(m_sources, core::PanelKind::HeatMap);
        gates.matrix = core::matrixName(core::HeadPicture::KeepProbability);
        return std::optional(gates);
    });
    card->addBody(createGatesCaution(), 0);
    m_gates = card;
    return m_gates;
}

QWidget *PositionsPage::createGatesCaution()
{
    const auto text = [](std::string_view utf8) {
        return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
    };
    QLabel *caution = plainLabel(text(core::learnedGatesBriefly));
    caution->setToolTip(text(core::learnedGatesCaution));
    caution->setObjectName(QStringLiteral("gatesCaution"));
    caution->setWordWrap(true);
    setRole(*caution, Role::Note);
    return caution;
}

QWidget *PositionsPage::createGateMap()
{
    const auto figure = [](const core::AnalysisSnapshot &snapshot, core::HeadRef head, const core::DisplayUnits &units,
                           const core::WorkbenchState &) { return core::keepProbabilityFigure(snapshot, head, units); };
    auto *view = new TokenMapView(m_sources, figure, QStringLiteral("gateMap"), tr("Learned gates of the selected head"));
    connect(view, &TokenMapView::figureChanged, view,
            [view] { view->setToolTip(plainToolTip(QString::fromStdString(view->plot()->figure().explanation))); });
    return view;
}

QWidget *PositionsPage::createGateGroups()
{
    const auto figure = [](const core::AnalysisSnapshot &snapshot, core::HeadRef head, const core::WorkbenchState &) {
        return core::gateImportanceFigure(*snapshot.model, static_cast<int>(snapshot.text->tokens.size()), head.head);
    };
    auto *view = new CurveView(m_sources, figure, QStringLiteral("gateGroups"), tr("Learned gates by groups of positions"));
    connect(view, &CurveView::figureChanged, view,
            [view] { view->setToolTip(plainToolTip(QString::fromStdString(view->plot()->figure().explanation))); });
    connect(view->plot(), &CurvePlot::pointClicked, this, [this, view](const CurvePoint &point) {
        if (const auto head = core::headOfPoint(view->plot()->figure(), point.curve, point.point))
            m_sources.selection.selectHead({shownHead(m_sources).layer, {*head}});
    });
    return view;
}

void PositionsPage::refresh()
{
    const SnapshotPointer &snapshot = m_sources.session.snapshot();
    const std::string absence = snapshot ? core::positionsAbsence(*snapshot) : std::string();
    m_pages->showAbsence(absence);
    m_legend->setVisible(snapshot && snapshot->masked);
    m_gates->setVisible(snapshot && snapshot->model->learnedGates);
}

}  // namespace ui
