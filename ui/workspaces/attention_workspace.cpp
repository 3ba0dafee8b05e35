#include "ui/workspaces/attention_workspace.h"

#include "core/figure/head_maps.h"
#include "ui/theme/color_maps.h"
#include "ui/views/card.h"
#include "ui/views/head_grid_view.h"
#include "ui/views/head_lines_view.h"
#include "ui/views/heat_map_view.h"
#include "ui/views/offset_profile_view.h"
#include "ui/views/quiet_menu_button.h"
#include "ui/views/quiet_splitter.h"
#include "ui/views/text_tab.h"
#include "ui/workspaces/lama_page.h"

#include <QHBoxLayout>
#include <QStackedWidget>

#include <algorithm>
#include <array>

namespace ui {
namespace {

constexpr std::array gammas{1.0, 0.8, 0.6, 0.4};

int choiceOf(double gamma)
{
    const auto nearer = [gamma](double left, double right) { return std::abs(left - gamma) < std::abs(right - gamma); };
    return static_cast<int>(std::min_element(gammas.begin(), gammas.end(), nearer) - gammas.begin());
}

}  // namespace

AttentionWorkspace::AttentionWorkspace(const ViewSources &sources, QWidget *parent)
    : QWidget(parent), m_sources(sources), m_pages(new QStackedWidget(this))
{
    setObjectName(QStringLiteral("attentionWorkspace"));
    setAccessibleName(tr("Attention"));
    m_pages->addWidget(createEncoderPage());
    m_pages->addWidget(new LamaPage(m_sources));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_pages);
    connect(&m_sources.session, &AnalysisSession::snapshotChanged, this, &AttentionWorkspace::showSnapshot);
    connect(&m_sources.viewState, &ViewState::changed, this, &AttentionWorkspace::showOptions);
    showSnapshot();
    showOptions();
}

QWidget *AttentionWorkspace::createEncoderPage()
{
    auto *splitter = new QuietSplitter(Qt::Horizontal);
    splitter->setObjectName(QStringLiteral("attentionSplitter"));
    splitter->addWidget(createGridCard());
    splitter->addWidget(createHeadCard());
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({1000, 1000});
    return splitter;
}

Card *AttentionWorkspace::createGridCard()
{
    auto *card = new Card(tr("All heads"));
    auto *grid = new HeadGridView(m_sources);
    card->addControl(grid->controls());
    card->addBody(grid);
    card->setExplanation(grid->explanation());
    connect(grid, &HeadGridView::figureChanged, card, [card, grid] { card->setExplanation(grid->explanation()); });
    return card;
}

Card *AttentionWorkspace::createHeadCard()
{
    auto *card = new Card(QString());
    card->setTitleWidget(createPictureTabs());
    m_colors = createColorMenu();
    m_gamma = createGammaMenu();
    card->addControl(m_gamma);
    card->addControl(m_colors);
    m_pictures = new QStackedWidget;
    m_pictures->setObjectName(QStringLiteral("headPictures"));
    m_map = new HeatMapView(m_sources);
    m_lines = new HeadLinesView(m_sources);
    m_pictures->addWidget(m_map);
    m_pictures->addWidget(m_lines);
    card->addBody(m_pictures, 1);
    card->addBody(new OffsetProfileView(m_sources), 0);
    return card;
}

QWidget *AttentionWorkspace::createPictureTabs()
{
    auto *tabs = new QWidget;
    m_mapTab = new TextTab(tr("Map"), tabs);
    m_mapTab->setObjectName(QStringLiteral("mapTab"));
    m_linesTab = new TextTab(tr("Lines"), tabs);
    m_linesTab->setObjectName(QStringLiteral("linesTab"));
    auto *row = new QHBoxLayout(tabs);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    row->addWidget(m_mapTab);
    row->addWidget(m_linesTab);
    connect(m_mapTab, &QAbstractButton::clicked, this, [this] { choosePicture(HeadPicture::Map); });
    connect(m_linesTab, &QAbstractButton::clicked, this, [this] { choosePicture(HeadPicture::Lines); });
    return tabs;
}

QuietMenuButton *AttentionWorkspace::createColorMenu()
{
    auto *menu = new QuietMenuButton(tr("Colour map"));
    menu->setObjectName(QStringLiteral("colorMap"));
    menu->setChoices(sequentialColorMaps());
    connect(menu, &QuietMenuButton::chosen, this, [this](int choice) {
        ViewOptions options = m_sources.viewState.options();
        options.colorMap = sequentialColorMaps().at(choice);
        m_sources.viewState.setOptions(options);
    });
    return menu;
}

QuietMenuButton *AttentionWorkspace::createGammaMenu()
{
    auto *menu = new QuietMenuButton(tr("Gamma of the colours: below 1, weak attention is lifted"));
    menu->setObjectName(QStringLiteral("gamma"));
    menu->setPrefix(tr("gamma"));
    QStringList choices;
    for (const double gamma : gammas)
        choices << QString::number(gamma);
    menu->setChoices(choices);
    connect(menu, &QuietMenuButton::chosen, this, [this](int choice) {
        ViewOptions options = m_sources.viewState.options();
        options.gamma = gammas[static_cast<std::size_t>(choice)];
        m_sources.viewState.setOptions(options);
    });
    return menu;
}

void AttentionWorkspace::showSnapshot()
{
    const SnapshotPointer &snapshot = m_sources.session.snapshot();
    m_pages->setCurrentIndex(snapshot && core::isLama(*snapshot) ? 1 : 0);
    showExplanations();
}

void AttentionWorkspace::showExplanations()
{
    m_mapTab->setToolTip(QString::fromStdString(m_map->plot()->figure().explanation));
    m_linesTab->setToolTip(QString::fromStdString(m_lines->figure().explanation));
}

void AttentionWorkspace::showOptions()
{
    showExplanations();
    const ViewOptions &options = m_sources.viewState.options();
    m_pictures->setCurrentIndex(options.picture == HeadPicture::Map ? 0 : 1);
    (options.picture == HeadPicture::Map ? m_mapTab : m_linesTab)->setChecked(true);
    m_colors->setCurrent(static_cast<int>(std::max<qsizetype>(0, sequentialColorMaps().indexOf(options.colorMap))));
    m_gamma->setCurrent(choiceOf(options.gamma));
    m_colors->setVisible(options.picture == HeadPicture::Map);
    m_gamma->setVisible(options.picture == HeadPicture::Map);
}

void AttentionWorkspace::choosePicture(HeadPicture picture)
{
    ViewOptions options = m_sources.viewState.options();
    options.picture = picture;
    m_sources.viewState.setOptions(options);
}

}  // namespace ui
