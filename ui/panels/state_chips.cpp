#include "ui/panels/state_chips.h"

#include "core/base/message_text.h"
#include "ui/theme/plain_text.h"
#include "ui/theme/qt_text.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/number_text.h"

#include <QEvent>
#include <QMenu>
#include <QToolButton>

#include <algorithm>

namespace ui {

namespace {

constexpr int gap = 6;
constexpr std::size_t longestText = 44;

struct ChoiceWords {
    core::ChoiceKind kind;
    const char *objectName;
    const char *go;
    const char *clear;
};

constexpr ChoiceWords choiceWords[] = {
    {core::ChoiceKind::Mask, "maskChip", "Show Mask", "Remove Mask"},
    {core::ChoiceKind::Ablation, "ablationChip", "Show Ablation", "Stop Ablating"},
    {core::ChoiceKind::SpecialTokens, "specialTokensChip", "Choose How Special Tokens Are Shown", "Show Special Tokens"},
    {core::ChoiceKind::RankCut, "rankChip", "Show Truncation", "Stop Truncating"},
    {core::ChoiceKind::Pin, "pinChip", "Show Side by Side", "Unpin"},
};

const ChoiceWords &wordsOf(core::ChoiceKind kind)
{
    return *std::ranges::find(choiceWords, kind, &ChoiceWords::kind);
}

// Of a chip that is not shown yet: it has a name, and the height that it will have.
Chip::Content emptyContent(const ChoiceWords &words)
{
    return {.text = StateChips::tr(words.go),
            .toolTip = {},
            .goText = StateChips::tr(words.go),
            .clearText = StateChips::tr(words.clear),
            .code = {},
            .copyText = {},
            .isOff = false,
            .share = {}};
}

Chip::Content contentOf(const core::VisibleChoice &choice)
{
    const ChoiceWords &words = wordsOf(choice.kind);
    Chip::Content content{.text = qtText(core::elided(choice.text, longestText)),
                          .toolTip = qtText(choice.text),
                          .goText = StateChips::tr(words.go),
                          .clearText = StateChips::tr(words.clear),
                          .code = qtText(choice.code),
                          .copyText = StateChips::tr("Copy Mask Code"),
                          .isOff = !choice.off.empty(),
                          .share = {}};
    if (content.isOff)
        content.text += QStringLiteral(" · ") + qtText(choice.off);
    if (!choice.explanation.empty())
        content.toolTip += u'\n' + qtText(choice.explanation);
    if (!choice.code.empty())
        content.toolTip += u'\n' + qtText(core::elided(choice.code, 200));
    return content;
}

double shareOf(const BackgroundRuns::Status &status)
{
    return status.progress && status.progress->all > 0
               ? static_cast<double>(status.progress->done) / static_cast<double>(status.progress->all)
               : 0.0;
}

QString runText(const BackgroundRuns::News &news)
{
    switch (news.phase) {
    case BackgroundRuns::Phase::Running:
        return StateChips::tr("%1 %2 %").arg(news.title).arg(static_cast<int>(100 * shareOf(news.status)));
    case BackgroundRuns::Phase::Done: return StateChips::tr("✓ %1 done").arg(news.title);
    case BackgroundRuns::Phase::Failed: break;
    }
    return StateChips::tr("! %1 failed").arg(news.title);
}

QString runToolTip(const BackgroundRuns::News &news)
{
    const BackgroundRuns::Status &status = news.status;
    QStringList lines{runText(news)};
    if (!status.file.isEmpty())
        lines << status.file;
    if (status.progress)
        lines << StateChips::tr("%1 of %2")
                     .arg(countText(static_cast<std::int64_t>(status.progress->done)),
                          countText(static_cast<std::int64_t>(status.progress->all)));
    if (!status.problem.isEmpty())
        lines << status.problem;
    return lines.join(u'\n');
}

Chip::Content contentOf(const BackgroundRuns::News &news)
{
    const bool isRunning = news.phase == BackgroundRuns::Phase::Running;
    return {.text = runText(news),
            .toolTip = runToolTip(news),
            .goText = StateChips::tr("Show Run"),
            .clearText = isRunning ? StateChips::tr("Stop Run") : StateChips::tr("Dismiss"),
            .code = {},
            .copyText = {},
            .isOff = false,
            .share = isRunning ? std::optional(shareOf(news.status)) : std::nullopt};
}

}  // namespace

StateChips::StateChips(Workbench &workbench, AnalysisSession &session, QWidget *parent)
    : QWidget(parent), m_workbench(workbench), m_session(session)
{
    setObjectName(QStringLiteral("stateChips"));
    setAccessibleName(tr("What is in effect"));
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    for (const ChoiceWords &words : choiceWords) {  // in this order the keyboard goes through them
        chipOf(words.kind)->setContent(emptyContent(words));
        chipOf(words.kind)->hide();
    }
    m_more = new QToolButton(this);
    m_more->setObjectName(QStringLiteral("moreChips"));
    m_more->setFocusPolicy(Qt::TabFocus);
    m_more->hide();
    connect(m_more, &QToolButton::clicked, this, &StateChips::showWaiting);
    connect(&m_session, &AnalysisSession::snapshotChanged, this, &StateChips::refresh);
    connect(&m_workbench, &Workbench::changed, this, &StateChips::refresh);
    connect(&m_workbench.runs(), &BackgroundRuns::changed, this, &StateChips::refresh);
    refresh();
}

QSize StateChips::sizeHint() const
{
    int width = 0;
    for (const Chip *chip : m_shown)
        width += (width > 0 ? gap : 0) + chip->sizeHint().width();
    return {width, minimumSizeHint().height()};
}

QSize StateChips::minimumSizeHint() const
{
    return {m_shown.empty() ? 0 : m_more->sizeHint().width(), m_choices.at(core::ChoiceKind::Mask)->sizeHint().height()};
}

void StateChips::refresh()
{
    std::vector<Chip *> shown;
    for (const core::VisibleChoice &choice : core::visibleChoices(m_workbench.state(), m_session.snapshot().get())) {
        shown.push_back(chipOf(choice.kind));
        shown.back()->setContent(contentOf(choice));
    }
    for (const BackgroundRuns::News &news : m_workbench.runs().news()) {
        shown.push_back(chipOf(*news.run));
        shown.back()->setContent(contentOf(news));
    }
    for (Chip *chip : m_shown)
        if (std::ranges::find(shown, chip) == shown.end())
            chip->hide();
    m_shown = std::move(shown);
    updateGeometry();
    place();
}

Chip *StateChips::chipOf(core::ChoiceKind kind)
{
    Chip *&chip = m_choices[kind];
    if (chip)
        return chip;
    chip = new Chip(QLatin1String(wordsOf(kind).objectName), this);
    connect(chip, &Chip::chosen, this, [this, kind] { goTo(kind); });
    connect(chip, &Chip::cleared, this,
            [this, kind] { m_workbench.change([kind](core::WorkbenchState &state) { core::clearChoice(state, kind); }); });
    return chip;
}

Chip *StateChips::chipOf(QObject &run)
{
    Chip *&chip = m_runs[&run];
    if (chip)
        return chip;
    chip = new Chip(QStringLiteral("runChip"), this);
    connect(chip, &Chip::chosen, this, [this, &run] { m_workbench.runs().goTo(run); });
    connect(chip, &Chip::cleared, this, [this, &run] { m_workbench.runs().clear(run); });
    connect(&run, &QObject::destroyed, this, [this](QObject *gone) {
        const auto known = m_runs.find(gone);
        std::erase(m_shown, known->second);
        delete known->second;
        m_runs.erase(known);
        place();
    });
    return chip;
}

void StateChips::goTo(core::ChoiceKind kind)
{
    if (kind == core::ChoiceKind::SpecialTokens)
        return emit specialTokensWanted();
    const bool isPlaceAlone = kind != core::ChoiceKind::Pin;  // the second side becomes another one, which can be undone
    m_workbench.change([kind](core::WorkbenchState &state) { core::goToChoice(state, kind); },
                       isPlaceAlone ? going() : Gesture());
}

void StateChips::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    place();
}

