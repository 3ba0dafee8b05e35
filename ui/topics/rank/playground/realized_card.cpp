#include "ui/topics/rank/playground/realized_card.h"

#include "core/figure/playground/playground_curves.h"
#include "ui/theme/plain_text.h"
#include "ui/topics/rank/playground/playground_panel.h"
#include "ui/views/figure_menu.h"
#include "ui/views/row_number_bars.h"
#include "ui/widgets/choice_menu.h"
#include "ui/widgets/text_tab.h"

#include <QHBoxLayout>

namespace ui {
namespace {

using core::RealizedScores;
using core::RowErrorMeasure;

QString nameOf(RowErrorMeasure measure)
{
    return QString::fromStdString(core::rowErrorName(measure));
}

}  // namespace

RealizedCard::RealizedCard(const ViewSources &sources, Playground &playground, QWidget *parent)
    : Card(QString(), parent), m_playground(playground),
      m_map(new PlaygroundMapView(sources, playground, PlaygroundPicture::Realized)),
      m_errors(new RowNumberBars(*m_map->plot(), nullptr, RowNumberBars::Kind::Amounts))
{
    m_measures = createMeasureMenu();
    setHelpTopic(HelpTopic::Playground);
    setTitleWidget(createTabs());
    m_scores = createScoresMenu();
    addControl(m_scores);
    addControl(m_measures);
    addBody(createPicture());
    offerFigure(sources, *this, [this, sources] {
        const bool isRealized = m_map->picture() == PlaygroundPicture::Realized;
        return std::optional(
            playgroundPanel(sources, m_playground,
                            isRealized ? core::PanelKind::PlaygroundRealized : core::PanelKind::PlaygroundDifference));
    });
    connect(&m_playground, &Playground::changed, this, &RealizedCard::showErrors);
    connect(m_map, &PlaygroundMapView::figureChanged, this, &RealizedCard::explain);
    connect(m_map, &PlaygroundMapView::highlightsChanged, m_errors,
            [this] { m_errors->setSelectedRow(m_map->plot()->highlights().row.value_or(-1)); });
    showErrors();
    explain();
}

QWidget *RealizedCard::createTabs()
{
    auto *tabs = new QWidget;
    m_realizedTab = createTab(tr("Realized"), "realizedTab", PlaygroundPicture::Realized);
    m_differenceTab = createTab(tr("Difference"), "differenceTab", PlaygroundPicture::Difference);
    m_realizedTab->setChecked(true);
    auto *row = new QHBoxLayout(tabs);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    row->addWidget(m_realizedTab);
    row->addWidget(m_differenceTab);
    return tabs;
}

TextTab *RealizedCard::createTab(const QString &text, const char *name, PlaygroundPicture picture)
{
    auto *tab = new TextTab(text);
    tab->setObjectName(QLatin1String(name));
    connect(tab, &QAbstractButton::clicked, this, [this, picture] { m_map->setPicture(picture); });
    return tab;
}

ChoiceMenu *RealizedCard::createScoresMenu()
{
    auto *menu = new ChoiceMenu(tr("Scores shown"));
    menu->setObjectName(QStringLiteral("realizedScores"));
    connect(menu, &ChoiceMenu::chosen, this,
            [this](int choice) { m_playground.setScores(static_cast<RealizedScores>(choice)); });
    return menu;
}

// Until something is found the truncation stands in. The button says so, and how far the search is.
void RealizedCard::showScores()
{
    const core::RealizedChoice choice = m_playground.realized();
    const bool isWaiting = core::shownScores(m_playground.found(), choice) != choice.scores;
    const QString done = tr("%1 of %2").arg(m_playground.found().count()).arg(m_playground.target().size());
    const QString progress = m_playground.isSearching() ? QStringLiteral(" (%1)").arg(done) : QString();
    m_scores->setChoices({tr("best found"), tr("truncation")},
                         {(isWaiting ? tr("searching") : tr("best found")) + progress, tr("truncation")});
    m_scores->setCurrent(static_cast<int>(choice.scores));
}

ChoiceMenu *RealizedCard::createMeasureMenu()
{
    auto *menu = new ChoiceMenu(tr("Error measure of the realized rows"));
    menu->setObjectName(QStringLiteral("rowError"));
    menu->setPrefix(tr("rows:"));
    menu->setChoices({nameOf(RowErrorMeasure::Divergence), nameOf(RowErrorMeasure::TotalVariation)}, {tr("KL"), tr("TV")});
    connect(menu, &ChoiceMenu::chosen, this,
            [this](int choice) { m_playground.setMeasure(static_cast<RowErrorMeasure>(choice)); });
    return menu;
}

QWidget *RealizedCard::createPicture()
{
    auto *picture = new QWidget;
    picture->setObjectName(QStringLiteral("realizedPicture"));
    auto *row = new QHBoxLayout(picture);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_map, 1);
    row->addWidget(m_errors);
    return picture;
}

void RealizedCard::showErrors()
{
    const RowErrorMeasure measure = m_playground.measure();
    m_measures->setCurrent(static_cast<int>(measure));
    showScores();
    m_errors->setFigure(core::rowErrorBars(m_playground.target(), m_playground.found(), m_playground.realized()));
}

void RealizedCard::explain()
{
    const bool isRealized = m_map->picture() == PlaygroundPicture::Realized;
    (isRealized ? m_realizedTab : m_differenceTab)
        ->setToolTip(plainToolTip(QString::fromStdString(m_map->plot()->figure().explanation)));
}

}  // namespace ui
