#include "ui/topics/lama/lama_page.h"

#include "core/figure/lama/lama_spectra_figure.h"
#include "core/model/model_outputs.h"
#include "ui/theme/plain_text.h"
#include "ui/theme/roles.h"
#include "ui/topics/lama/contribution_class_menu.h"
#include "ui/views/curve_view.h"
#include "ui/views/figure_menu.h"
#include "ui/views/head_strip_view.h"
#include "ui/widgets/card.h"
#include "ui/widgets/text_tab.h"

#include <QHBoxLayout>
#include <QLabel>

namespace ui {
namespace {

constexpr int leastSpectraHeight = 150;
constexpr int mostSpectraHeight = 200;

// Its name, or nothing for a class that another model had.
std::string classOf(const ViewSources &sources, int label)
{
    const SnapshotPointer &snapshot = sources.session.snapshot();
    const bool isKnown = snapshot && static_cast<std::size_t>(label) < snapshot->model->config.labels.size();
    return isKnown ? core::className(snapshot->model->config, static_cast<std::size_t>(label)) : std::string();
}

}  // namespace

LamaPage::LamaPage(const ViewSources &sources, QWidget *parent) : QWidget(parent), m_sources(sources)
{
    setObjectName(QStringLiteral("lamaPage"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(10);
    column->addWidget(createStripCard(), 2);
    column->addWidget(createSpectraCard(), 1);
    connect(m_strips, &HeadStripView::figureChanged, this, &LamaPage::showFigure);
    connect(&m_sources.workbench, &Workbench::optionsChanged, this, &LamaPage::showOptions);
    showFigure();
    showOptions();
}

Card *LamaPage::createStripCard()
{
    auto *card = new Card(QString());
    card->setHelpTopic(HelpTopic::Lama);
    card->setTitleWidget(createTabs());
    m_note = plainLabel();
    m_note->setObjectName(QStringLiteral("stripNote"));
    setRole(*m_note, Role::Note);
    m_strips = new HeadStripView(m_sources);
    card->addControl(m_note);
    card->addControl(new ContributionClassMenu(m_sources.session, m_sources.workbench));
    card->addBody(m_strips);
    offerFigure(m_sources, *card, [this]() -> std::optional<core::FigurePanel> {
        if (m_strips->figure().isEmpty())
            return std::nullopt;
        const core::LamaState &lama = m_sources.workbench.state().lama;
        const bool isRelative = lama.strips == core::StripPicture::RelativeToUniform;
        core::FigurePanel panel{.kind = isRelative ? core::PanelKind::LamaStrips : core::PanelKind::LamaContributions};
        if (!isRelative && lama.contributionClass)
            panel.options.outputClass = classOf(m_sources, *lama.contributionClass);
        return panel;
    });
    return card;
}

Card *LamaPage::createSpectraCard()
{
    auto *card = new Card(tr("Singular values"));
    card->setHelpTopic(HelpTopic::SingularValues);
    const auto figure = [](const core::AnalysisSnapshot &snapshot, core::HeadRef, const core::WorkbenchState &) {
        return core::lamaSpectraFigure(core::shownPass(snapshot));
    };
    auto *spectra = new CurveView(m_sources, figure, QStringLiteral("lamaSpectra"), tr("Singular values"));
    auto *note = plainLabel(tr("steeper = more similar heads"));
    setRole(*note, Role::Note);
    card->addControl(note);
    card->setMinimumHeight(leastSpectraHeight);
    card->setMaximumHeight(mostSpectraHeight);
    card->addBody(spectra);
    offerFigure(m_sources, *card, [] { return std::optional(core::FigurePanel{.kind = core::PanelKind::LamaSpectra}); });
    const auto explain = [card, spectra] {
        card->setExplanation(QString::fromStdString(spectra->plot()->figure().explanation));
    };
    connect(spectra, &CurveView::figureChanged, card, explain);
    explain();
    return card;
}

QWidget *LamaPage::createTabs()
{
    auto *tabs = new QWidget;
    m_relativeTab = createTab(tr("Relative to uniform"), core::StripPicture::RelativeToUniform);
    m_relativeTab->setObjectName(QStringLiteral("relativeTab"));
    m_contributionsTab = createTab(tr("Contributions"), core::StripPicture::Contributions);
    m_contributionsTab->setObjectName(QStringLiteral("contributionsTab"));
    auto *row = new QHBoxLayout(tabs);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    row->addWidget(m_relativeTab);
    row->addWidget(m_contributionsTab);
    return tabs;
}

TextTab *LamaPage::createTab(const QString &text, core::StripPicture picture)
{
    auto *tab = new TextTab(text);
    connect(tab, &QAbstractButton::clicked, this, [this, picture] { choosePicture(picture); });
    return tab;
}

void LamaPage::showFigure()
{
    const core::HeadStripFigure &figure = m_strips->figure();
    m_note->setText(QString::fromStdString(figure.note));
    m_relativeTab->setToolTip(tr("Each head's attention to each word, T · A: 1 is what uniform attention would give."));
    m_contributionsTab->setToolTip(tr("What each head adds to a class's logit through each word, A · ⟨H, w⟩."));
    const bool isRelative = m_sources.workbench.state().lama.strips == core::StripPicture::RelativeToUniform;
    if (!figure.isEmpty())
        (isRelative ? m_relativeTab : m_contributionsTab)
            ->setToolTip(plainToolTip(QString::fromStdString(figure.heads.explanation)));
}

void LamaPage::showOptions()
{
    const bool isRelative = m_sources.workbench.state().lama.strips == core::StripPicture::RelativeToUniform;
    (isRelative ? m_relativeTab : m_contributionsTab)->setChecked(true);
}

void LamaPage::choosePicture(core::StripPicture picture)
{
    m_sources.workbench.change([picture](core::WorkbenchState &state) { state.lama.strips = picture; });
}

}  // namespace ui