bool StateChips::event(QEvent *event)
{
    if (event->type() == QEvent::LayoutRequest)
        place();
    return QWidget::event(event);
}

// From the right, below the prediction.
void StateChips::place()
{
    m_waiting.clear();
    int room = width();
    const bool fits = sizeHint().width() <= room;
    if (!fits)
        room -= m_more->sizeHint().width() + gap;
    std::vector<Chip *> placed;
    int used = 0;
    for (Chip *chip : m_shown) {
        const int needed = chip->sizeHint().width() + (placed.empty() ? 0 : gap);
        if (!m_waiting.empty() || used + needed > room) {
            m_waiting.push_back(chip);
            chip->hide();
            continue;
        }
        used += needed;
        placed.push_back(chip);
    }
    int left = room - used;
    for (Chip *chip : placed) {
        chip->setGeometry(QRect(QPoint(left, 0), chip->sizeHint()));
        chip->show();
        left += chip->width() + gap;
    }
    m_more->setVisible(!m_waiting.empty());
    m_more->setText(tr("+%1").arg(m_waiting.size()));
    m_more->setAccessibleName(tr("%1 more in effect").arg(m_waiting.size()));
    m_more->setGeometry(QRect(QPoint(width() - m_more->sizeHint().width(), 0), QSize(m_more->sizeHint().width(), height())));
}

void StateChips::showWaiting()
{
    auto *menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("moreChipsMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const Chip *chip : m_waiting) {
        QMenu *choices = menu->addMenu(menuText(chip->content().text));
        choices->addActions(chip->choices());
    }
    menu->popup(m_more->mapToGlobal(QPoint(0, m_more->height())));
}

}  // namespace ui
