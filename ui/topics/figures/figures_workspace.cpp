#include "ui/topics/figures/figures_workspace.h"

#include "ui/export/figure_page.h"
#include "ui/export/page_check.h"
#include "ui/theme/plain_text.h"
#include "ui/theme/qt_text.h"
#include "ui/theme/roles.h"
#include "ui/theme/wrapped_label.h"
#include "ui/topics/figures/page_binding.h"
#include "ui/topics/figures/page_controls.h"
#include "ui/topics/figures/page_view.h"
#include "ui/topics/figures/panel_controls.h"
#include "ui/views/figure_menu.h"
#include "ui/widgets/card.h"
#include "ui/widgets/choice_menu.h"
#include "ui/widgets/picture_or_note.h"

#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QToolButton>

#include <algorithm>
#include <array>

namespace ui {
namespace {

constexpr int sideWidth = 262;
constexpr int wordsHeight = 128;                      // of the caption and the remarks, which scroll
constexpr std::array zooms{0.5, 1.0, 1.5, 2.0, 4.0};  // after "fit width"

core::FigureRecipe withoutCaption(core::FigureRecipe page)
{
    page.caption.clear();
    return page;
}

}  // namespace

FiguresWorkspace::FiguresWorkspace(const ViewSources &sources, FigureDesk &desk, QWidget *parent)
    : QWidget(parent), m_sources(sources), m_desk(desk)
{
    setObjectName(QStringLiteral("figuresWorkspace"));
    setAccessibleName(tr("Figures"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(10);
    auto *column = new QVBoxLayout;
    column->setSpacing(10);
    column->addWidget(createPageCard(), 1);
    auto *words = new QHBoxLayout;
    words->setSpacing(10);
    words->addWidget(createCaptionCard(), 3);
    words->addWidget(createRemarksCard(), 2);
    column->addLayout(words);
    row->addLayout(column, 1);
    row->addWidget(createSide());
    connect(m_view, &PageView::panelChosen, this, &FiguresWorkspace::choosePanel);
    connect(m_view, &PageView::panelMoved, this, &FiguresWorkspace::movePanel);
    connect(m_view, &PageView::removeRequested, this, &FiguresWorkspace::removePanel);
    connect(&m_sources.workbench, &Workbench::changed, this, &FiguresWorkspace::draw);
    connect(&m_sources.session, &AnalysisSession::snapshotChanged, this, &FiguresWorkspace::draw);  // of a reloaded model
    connect(&m_desk, &FigureDesk::pageChanged, this, &FiguresWorkspace::showDrawn);
    draw();
    showDrawn();
}

const core::FigureRecipe &FiguresWorkspace::page() const
{
    return m_sources.workbench.state().figures.page;
}

QWidget *FiguresWorkspace::createPageCard()
{
    auto *card = new Card(tr("Page"));
    card->setHelpTopic(HelpTopic::Figures);
    card->setExplanation(tr("The figure as it is printed. Click a panel to choose it, drag it to another place."));
    auto *menu = new FigureMenu(
        m_desk,
        [this]() -> std::optional<core::FigureRecipe> {
            return page().panels.empty() ? std::nullopt : std::optional(page());
        },
        *card);
    card->addControl(createVision());
    card->addControl(createZoom());
    m_save = createSave(*menu);
    card->addControl(m_save);
    m_problem = wrappedLabel();
    m_problem->setObjectName(QStringLiteral("pageProblem"));
    setRole(*m_problem, Role::Note);
    card->addBody(m_problem, 0);
    m_view = new PageView;
    auto *body = new QWidget;
    m_pages = new PictureOrNote(m_view, QStringLiteral("pageAbsence"), body);
    card->addBody(body);
    return card;
}

ChoiceMenu *FiguresWorkspace::createZoom()
{
    auto *zoom = new ChoiceMenu(tr("Size on the screen; at 100 % a millimeter is one"));
    zoom->setObjectName(QStringLiteral("pageZoom"));
    QStringList choices{tr("fit width")};
    for (const double each : zooms)
        choices << tr("%1 %").arg(100 * each);
    zoom->setChoices(choices);
    zoom->setCurrent(0);
    connect(zoom, &ChoiceMenu::chosen, this, [this, zoom](int choice) {
        zoom->setCurrent(choice);
        m_view->setZoom(choice == 0 ? std::nullopt : std::optional(zooms[static_cast<std::size_t>(choice - 1)]));
    });
    return zoom;
}

ChoiceMenu *FiguresWorkspace::createVision()
{
    auto *vision = new ChoiceMenu(tr("Look at the colors as they print or as readers see them"));
    vision->setObjectName(QStringLiteral("pageVision"));
    vision->setChoices({tr("all colors"), tr("greyscale print"), tr("protanopia"), tr("deuteranopia"), tr("tritanopia")});
    vision->setCurrent(0);
    connect(vision, &ChoiceMenu::chosen, this, [this, vision](int choice) {
        vision->setCurrent(choice);
        m_view->setVision(static_cast<ColorVision>(choice));
    });
    return vision;
}

QToolButton *FiguresWorkspace::createSave(FigureMenu &menu)
{
    auto *save = new QToolButton;
    save->setObjectName(QStringLiteral("pageSave"));
    save->setText(tr("Save Figure…"));
    save->setAccessibleName(tr("Save the figure"));
    save->setToolTip(tr("Save the page as PDF, SVG, PNG, TeX, CSV or HTML (Ctrl+E)"));
    connect(save, &QToolButton::clicked, &menu, [this, &menu] { menu.save(m_desk.habits().format); });
    return save;
}

QWidget *FiguresWorkspace::createCaptionCard()
{
    auto *card = new Card(tr("Caption"));
    m_captionCard = card;
    card->setHelpTopic(HelpTopic::Figures);
    card->setExplanation(tr("A draft from what the panels show, until you change it. Emptied, the draft comes back."));
    m_caption = new QPlainTextEdit;
    m_caption->setObjectName(QStringLiteral("pageCaption"));
    m_caption->setAccessibleName(tr("Caption"));
    m_caption->setTabChangesFocus(true);
    m_caption->setFrameShape(QFrame::NoFrame);
    m_caption->installEventFilter(this);
    connect(m_caption, &QPlainTextEdit::textChanged, this, &FiguresWorkspace::takeCaption);
    card->addBody(m_caption);
    card->setFixedHeight(wordsHeight);
    return card;
}

QWidget *FiguresWorkspace::createSide()
{
    auto *cards = new QWidget;
    auto *column = new QVBoxLayout(cards);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(10);
    auto *venue = new Card(tr("Venue"));
    venue->setHelpTopic(HelpTopic::Figures);
    venue->addBody(new PageControls(m_sources.workbench), 0);
    column->addWidget(venue);
    column->addWidget(createPanelCard());
    column->addStretch(1);
    auto *scroll = new QScrollArea;
    scroll->setWidget(cards);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setFixedWidth(sideWidth);
    return scroll;
}

Card *FiguresWorkspace::createPanelCard()
{
    m_panelCard = new Card(QString());
    m_panelCard->setHelpTopic(HelpTopic::Figures);
    m_panel = new PanelControls(m_sources.workbench);
    connect(m_panel, &PanelControls::removeRequested, this, &FiguresWorkspace::removePanel);
    connect(m_panel, &PanelControls::moveRequested, this, &FiguresWorkspace::movePanel);
    m_panelCard->addBody(m_panel, 0);
    return m_panelCard;
}

Card *FiguresWorkspace::createRemarksCard()
{
    auto *card = new Card(tr("Remarks"));
    card->setHelpTopic(HelpTopic::Figures);
    card->setExplanation(tr("What a reviewer or a printer would stumble over, measured on the page."));
    m_remarks = wrappedLabel();
    m_remarks->setObjectName(QStringLiteral("pageRemarks"));
    setRole(*m_remarks, Role::Note);
    auto *scroll = new QScrollArea;
    scroll->setObjectName(QStringLiteral("remarksScroll"));
    scroll->setAccessibleName(tr("Remarks"));
    scroll->setWidget(m_remarks);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->viewport()->setAutoFillBackground(false);
    m_remarks->setAutoFillBackground(false);  // which the scroll area switched on
    m_remarks->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    card->addBody(scroll);
    card->setFixedHeight(wordsHeight);
    return card;
}

// Only what is drawn is asked for: the content as it was is still right after any other change, and so is the page after one of the
// caption.
void FiguresWorkspace::draw()
{
    showCaption();
    m_view->setPanelCount(static_cast<int>(page().panels.size()));
    choosePanel(m_view->chosenPanel());
    const SnapshotPointer &snapshot = m_sources.session.snapshot();
    const auto model = snapshot ? snapshot->model : nullptr;
    core::FigureRecipe content = core::contentPart(page());
    if (content == m_drawnContent && (model == m_model || !model)) {
        if (withoutCaption(page()) != m_laidOut)
            showDrawn();
        return;
    }
    m_model = model;
    m_drawnContent = std::move(content);
    m_desk.drawPage();
}

void FiguresWorkspace::showDrawn()
{
    const FigureDesk::PageRun &run = m_desk.pageRun();
    const bool isEmpty = page().panels.empty();
    m_pages->showAbsence(isEmpty ? tr("No panel yet. “Add to Figure” in the menu ⋮ of any picture puts it here.")
                                 : QString());
    m_save->setEnabled(!isEmpty);
    if (!isEmpty && run.isRunning())
        return;
    if (isEmpty)
        m_view->showPage(std::nullopt);
    const QString problem = run.problem().isEmpty() ? layOutPage() : run.problem();
    showProblem(isEmpty ? QString() : figureProblem(problem, page().panels.size()));
    showCaption();
    choosePanel(m_view->chosenPanel());
    showRemarks();
}

// The page stays as it was where there is a problem.
QString FiguresWorkspace::layOutPage()
{
    const FigureDesk::PageRun &run = m_desk.pageRun();
    if (!run.request() || !run.answer())
        return {};
    m_laidOut = withoutCaption(page());
    if (*run.request() != core::contentPart(page()))
        return {};  // the next run's
    if (const auto colors = checkColorMaps(page()); !colors)
        return qtText(colors.error().message);
    m_view->showPage(figurePage(page(), *run.answer()));
    return {};
}

void FiguresWorkspace::showProblem(const QString &problem)
{
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
}

void FiguresWorkspace::showRemarks()
{
    const auto &drawn = m_view->page();
    QStringList lines;
    for (const PageRemark &remark : drawn ? remarksOn(*drawn) : std::vector<PageRemark>()) {
        const QString &letter = drawn->panels[static_cast<std::size_t>(remark.panel)].letter;
        lines << (letter.isEmpty() ? tr("The panel %1").arg(remark.text) : letter + u' ' + remark.text);
    }
    m_remarks->setText(!drawn            ? tr("Nothing is on the page.")
                       : lines.isEmpty() ? tr("Nothing to remark on.")
                                         : lines.join(u'\n'));
}

QString FiguresWorkspace::draft() const
{
    return m_view->page() ? m_view->page()->description : QString();
}

// The draft itself stays a draft, which follows the panels.
void FiguresWorkspace::takeCaption()
{
    const QString text = m_caption->toPlainText();
    changePage(m_sources.workbench,
               [caption = text == draft() ? std::string() : text.toStdString()](core::FigureRecipe &recipe) {
                   recipe.caption = caption;
               },
               {.name = "pageCaption"});
}

// A field that was emptied to write something else stays empty until the focus leaves it.
void FiguresWorkspace::showCaption()
{
    const bool isDraft = page().caption.empty();
    m_captionCard->setTitle(isDraft && !draft().isEmpty() ? tr("Caption, a draft") : tr("Caption"));
    const QString caption = isDraft ? draft() : qtText(page().caption);
    const bool isBeingWritten = isDraft && m_caption->hasFocus() && m_caption->toPlainText().isEmpty();
    if (isBeingWritten || m_caption->toPlainText() == caption)
        return;
    const QSignalBlocker quiet(m_caption);
    m_caption->setPlainText(caption);
}

bool FiguresWorkspace::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_caption && event->type() == QEvent::FocusOut)
        QMetaObject::invokeMethod(this, &FiguresWorkspace::showCaption, Qt::QueuedConnection);
    return QWidget::eventFilter(watched, event);
}

void FiguresWorkspace::choosePanel(int panel)
{
    m_panelCard->setVisible(!page().panels.empty());
    m_panelCard->setTitle(tr("Panel (%1)").arg(qtText(core::panelLetter(static_cast<std::size_t>(std::max(0, panel))))));
    const auto &drawn = m_view->page();
    const bool isDrawn = drawn && panel >= 0 && static_cast<std::size_t>(panel) < drawn->panels.size();
    m_panel->showPanel(panel, isDrawn ? &drawn->panels[static_cast<std::size_t>(panel)].figure : nullptr);
}

// To the other's place, which moves up.
void FiguresWorkspace::movePanel(int from, int to)
{
    const auto count = static_cast<int>(page().panels.size());
    if (from == to || std::min(from, to) < 0 || std::max(from, to) >= count)
        return;
    changePage(m_sources.workbench, [from, to](core::FigureRecipe &recipe) {
        const auto first = recipe.panels.begin() + std::min(from, to);
        const auto last = recipe.panels.begin() + std::max(from, to) + 1;
        std::rotate(first, from < to ? first + 1 : last - 1, last);
    });
    m_view->choosePanel(to);
}

void FiguresWorkspace::removePanel(int panel)
{
    if (panel < 0 || panel >= static_cast<int>(page().panels.size()))
        return;
    changePage(m_sources.workbench,
               [panel](core::FigureRecipe &recipe) { recipe.panels.erase(recipe.panels.begin() + panel); });
}

}  // namespace ui
