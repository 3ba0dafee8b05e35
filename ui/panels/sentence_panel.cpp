#include "ui/panels/sentence_panel.h"

#include "core/figure/attention/importance_absence.h"
#include "core/figure/values/token_strip_figure.h"
#include "ui/panels/prediction_panel.h"
#include "ui/panels/sentence_input.h"
#include "ui/panels/state_chips.h"
#include "ui/theme/plain_text.h"
#include "ui/theme/roles.h"
#include "ui/theme/wrapped_label.h"
#include "ui/widgets/number_text.h"

#include <QGridLayout>
#include <QLabel>
#include <QScopedValueRollback>
#include <QStackedWidget>
#include <QToolButton>

namespace ui {

SentencePanel::SentencePanel(Workbench &workbench, AnalysisSession &session, const OpenModels &models,
                             const QStringList &examples, QWidget *parent)
    : QFrame(parent), m_workbench(workbench), m_session(session)
{
    setRole(*this, Role::Bar);
    setObjectName(QStringLiteral("sentencePanel"));
    createText();
    m_prediction = new PredictionPanel(workbench, session, models);
    m_chips = new StateChips(workbench, session);
    connect(m_chips, &StateChips::specialTokensWanted, this, &SentencePanel::specialTokensWanted);
    m_tokens = new QStackedWidget;
    m_tokens->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    m_hint = createHint(examples);
    m_tokens->addWidget(m_hint);
    layOut();
    connectSession();
}

// The field loses the focus when the panel goes, and is no longer heard then.
SentencePanel::~SentencePanel()
{
    m_text->disconnect(this);
}

void SentencePanel::setTokenStrip(QWidget *strip)
{
    m_strip = strip;
    m_tokens->addWidget(strip);
    showText();
}

void SentencePanel::focusText()
{
    m_text->setFocus(Qt::ShortcutFocusReason);
    m_text->selectAll();
}

void SentencePanel::createText()
{
    m_text = new SentenceInput;
    m_text->setObjectName(QStringLiteral("sentenceText"));
    m_text->setAccessibleName(tr("Sentence"));
    setFocusProxy(m_text);
    m_text->setPlaceholderText(tr("Type or paste a sentence"));
    m_cutNote = createNote(QStringLiteral("cutNote"));
    m_importanceNote = createNote(QStringLiteral("importanceNote"));
}

// Shown where there is something to say.
QLabel *SentencePanel::createNote(const QString &objectName)
{
    QLabel *note = wrappedLabel({}, this);
    note->setObjectName(objectName);
    setRole(*note, Role::Note);
    note->hide();
    return note;
}

QWidget *SentencePanel::createHint(const QStringList &examples)
{
    auto *hint = new QWidget;
    hint->setObjectName(QStringLiteral("emptyTextHint"));
    auto *layout = new QHBoxLayout(hint);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    auto *question = plainLabel(tr("Type to see every head respond, or try"));
    setRole(*question, Role::Note);
    layout->addWidget(question);
    for (const QString &example : examples) {
        auto *button = new QToolButton;
        button->setObjectName(QStringLiteral("example%1").arg(layout->count() - 1));
        button->setText(menuText(QStringLiteral("“%1”").arg(example.section(u' ', 0, 3) + QStringLiteral(" …"))));
        button->setToolTip(plainToolTip(example));
        button->setAccessibleName(tr("Try the example: %1").arg(example));
        button->setFocusPolicy(Qt::TabFocus);
        connect(button, &QToolButton::clicked, this, [this, example] { submitText(example); });
        layout->addWidget(button);
    }
    layout->addStretch();
    return hint;
}

void SentencePanel::layOut()
{
    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(16, 2, 16, 6);
    layout->setHorizontalSpacing(20);
    layout->setVerticalSpacing(7);
    layout->setColumnStretch(0, 1);
    layout->addWidget(m_text, 0, 0);
    layout->addWidget(m_prediction, 0, 1, Qt::AlignVCenter);
    layout->addLayout(createNotes(), 1, 0, 1, 2);
    layout->addWidget(m_tokens, 2, 0, 1, 2);
}

// One line that is always there: what there is to say of the tokens, and below the prediction what it is made under.
QLayout *SentencePanel::createNotes()
{
    auto *notes = new QHBoxLayout;
    notes->setContentsMargins(0, 0, 0, 0);
    notes->setSpacing(12);
    notes->addWidget(m_cutNote, 0, Qt::AlignVCenter);
    notes->addWidget(m_importanceNote, 1, Qt::AlignVCenter);
    notes->addStretch(0);
    notes->addWidget(m_chips, 0);
    return notes;
}

void SentencePanel::connectSession()
{
    connect(m_text, &SentenceInput::textTyped, this, &SentencePanel::submitText);
    connect(m_text, &SentenceInput::finished, this, [this] {
        if (!m_text->isReadOnly())
            m_history.keep(QString::fromStdString(m_workbench.state().text));
    });
    connect(m_text, &SentenceInput::olderWanted, this, [this] { goThroughHistory(&SentenceHistory::older); });
    connect(m_text, &SentenceInput::newerWanted, this, [this] { goThroughHistory(&SentenceHistory::newer); });
    connect(&m_workbench, &Workbench::changed, this, [this](const core::WorkbenchState &before) {
        if (before.text == m_workbench.state().text)
            return;
        const bool wasBrowsing = std::exchange(m_isBrowsing, m_workbench.gesture() == browsing());
        if (!m_isOwnChange && !wasBrowsing)
            m_history.keep(QString::fromStdString(before.text));
        showText();
    });
    connect(&m_session, &AnalysisSession::snapshotChanged, this, &SentencePanel::showSnapshot);
}

void SentencePanel::submitText(const QString &text)
{
    const QScopedValueRollback guard(m_isOwnChange, true);
    m_workbench.change([&text](core::WorkbenchState &state) { state.text = text.toStdString(); }, typing());
}

// The state's text, as the field shows line breaks as spaces.
void SentencePanel::goThroughHistory(SentenceHistory::Step step)
{
    if (m_text->isReadOnly())
        return;
    const std::optional<QString> text = (m_history.*step)(QString::fromStdString(m_workbench.state().text));
    if (!text)
        return;
    const QScopedValueRollback guard(m_isOwnChange, true);
    m_workbench.change([&text](core::WorkbenchState &state) { state.text = text->toStdString(); });
    m_text->moveCursor(QTextCursor::End);
}

void SentencePanel::showText()
{
    const SnapshotPointer &snapshot = m_session.snapshot();
    const auto &onlyText = snapshot ? snapshot->model->onlyText : std::nullopt;
    const QString text = QString::fromStdString(onlyText.value_or(m_workbench.state().text));
    m_text->replaceText(text);
    m_text->setReadOnly(onlyText.has_value());
    m_text->setToolTip(onlyText ? tr("The text of the file of attention, which holds no other") : QString());
    m_tokens->setCurrentWidget(m_strip && !text.trimmed().isEmpty() ? m_strip : m_hint);
}

void SentencePanel::showSnapshot(const SnapshotPointer &snapshot)
{
    if (m_text->isReadOnly() != snapshot->model->onlyText.has_value() || m_text->isReadOnly())
        showText();
    const auto shown = static_cast<std::int64_t>(snapshot->text->tokens.size());
    const auto dropped = static_cast<std::int64_t>(snapshot->text->droppedTokens);
    m_cutNote->setVisible(dropped > 0);
    const std::string absence = core::importanceAbsenceSentence(core::shownPass(*snapshot));
    m_importanceNote->setText(
        QString::fromStdString(absence.empty() ? core::importanceCaption(core::shownPass(*snapshot)) : absence));
    m_importanceNote->setVisible(!m_importanceNote->text().isEmpty());
    m_cutNote->setText(tr("first %1 of %2 tokens: the model's limit").arg(countText(shown), countText(shown + dropped)));
}

}  // namespace ui
