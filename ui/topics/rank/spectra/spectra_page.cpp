#include "ui/topics/rank/spectra/spectra_page.h"

#include "core/figure/rank/rank_map_figure.h"
#include "core/figure/rank/residual_figure.h"
#include "core/figure/rank/spectrum_figures.h"
#include "core/figure/rank/truncation_figure.h"
#include "ui/topics/rank/spectra/baseline_menu.h"
#include "ui/topics/rank/spectra/baseline_text.h"
#include "ui/topics/rank/spectra/corpus_map.h"
#include "ui/topics/rank/spectra/map_texts_menu.h"
#include "ui/topics/rank/spectra/rank_controls.h"
#include "ui/topics/rank/spectra/tolerance_menu.h"
#include "ui/topics/rank/spectra/truncation_text.h"
#include "ui/views/curve_view.h"
#include "ui/views/figure_menu.h"
#include "ui/views/layer_head_view.h"
#include "ui/widgets/card.h"
#include "ui/widgets/choice_menu.h"
#include "ui/widgets/description_names.h"

#include <QGridLayout>
#include <QHBoxLayout>

#include <algorithm>

namespace ui {
namespace {

void explainBy(Card *card, CurveView *view)
{
    const auto explain = [card, view] { card->setExplanation(QString::fromStdString(view->plot()->figure().explanation)); };
    QObject::connect(view, &CurveView::figureChanged, card, explain);
    explain();
}

}  // namespace

SpectraPage::SpectraPage(const ViewSources &sources, const ComparisonSession &comparison, QWidget *parent)
    : QWidget(parent), m_sources(sources), m_comparison(comparison)
{
    setObjectName(QStringLiteral("spectraPage"));
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(10);
    grid->addWidget(createSpectrumCard(), 0, 0);
    grid->addWidget(createMapCard(), 0, 1);
    grid->addWidget(createShareCard(), 1, 0);
    grid->addWidget(createTruncationCard(), 1, 1);
    grid->setColumnStretch(0, 3);
    grid->setColumnStretch(1, 2);
    grid->setRowStretch(0, 3);
    grid->setRowStretch(1, 2);
    connect(&m_sources.workbench, &Workbench::optionsChanged, this, &SpectraPage::showOptions);
    showOptions();
}

template <typename Change>
void SpectraPage::changeOptions(Change change)
{
    m_sources.workbench.change([&change](core::WorkbenchState &state) { change(state.rank); });
}

ChoiceMenu *SpectraPage::addMenu(Card *card, const char *objectName, const QString &purpose, const QStringList &choices,
                                 const QStringList &briefly)
{
    auto *menu = new ChoiceMenu(purpose);
    menu->setObjectName(QString::fromLatin1(objectName));
    menu->setChoices(choices, briefly);
    card->addControl(menu);
    return menu;
}

Card *SpectraPage::createSpectrumCard()
{
    auto *card = new Card(tr("Singular values"));
    card->setHelpTopic(HelpTopic::SingularValues);
    m_direction = addMenu(card, "spectrumDirection", tr("Attention that is decomposed"),
                          {tr("raw attention"), tr("constant direction removed (each row less its mean)")},
                          {tr("raw attention"), tr("constant direction removed")});
    card->addControl(new BaselineMenu(m_sources.session, m_sources.workbench));
    m_heads = addMenu(card, "spectrumHeads", tr("Spectra shown"), {tr("selected head"), tr("all heads in background")},
                      {tr("one head"), tr("all heads")});
    m_scale = addMenu(card, "spectrumScale", tr("Scale of the singular values"), {tr("linear"), tr("logarithmic")},
                      {tr("linear"), tr("log")});
    connect(m_direction, &ChoiceMenu::chosen, this, [this](int choice) {
        changeOptions([choice](core::RankState &rank) { rank.spectrum.centersAttention = choice == 1; });
    });
    connect(m_heads, &ChoiceMenu::chosen, this, [this](int choice) {
        changeOptions([choice](core::RankState &rank) { rank.spectrum.showsAllHeads = choice == 1; });
    });
    connect(m_scale, &ChoiceMenu::chosen, this, [this](int choice) {
        changeOptions([choice](core::RankState &rank) { rank.spectrum.isLogarithmic = choice == 1; });
    });
    const auto figure = [sources = m_sources](const core::AnalysisSnapshot &snapshot, core::HeadRef head,
                                              const core::WorkbenchState &options) {
        return core::spectrumFigure(core::shownPass(snapshot), head, options.rank.spectrum, shownRank(sources));
    };
    auto *view = new CurveView(m_sources, figure, QStringLiteral("spectrum"), tr("Singular values of the selected head"));
    card->addBody(view);
    card->addBody(new BaselineText(m_sources, card), 0);
    offerFigure(m_sources, *card, [this] { return std::optional(spectrumPanel(core::PanelKind::Spectrum)); });
    explainBy(card, view);
    bindDraggedRank(view);
    return card;
}

// With the line at k where one was chosen.
core::FigurePanel SpectraPage::spectrumPanel(core::PanelKind kind) const
{
    const core::RankState &rank = m_sources.workbench.state().rank;
    core::FigurePanel panel = headPanel(m_sources, kind);
    panel.options.spectrum = rank.spectrum;
    panel.options.markedRank = rank.k == 0 ? 0 : shownRank(m_sources);
    return panel;
}

Card *SpectraPage::createShareCard()
{
    auto *card = m_shareCard = new Card(tr("Share of the first k"));
    card->setHelpTopic(HelpTopic::CumulativeShare);
    m_shares = addMenu(card, "sharePicture", tr("What is drawn"), {tr("Y(k), E(k)"), tr("residual to rank one by layer")},
                       {tr("Y(k), E(k)"), tr("by layer")});
    connect(m_shares, &ChoiceMenu::chosen, this,
            [this](int choice) { changeOptions([choice](core::RankState &rank) { rank.showsResiduals = choice == 1; }); });
    const auto figure = [sources = m_sources](const core::AnalysisSnapshot &snapshot, core::HeadRef head,
                                              const core::WorkbenchState &options) {
        if (options.rank.showsResiduals)
            return core::residualFigure(core::shownPass(snapshot));
        return core::cumulativeFigure(core::shownPass(snapshot), head, shownRank(sources),
                                      options.rank.spectrum.centersAttention);
    };
    auto *view = new CurveView(m_sources, figure, QStringLiteral("shares"), tr("Share of the first k singular values"));
    card->addBody(view);
    card->addBody(new RankSlider(m_sources), 0);
    offerFigure(m_sources, *card, [this] {
        const bool showsResiduals = m_sources.workbench.state().rank.showsResiduals;
        return std::optional(showsResiduals ? headPanel(m_sources, core::PanelKind::Residual)
                                            : spectrumPanel(core::PanelKind::Cumulative));
    });
    explainBy(card, view);
    bindDraggedRank(view);
    return card;
}

Card *SpectraPage::createMapCard()
{
    auto *card = new Card(tr("All heads"));
    card->setHelpTopic(HelpTopic::RankMeasures);
    m_measure = addMenu(card, "rankMeasure", tr("Measure of every head"), namesOf(core::spectrumMeasureDescriptions()));
    m_matrix = addMenu(card, "rankMatrix", tr("Matrix that is measured"), namesOf(core::spectrumMatrixDescriptions()),
                       {tr("attention"), tr("scores"), tr("rows less their means")});
    connect(m_measure, &ChoiceMenu::chosen, this, [this](int choice) {
        changeOptions([choice](core::RankState &rank) {
            rank.measure = core::spectrumMeasureDescriptions()[static_cast<std::size_t>(choice)].measure;
        });
    });
    connect(m_matrix, &ChoiceMenu::chosen, this, [this](int choice) {
        changeOptions([choice](core::RankState &rank) {
            rank.matrix = core::spectrumMatrixDescriptions()[static_cast<std::size_t>(choice)].matrix;
        });
    });
    const auto figure = [this](const core::AnalysisSnapshot &snapshot, const core::WorkbenchState &options) {
        const core::RankState &rank = options.rank;
        if (const CorpusNumbers corpus = corpusOfShownModel(m_sources.session, m_comparison);
            rank.mapsCorpus && corpus.compared)
            return core::corpusRankMapFigure(*corpus.comparison, *corpus.compared, rank.matrix, rank.measure);
        return core::rankMapFigure(core::shownPass(snapshot), rank.matrix, rank.measure, rank.tolerance);
    };
    auto *view = new LayerHeadView(m_sources, figure, QStringLiteral("rankMap"), tr("A rank measure of every head"));
    card->addBody(createMapRow(), 0);
    card->addBody(view);
    offerFigure(m_sources, *card, [this] { return std::optional(mapPanel()); });
    connect(&m_comparison, &ComparisonSession::comparisonChanged, view, &LayerHeadView::refresh);
    connect(view, &LayerHeadView::headToggled, this, &SpectraPage::toggleBeside);
    const auto explain = [card, view] {
        card->setExplanation(QString::fromStdString(view->plot()->figure().explanation) +
                             tr(" Ctrl+click draws a head's spectrum beside the selected one's."));
    };
    connect(view, &LayerHeadView::figureChanged, card, explain);
    explain();
    return card;
}

core::FigurePanel SpectraPage::mapPanel() const
{
    const core::RankState &rank = m_sources.workbench.state().rank;
    const bool isOfCorpus = rank.mapsCorpus && corpusOfShownModel(m_sources.session, m_comparison).compared;
    core::FigurePanel panel;
    panel.kind = isOfCorpus ? core::PanelKind::LayerHeadMeans : core::PanelKind::LayerHeadMap;
    panel.matrix = core::describe(rank.matrix).id;
    panel.measure = core::describe(rank.measure).id;
    if (!isOfCorpus && core::describe(rank.measure).usesTolerance)
        panel.options.tolerance = rank.tolerance;
    return panel;
}

void SpectraPage::toggleBeside(const core::HeadRef &head)
{
    changeOptions([&head](core::RankState &rank) {
        std::vector<core::HeadRef> &beside = rank.spectrum.beside;
        const auto known = std::ranges::find(beside, head);
        if (known == beside.end())
            beside.push_back(head);
        else
            beside.erase(known);
    });
}

// A line of its own, as the header of a narrow card is full.
QWidget *SpectraPage::createMapRow()
{
    auto *widget = new QWidget;
    auto *row = new QHBoxLayout(widget);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(new MapTextsMenu(m_sources, m_comparison));
    row->addStretch(1);
    row->addWidget(new ToleranceMenu(m_sources, m_comparison, widget));
    return widget;
}

Card *SpectraPage::createTruncationCard()
{
    auto *card = new Card(tr("Truncate to rank k"));
    card->setHelpTopic(HelpTopic::Truncation);
    card->setExplanation(
        tr("The model runs once more with the chosen heads' attention replaced by its best approximation of rank k."));
    m_truncated = addMenu(card, "truncatedHeads", tr("Heads whose attention is truncated to rank k"),
                          {tr("off"), tr("selected head"), tr("its layer"), tr("all heads")});
    connect(m_truncated, &ChoiceMenu::chosen, this, [this](int choice) {
        changeOptions([choice](core::RankState &rank) { rank.truncated = static_cast<core::TruncatedHeads>(choice); });
    });
    const auto figure = [](const core::AnalysisSnapshot &snapshot, const core::WorkbenchState &) {
        return core::truncationEffectFigure(core::shownPass(snapshot));
    };
    auto *text = new TruncationText(m_sources.session);
    auto *map =
        new LayerHeadView(m_sources, figure, QStringLiteral("truncationMap"), tr("Change of every head's attention"));
    card->addBody(text, 0);
    card->addBody(map, 1);
    offerFigure(m_sources, *card, [this]() -> std::optional<core::FigurePanel> {
        const core::RankState &rank = m_sources.workbench.state().rank;
        if (rank.truncated == core::TruncatedHeads::None)
            return std::nullopt;
        core::FigurePanel panel = headPanel(m_sources, core::PanelKind::Truncation);
        panel.options.truncated = rank.truncated;
        panel.options.rank = shownRank(m_sources);
        return panel;
    });
    return card;
}

// The one movable line of these plots is at k. Their axes reach a little beyond the indices.
void SpectraPage::bindDraggedRank(CurveView *view)
{
    connect(view->plot(), &CurvePlot::boundMoved, this,
            [this](int, double k) { chooseRank(m_sources, std::max(1, static_cast<int>(k))); });
}

void SpectraPage::showOptions()
{
    const core::RankState &rank = m_sources.workbench.state().rank;
    m_direction->setCurrent(rank.spectrum.centersAttention ? 1 : 0);
    m_heads->setCurrent(rank.spectrum.showsAllHeads ? 1 : 0);
    m_scale->setCurrent(rank.spectrum.isLogarithmic ? 1 : 0);
    m_shares->setCurrent(rank.showsResiduals ? 1 : 0);
    m_shareCard->setTitle(rank.showsResiduals ? tr("Residual to rank one") : tr("Share of the first k"));
    m_measure->setCurrent(static_cast<int>(rank.measure));
    m_matrix->setCurrent(static_cast<int>(rank.matrix));
    m_truncated->setCurrent(static_cast<int>(rank.truncated));
}

}  // namespace ui
