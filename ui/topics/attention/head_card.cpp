#include "ui/topics/attention/head_card.h"

#include "core/figure/attention/scale_figure.h"
#include "core/figure/values/attention_figure.h"
#include "core/recipe/panel_measures.h"
#include "ui/theme/color_maps.h"
#include "ui/theme/plain_text.h"
#include "ui/theme/roles.h"
#include "ui/topics/attention/head_card_footer.h"
#include "ui/topics/attention/head_lines_view.h"
#include "ui/views/curve_view.h"
#include "ui/views/figure_menu.h"
#include "ui/views/heat_map_view.h"
#include "ui/widgets/choice_menu.h"
#include "ui/widgets/text_tab.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QStackedWidget>

#include <algorithm>
#include <array>

namespace ui {
namespace {

using core::HeadPicture;

constexpr std::array gammas{1.0, 0.8, 0.6, 0.4};

int choiceOf(double gamma)
{
    const auto nearer = [gamma](double left, double right) { return std::abs(left - gamma) < std::abs(right - gamma); };
    return static_cast<int>(std::min_element(gammas.begin(), gammas.end(), nearer) - gammas.begin());
}

}  // namespace

HeadCard::HeadCard(const ViewSources &sources, QWidget *parent)
    : Card(QString(), parent), m_sources(sources), m_pictures(new QStackedWidget)
{
    setHelpTopic(HelpTopic::AttentionMap);
    setTitleWidget(createTabs());
    m_colors = createColorMenu();
    m_gamma = createGammaMenu();
    addControl(m_gamma);
    addControl(m_colors);
    m_caution = plainLabel();
    m_caution->setObjectName(QStringLiteral("attentionCaution"));
    m_caution->setWordWrap(true);
    setRole(*m_caution, Role::Note);
    addBody(m_caution, 0);
    m_pictures->setObjectName(QStringLiteral("headPictures"));
    m_map = new HeatMapView(m_sources);
    m_lines = new HeadLinesView(m_sources);
    m_pictures->addWidget(m_map);
    const auto scales = [](const core::AnalysisSnapshot &snapshot, core::HeadRef head, const core::WorkbenchState &) {
        return core::scaleFigure(snapshot, head);
    };
    m_scales = new CurveView(m_sources, scales, QStringLiteral("scales"), tr("Scales of the selected head"));
    m_pictures->addWidget(m_lines);
    m_pictures->addWidget(m_scales);
    addBody(m_pictures, 1);
    m_foot = new HeadCardFooter(m_sources);
    takeFoot();
    offerFigure(m_sources, *this, [this] { return shownPanel(); });
    connect(&m_sources.session, &AnalysisSession::snapshotChanged, this, &HeadCard::showSnapshot);
    connect(&m_sources.workbench, &Workbench::optionsChanged, this, &HeadCard::showOptions);
    showSnapshot();
}

void HeadCard::takeFoot()
{
    addBody(m_foot, 0);
}

std::optional<core::FigurePanel> HeadCard::shownPanel() const
{
    if (!m_sources.session.snapshot())
        return std::nullopt;
    const HeadPicture picture = shownPicture(m_sources);
    switch (core::describe(picture).form) {
    case core::PictureForm::Lines: return headPanel(m_sources, core::PanelKind::HeadLines);
    case core::PictureForm::Curves: return headPanel(m_sources, core::PanelKind::Scales);
    case core::PictureForm::Map: break;
    }
    core::FigurePanel panel = headPanel(m_sources, core::PanelKind::HeatMap);
    panel.matrix = picture == HeadPicture::Attention ? std::string_view() : core::matrixName(picture);
    return panel;
}

QWidget *HeadCard::createTabs()
{
    auto *tabs = new QWidget;
    auto *row = new QHBoxLayout(tabs);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    for (const core::HeadPictureDescription &description : core::headPictureDescriptions()) {
        auto *tab = new TextTab(QString(), tabs);
        tab->setObjectName(QString::fromUtf8(description.tab));
        row->addWidget(tab);
        m_tabs.push_back({description.picture, tab});
        connect(tab, &QAbstractButton::clicked, this, [this, picture = description.picture] {
            changeOptions([picture](core::WorkbenchState &options) { options.attention.picture = picture; });
        });
    }
    return tabs;
}

ChoiceMenu *HeadCard::createColorMenu()
{
    auto *menu = new ChoiceMenu(tr("Color map"));
    menu->setObjectName(QStringLiteral("colorMap"));
    menu->setChoices(sequentialColorMaps());
    connect(menu, &ChoiceMenu::chosen, this, [this](int choice) {
        changeOptions([choice](core::WorkbenchState &options) {
            options.display.colorMap = sequentialColorMaps().at(choice).toStdString();
        });
    });
    return menu;
}

ChoiceMenu *HeadCard::createGammaMenu()
{
    auto *menu = new ChoiceMenu(tr("Gamma of the colors: below 1, weak attention is lifted"));
    menu->setObjectName(QStringLiteral("gamma"));
    menu->setPrefix(tr("gamma"));
    QStringList choices;
    for (const double gamma : gammas)
        choices << QString::number(gamma);
    menu->setChoices(choices);
    connect(menu, &ChoiceMenu::chosen, this, [this](int choice) {
        changeOptions(
            [choice](core::WorkbenchState &options) { options.display.gamma = gammas[static_cast<std::size_t>(choice)]; });
    });
    return menu;
}

template <typename Change>
void HeadCard::changeOptions(Change change)
{
    m_sources.workbench.change(change);
}

// Another model may have other pictures, and call them differently.
void HeadCard::showSnapshot()
{
    const SnapshotPointer &snapshot = m_sources.session.snapshot();
    const auto available =
        snapshot ? core::headPictures(*snapshot) : std::vector{HeadPicture::Attention, HeadPicture::Lines};
    const core::AnalysisSnapshot &named = snapshot ? *snapshot : core::AnalysisSnapshot();
    for (const auto &[picture, tab] : m_tabs) {
        tab->setVisible(std::ranges::find(available, picture) != available.end());
        tab->setName(QString::fromStdString(core::headPictureName(named, picture)));
        tab->setAccessibleName(QString::fromStdString(core::headPictureFullName(named, picture)));
    }
    m_caution->setText(snapshot ? QString::fromStdString(core::attentionCaution(*snapshot)) : QString());
    m_caution->setVisible(!m_caution->text().isEmpty());
    showOptions();
}

QWidget *HeadCard::pageOf(HeadPicture picture) const
{
    switch (core::describe(picture).form) {
    case core::PictureForm::Lines: return m_lines;
    case core::PictureForm::Curves: return m_scales;
    case core::PictureForm::Map: break;
    }
    return m_map;
}

void HeadCard::showOptions()
{
    const core::WorkbenchState &options = m_sources.workbench.state();
    const HeadPicture shown = shownPicture(m_sources);
    for (const auto &[picture, tab] : m_tabs)
        tab->setChecked(picture == shown);
    m_pictures->setCurrentWidget(pageOf(shown));
    m_colors->setCurrent(static_cast<int>(
        std::max<qsizetype>(0, sequentialColorMaps().indexOf(QString::fromStdString(options.display.colorMap)))));
    m_gamma->setCurrent(choiceOf(options.display.gamma));
    // Signed pictures have their own colors around zero.
    const bool hasChoice = pageOf(shown) == m_map && m_map->plot()->figure().colorMap != "diverging";
    m_colors->setVisible(hasChoice);
    m_gamma->setVisible(hasChoice);
    showExplanations();
}

void HeadCard::showExplanations()
{
    const SnapshotPointer &snapshot = m_sources.session.snapshot();
    const core::DisplayUnits units = shownUnits(m_sources);
    for (const auto &[picture, tab] : m_tabs)
        tab->setToolTip(plainToolTip(
            snapshot ? QString::fromStdString(core::headPictureExplanation(*snapshot, units, picture)) : QString()));
}

}  // namespace ui
