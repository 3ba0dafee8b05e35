#include "ui/topics/rank/playground/playground_page.h"

#include "ui/theme/plain_text.h"
#include "ui/theme/roles.h"
#include "ui/topics/rank/playground/head_size_slider.h"
#include "ui/topics/rank/playground/playground_curve_view.h"
#include "ui/topics/rank/playground/playground_map_view.h"
#include "ui/topics/rank/playground/playground_panel.h"
#include "ui/topics/rank/playground/playground_words_view.h"
#include "ui/topics/rank/playground/realized_card.h"
#include "ui/topics/rank/playground/target_controls.h"
#include "ui/views/figure_menu.h"
#include "ui/widgets/card.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>

namespace ui {
namespace {

constexpr int controlsHeight = 28;
constexpr int leastCurveHeight = 148;

QHBoxLayout *pageRowIn(QWidget *widget)
{
    auto *row = new QHBoxLayout(widget);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(10);
    return row;
}

}  // namespace

PlaygroundPage::PlaygroundPage(const ViewSources &sources, QWidget *parent)
    : QWidget(parent), m_sources(sources), m_playground(sources.workbench)
{
    setObjectName(QStringLiteral("playgroundPage"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(createControls());
    column->addWidget(new PlaygroundWordsView(m_playground));
    column->addWidget(createMaps(), 5);
    column->addWidget(createCurves(), 2);
    connect(&m_sources.session, &AnalysisSession::snapshotChanged, this, &PlaygroundPage::takeOffer);
    connect(&m_sources.workbench, &Workbench::optionsChanged, this, [this](const core::WorkbenchState &before) {
        if (before.display != m_sources.workbench.state().display)
            takeOffer();
    });
    connect(&m_sources.selection, &Selection::changed, this, &PlaygroundPage::showHead);
}

QWidget *PlaygroundPage::createControls()
{
    auto *controls = new QWidget;
    controls->setFixedHeight(controlsHeight);
    auto *row = pageRowIn(controls);
    row->setContentsMargins(4, 0, 4, 0);
    row->addWidget(new TargetControls(m_playground), 1);
    row->addWidget(new HeadSizeSlider(m_playground), 1);
    return controls;
}

QWidget *PlaygroundPage::createMaps()
{
    auto *maps = new QWidget;
    auto *row = pageRowIn(maps);
    row->addWidget(createTargetCard(), 5);
    row->addWidget(new RealizedCard(m_sources, m_playground), 6);
    return maps;
}

Card *PlaygroundPage::createTargetCard()
{
    auto *card = new Card(tr("Target P"));
    card->setHelpTopic(HelpTopic::Playground);
    auto *hint = plainLabel(tr("drag to paint · right button erases"));
    setRole(*hint, Role::Note);
    auto *map = new PlaygroundMapView(m_sources, m_playground, PlaygroundPicture::Target);
    card->addControl(hint);
    card->addBody(map);
    card->setExplanation(QString::fromStdString(map->plot()->figure().explanation));
    offerPanel(*card, core::PanelKind::PlaygroundTarget);
    return card;
}

QWidget *PlaygroundPage::createCurves()
{
    auto *curves = new QFrame;
    setRole(*curves, Role::Card);
    curves->setMinimumHeight(leastCurveHeight);
    auto *row = pageRowIn(curves);
    row->setContentsMargins(16, 10, 14, 10);
    row->setSpacing(24);
    using Picture = PlaygroundCurveView::Picture;
    for (const auto &[picture, kind] : {std::pair(Picture::Errors, core::PanelKind::Playground),
                                        std::pair(Picture::Spectrum, core::PanelKind::PlaygroundSpectrum)}) {
        auto *view = new PlaygroundCurveView(m_playground, picture);
        offerPanel(*view, kind);
        row->addWidget(view, 1);
    }
    return curves;
}

void PlaygroundPage::offerPanel(QWidget &card, core::PanelKind kind)
{
    offerFigure(m_sources, card, [this, kind] { return std::optional(playgroundPanel(m_sources, m_playground, kind)); });
}

void PlaygroundPage::showHead()
{
    if (shownHead(m_sources) != m_head)
        takeOffer();
}

void PlaygroundPage::takeOffer()
{
    m_isStale = !isVisible();
    if (m_isStale)
        return;
    const SnapshotPointer &snapshot = m_sources.session.snapshot();
    m_head = shownHead(m_sources);
    m_playground.setOffer(
        core::playgroundOffer(snapshot ? *snapshot : core::AnalysisSnapshot(), m_head, shownUnits(m_sources)));
}

void PlaygroundPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_playground.setActive(true);
    if (m_isStale)
        takeOffer();
}

void PlaygroundPage::hideEvent(QHideEvent *event)
{
    m_playground.setActive(false);
    QWidget::hideEvent(event);
}

}  // namespace ui
