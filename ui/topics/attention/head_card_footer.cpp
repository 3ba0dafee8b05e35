#include "ui/topics/attention/head_card_footer.h"

#include "core/figure/attention/stationary_figure.h"
#include "ui/theme/plain_text.h"
#include "ui/views/figure_menu.h"
#include "ui/views/offset_profile_view.h"
#include "ui/views/token_strip_view.h"
#include "ui/widgets/text_tab.h"

#include <QHBoxLayout>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace ui {
namespace {

// At its own height, so that a strip does not end in half a row.
QWidget *atTop(QWidget *content)
{
    auto *page = new QWidget;
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 4, 0, 0);
    column->addWidget(content);
    column->addStretch(1);
    return page;
}

}  // namespace

HeadCardFooter::HeadCardFooter(const ViewSources &sources, QWidget *parent)
    : QWidget(parent), m_sources(sources), m_stack(new QStackedWidget(this))
{
    setObjectName(QStringLiteral("headFoot"));
    auto *tabs = new QHBoxLayout;
    tabs->setSpacing(4);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(tabs);
    column->addWidget(m_stack);
    addPage(core::FooterPicture::OffsetProfile,
            createTab(QStringLiteral("offsetTab"), tr("Offset profile"),
                      tr("Mean attention to the key at a fixed distance from its query.")),
            new OffsetProfileView(m_sources));
    auto *stationary = new TokenStripView(m_sources, core::stationaryFigure);
    stationary->setObjectName(QStringLiteral("stationaryStrip"));
    stationary->setAccessibleName(tr("Stationary distribution of the selected head"));
    addPage(
        core::FooterPicture::Stationary,
        createTab(QStringLiteral("stationaryTab"), tr("Stationary distribution"),
                  tr("Where a walker who follows this head's attention settles, π ∝ Σⱼ exp(Sᵢⱼ): symmetric scores make it a "
                     "reversible Markov chain.")),
        atTop(stationary));
    for (const Page &page : m_pages)
        tabs->addWidget(page.tab);
    tabs->addStretch(1);
    offerFigure(
        m_sources, *this, [this] { return shownPanel(); }, MenuOwner::Part);
    connect(&m_sources.session, &AnalysisSession::snapshotChanged, this, &HeadCardFooter::showSnapshot);
    connect(&m_sources.workbench, &Workbench::optionsChanged, this, &HeadCardFooter::showOptions);
    showSnapshot();
}

TextTab *HeadCardFooter::createTab(const QString &objectName, const QString &title, const QString &explanation)
{
    auto *tab = new TextTab(title, this);
    tab->setObjectName(objectName);
    tab->setToolTip(plainToolTip(explanation));
    return tab;
}

void HeadCardFooter::addPage(core::FooterPicture picture, TextTab *tab, QWidget *content)
{
    m_stack->addWidget(content);
    m_pages.push_back({picture, tab, content});
    connect(tab, &QAbstractButton::clicked, this, [this, picture] {
        m_sources.workbench.change([picture](core::WorkbenchState &state) { state.attention.foot = picture; });
    });
}

bool HeadCardFooter::isAvailable(core::FooterPicture picture) const
{
    const SnapshotPointer &snapshot = m_sources.session.snapshot();
    return picture == core::FooterPicture::OffsetProfile || (snapshot && core::hasSymmetricScores(*snapshot));
}

bool HeadCardFooter::hasPicture() const
{
    const SnapshotPointer &snapshot = m_sources.session.snapshot();
    return snapshot && core::attentionColumns(*snapshot) == core::AttentionColumns::Tokens;
}

// Another model may lack what was chosen.
core::FooterPicture HeadCardFooter::shownPicture() const
{
    const core::FooterPicture chosen = m_sources.workbench.state().attention.foot;
    return isAvailable(chosen) ? chosen : core::FooterPicture::OffsetProfile;
}

std::optional<core::FigurePanel> HeadCardFooter::shownPanel() const
{
    if (!m_sources.session.snapshot())
        return std::nullopt;
    return headPanel(m_sources, shownPicture() == core::FooterPicture::Stationary ? core::PanelKind::Stationary
                                                                                  : core::PanelKind::OffsetProfile);
}

void HeadCardFooter::showSnapshot()
{
    setVisible(hasPicture());
    for (const Page &page : m_pages)
        page.tab->setVisible(isAvailable(page.picture));
    showOptions();
}

void HeadCardFooter::showOptions()
{
    const core::FooterPicture shown = shownPicture();
    for (const Page &page : m_pages) {
        page.tab->setChecked(page.picture == shown);
        if (page.picture == shown)
            m_stack->setCurrentWidget(page.content);
    }
}

}  // namespace ui
