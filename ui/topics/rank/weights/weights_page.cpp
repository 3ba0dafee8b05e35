#include "ui/topics/rank/weights/weights_page.h"

#include "core/figure/rank/weight_figures.h"
#include "ui/plot/curve_plot.h"
#include "ui/topics/rank/weights/checkpoint_view.h"
#include "ui/topics/rank/weights/weight_facts_view.h"
#include "ui/views/curve_view.h"
#include "ui/views/figure_menu.h"
#include "ui/views/layer_head_view.h"
#include "ui/widgets/card.h"
#include "ui/widgets/choice_menu.h"
#include "ui/widgets/description_names.h"

#include <QGridLayout>
#include <QLineEdit>

namespace ui {
namespace {

QStringList briefNames()
{
    QStringList names;
    for (const core::WeightMeasureDescription &description : core::weightMeasureDescriptions())
        names << QString::fromUtf8(description.briefly.data(), static_cast<qsizetype>(description.briefly.size()));
    return names;
}

}  // namespace

WeightsPage::WeightsPage(const ViewSources &sources, QWidget *parent)
    : QWidget(parent), m_sources(sources), m_shown(sources.session, this), m_other(sources.session, this)
{
    setObjectName(QStringLiteral("weightsPage"));
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(10);
    grid->addWidget(createSpectrumCard(), 0, 0);
    grid->addWidget(createMapCard(), 0, 1);
    grid->addWidget(createCheckpointCard(), 1, 0, 1, 2);
    // Findings of a few lines and some rows; what is more can be scrolled to.
    constexpr int leastCheckpointHeight = 260;
    constexpr int leastSpectrumHeight = 270;  // a plot worth reading above the table of three lines
    grid->setRowMinimumHeight(0, leastSpectrumHeight);
    grid->setRowMinimumHeight(1, leastCheckpointHeight);
    grid->setColumnStretch(0, 3);
    grid->setColumnStretch(1, 2);
    grid->setRowStretch(0, 1);
    grid->setRowStretch(1, 1);
    connect(&m_sources.session, &AnalysisSession::snapshotChanged, this, &WeightsPage::follow);
    connect(&m_sources.workbench, &Workbench::optionsChanged, this, &WeightsPage::showOptions);
    showOptions();
}

Card *WeightsPage::createSpectrumCard()
{
    auto *card = new Card(tr("Spectra of weights"));
    card->setHelpTopic(HelpTopic::WeightSpectra);
    m_scale = new ChoiceMenu(tr("Scale of the singular values"));
    m_scale->setObjectName(QStringLiteral("weightScale"));
    m_scale->setChoices({tr("linear"), tr("logarithmic")}, {tr("linear"), tr("log")});
    card->addControl(m_scale);
    connect(m_scale, &ChoiceMenu::chosen, this, [this](int choice) {
        m_sources.workbench.change(
            [choice](core::WorkbenchState &state) { state.rank.spectrum.isLogarithmic = choice == 1; });
    });
    const auto figure = [this](const core::AnalysisSnapshot &snapshot, core::HeadRef head,
                               const core::WorkbenchState &options) {
        return core::weightSpectrumFigure(snapshot, head, m_shown.diagnosis().get(), options.rank.spectrum.isLogarithmic);
    };
    auto *view = new CurveView(m_sources, figure, QStringLiteral("weightSpectrum"),
                               tr("Singular values of the selected head's weights and attention"));
    card->addBody(view);
    card->addBody(new WeightFactsView(m_sources, m_shown), 0);
    offerFigure(m_sources, *card, [this] {
        core::FigurePanel panel = headPanel(m_sources, core::PanelKind::WeightSpectrum);
        panel.options.spectrum.isLogarithmic = m_sources.workbench.state().rank.spectrum.isLogarithmic;
        return std::optional(panel);
    });
    connect(&m_shown, &DiagnosisRun::changed, view, &CurveView::refresh);
    connect(view, &CurveView::figureChanged, card,
            [card, view] { card->setExplanation(QString::fromStdString(view->plot()->figure().explanation)); });
    return card;
}

Card *WeightsPage::createMapCard()
{
    auto *card = new Card(tr("All heads"));
    card->setHelpTopic(HelpTopic::WeightSpectra);
    m_measure = new ChoiceMenu(tr("Measure of every head"));
    m_measure->setObjectName(QStringLiteral("weightMeasure"));
    m_measure->setChoices(namesOf(core::weightMeasureDescriptions()), briefNames());
    card->addControl(m_measure);
    connect(m_measure, &ChoiceMenu::chosen, this, [this](int choice) {
        m_sources.workbench.change(
            [choice](core::WorkbenchState &state) { state.rank.weightMeasure = static_cast<core::WeightMeasure>(choice); });
    });
    const auto figure = [this](const core::AnalysisSnapshot &snapshot, const core::WorkbenchState &options) {
        return core::weightMapFigure(snapshot, m_shown.diagnosis().get(), options.rank.weightMeasure);
    };
    auto *view = new LayerHeadView(m_sources, figure, QStringLiteral("weightMap"), tr("A number about every head"));
    card->addBody(view);
    offerFigure(m_sources, *card, [this] {
        core::FigurePanel panel;
        panel.kind = core::PanelKind::WeightMap;
        panel.measure = core::describe(m_sources.workbench.state().rank.weightMeasure).id;
        return std::optional(panel);
    });
    connect(&m_shown, &DiagnosisRun::changed, view, &LayerHeadView::refresh);
    connect(view, &LayerHeadView::figureChanged, card,
            [card, view] { card->setExplanation(QString::fromStdString(view->plot()->figure().explanation)); });
    return card;
}

Card *WeightsPage::createCheckpointCard()
{
    auto *card = new Card(tr("Checkpoint"));
    card->setHelpTopic(HelpTopic::Checkpoint);
    card->setExplanation(tr("Every tensor of the checkpoint, what becomes of it and what its numbers come to, and what the "
                            "heads do on a few fixed sentences."));
    auto *view = new CheckpointView(m_sources, m_shown, m_other);
    card->addControl(view->sourceMenu());
    card->addControl(view->searchField());
    card->addBody(view);
    return card;
}

void WeightsPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    follow();
}

void WeightsPage::follow()
{
    const SnapshotPointer &snapshot = m_sources.session.snapshot();
    if (isVisible() && snapshot)
        m_shown.ask({.path = snapshot->request.modelDirectory, .model = snapshot->model});
}

void WeightsPage::showOptions()
{
    const core::RankState &rank = m_sources.workbench.state().rank;
    m_measure->setCurrent(static_cast<int>(rank.weightMeasure));
    m_scale->setCurrent(rank.spectrum.isLogarithmic ? 1 : 0);
}

}  // namespace ui
