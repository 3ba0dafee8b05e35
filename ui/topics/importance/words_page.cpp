#include "ui/topics/importance/words_page.h"

#include "core/figure/importance/word_measures_figure.h"
#include "core/workbench/resolve.h"
#include "ui/theme/plain_text.h"
#include "ui/theme/qt_text.h"
#include "ui/theme/roles.h"
#include "ui/theme/wrapped_label.h"
#include "ui/topics/importance/agreement_view.h"
#include "ui/topics/importance/deletion_view.h"
#include "ui/topics/importance/followed_output_controls.h"
#include "ui/topics/importance/guesses_view.h"
#include "ui/topics/importance/measures_menu.h"
#include "ui/topics/importance/word_measures_view.h"
#include "ui/views/figure_menu.h"
#include "ui/views/picture_menu.h"
#include "ui/widgets/tabbed_card.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace ui {
namespace {

}  // namespace

WordsPage::WordsPage(const ViewSources &sources, ImportanceDesk &desk, QWidget *parent)
    : QWidget(parent), m_sources(sources), m_desk(desk)
{
    setObjectName(QStringLiteral("wordsPage"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    auto *cards = new QHBoxLayout;
    cards->setSpacing(10);
    cards->addWidget(createWordsCard(), 5);
    cards->addWidget(createSideCard(), 3);
    column->addLayout(cards, 1);
    column->addWidget(createCaution());
}

// Nothing is measured that nobody sees.
void WordsPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_desk.setWatched(true);
}

void WordsPage::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_desk.setWatched(false);
}

Card *WordsPage::createWordsCard()
{
    auto *card = new Card(tr("Importance of every word"));
    card->setHelpTopic(HelpTopic::WordImportance);
    card->setExplanation(tr("Measures of how much each word counts, beside each other. Each column has its own scale."));
    auto *choices = new QWidget;
    auto *row = new QHBoxLayout(choices);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    row->addWidget(new MeasuresMenu(m_sources.session, m_sources.workbench));
    row->addWidget(new FollowedOutputControls(m_sources.session, m_sources.workbench, this));
    row->addStretch();
    card->addBody(choices, 0);
    card->addBody(new WordMeasuresView(m_sources, m_desk));
    card->addBody(createIncompletenessNote(), 0);
    offerFigure(m_sources, *card, [this] { return barsPanel(); });
    return card;
}

QWidget *WordsPage::createIncompletenessNote()
{
    QLabel *note = wrappedLabel();
    note->setObjectName(QStringLiteral("incompletenessNote"));
    setRole(*note, Role::Note);
    const auto show = [this, note] {
        const core::ImportanceReportPointer report = m_desk.report();
        note->setText(report ? qtText(core::incompletenessNote(*report)) : QString());
        note->setVisible(!note->text().isEmpty());
    };
    connect(&m_desk, &ImportanceDesk::changed, note, show);
    show();
    return note;
}

// The measure that the words are sorted by, or the first.
std::optional<core::FigurePanel> WordsPage::barsPanel() const
{
    const core::ImportanceState &importance = m_sources.workbench.state().importance;
    const SnapshotPointer &snapshot = m_sources.session.snapshot();
    if (!snapshot || importance.measures.empty())
        return std::nullopt;
    const core::ImportanceMeasure measure = importance.sorted.value_or(importance.measures.front());
    core::FigurePanel panel{.kind = core::PanelKind::ImportanceBars};
    panel.measure = core::describe(measure).id;
    panel.importance = core::importanceOptions(m_sources.workbench.state());
    panel.importance.unit = {};  // the figure's
    return panel;
}

// Guesses are there where the text has something to guess.
QWidget *WordsPage::createSideCard()
{
    auto *card = new TabbedCard;
    card->setObjectName(QStringLiteral("importanceSideCard"));
    card->setHelpTopic(HelpTopic::WordImportance);
    auto *agreement = new AgreementView(m_sources, m_desk);
    auto *deletion = new DeletionView(m_sources, m_desk);
    auto *guesses = new GuessesView(m_sources);
    card->addPage(tr("Agreement"), "agreementTab", agreement);
    card->addPage(tr("Deletion"), "deletionTab", deletion);
    card->addPage(tr("Guesses"), "guessesTab", guesses);
    connect(agreement, &AgreementView::figureChanged, card, [card, agreement] {
        card->setExplanation(*agreement, QString::fromStdString(agreement->plot()->figure().explanation));
    });
    connect(deletion, &DeletionView::figureChanged, card, [card, deletion] {
        card->setExplanation(*deletion, QString::fromStdString(deletion->plot()->figure().explanation));
    });
    const auto offer = [card, guesses] {
        card->setExplanation(*guesses, QString::fromStdString(guesses->figure().explanation));
        card->setPageAvailable(*guesses, guesses->hasGuesses());
    };
    connect(guesses, &GuessesView::figureChanged, card, offer);
    offer();
    offerPicture(m_sources, *card, [card, agreement, deletion, guesses]() -> std::optional<DrawnPicture> {
        if (card->shownPage() == agreement)
            return pictureOf(QStringLiteral("agreement"), agreement->plot()->figure());
        if (card->shownPage() == deletion)
            return pictureOf(QStringLiteral("deletion-curves"), deletion->picture());
        return pictureOf(QStringLiteral("guesses"), guesses->figure());
    });
    return card;
}

QWidget *WordsPage::createCaution()
{
    QLabel *caution =
        plainLabel(tr("Attention says where a model looks, not what it uses: compare it with erasure, which is "
                      "causal for the model, on inputs it may never have seen. Gradients are local. Where they "
                      "disagree, neither is wrong."));
    caution->setObjectName(QStringLiteral("importanceCaution"));
    caution->setWordWrap(true);
    setRole(*caution, Role::Note);
    return caution;
}

}  // namespace ui
