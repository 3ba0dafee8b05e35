#include "ui/panels/sentence_panel.h"

#include "ui/panels/choice_button.h"
#include "ui/panels/number_text.h"
#include "ui/panels/prediction_panel.h"
#include "ui/panels/sentence_input.h"
#include "ui/theme/roles.h"

#include <QButtonGroup>
#include <QGridLayout>
#include <QLabel>
#include <QStackedWidget>
#include <QToolButton>

namespace ui {

namespace {

struct SpecialTokenChoice {
    core::SpecialTokenMode mode;
    const char *text;
    const char *toolTip;
};

constexpr SpecialTokenChoice specialTokenChoices[] = {
    {core::SpecialTokenMode::Show, "shown", "[CLS], [SEP] and their like as the model computed them"},
    {core::SpecialTokenMode::Hide, "hidden", "left out of the pictures; every other number stays as it is"},
    {core::SpecialTokenMode::Mask, "masked", "no token may attend to them: the model is run again without their keys"},
    {core::SpecialTokenMode::Renormalize, "renormalized", "left out of the pictures; each row divided by what is left of it"},
};

struct UnitChoice {
    TokenUnit unit;
    const char *text;
    const char *toolTip;
};

constexpr UnitChoice unitChoices[] = {
    {TokenUnit::SubWord, "sub-words", "One cell for each piece that the model sees"},
    {TokenUnit::Word, "words", "The pieces of a word taken together"},
};

QWidget *captioned(const QString &caption, QWidget *control, int indent)
{
    auto *label = new QLabel(caption);
    setRole(*label, Role::Note);
    label->setContentsMargins(indent, 0, 0, 0);
    auto *widget = new QWidget;
    auto *layout = new QVBoxLayout(widget);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(label);
    layout->addWidget(control, 0, Qt::AlignLeft);
    return widget;
}

constexpr int menuIndent = 7;  // of a tool button's text within the button

} // namespace

SentencePanel::SentencePanel(AnalysisSession &session, ViewState &options, const QStringList &examples, QWidget *parent)
    : QFrame(parent), m_session(session), m_options(options)
{
    setRole(*this, Role::Bar);
    setObjectName(QStringLiteral("sentencePanel"));
    createText();
    m_prediction = new PredictionPanel(session);
    m_tokens = new QStackedWidget;
    m_tokens->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    m_hint = createHint(examples);
    m_tokens->addWidget(m_hint);
    layOut(createControls());
    connectSession();
}

void SentencePanel::setTokenStrip(QWidget *strip)
{
    m_strip = strip;
    m_tokens->addWidget(strip);
    showRequest(m_session.request());
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
    m_text->setPlaceholderText(tr("Type or paste a sentence"));
    m_cutNote = new QLabel;
    m_cutNote->setObjectName(QStringLiteral("cutNote"));
    setRole(*m_cutNote, Role::Note);
    m_cutNote->hide();
}

QWidget *SentencePanel::createHint(const QStringList &examples)
{
    auto *hint = new QWidget;
    hint->setObjectName(QStringLiteral("emptyTextHint"));
    auto *layout = new QHBoxLayout(hint);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    auto *question = new QLabel(tr("Every head answers as you type. Try"));
    setRole(*question, Role::Note);
    layout->addWidget(question);
    for (const QString &example : examples) {
        auto *button = new QToolButton;
        button->setObjectName(QStringLiteral("example%1").arg(layout->count() - 1));
        button->setText(QStringLiteral("“%1”").arg(example.section(u' ', 0, 3) + QStringLiteral(" …")));
        button->setToolTip(example);
        button->setAccessibleName(tr("Try the example: %1").arg(example));
        button->setFocusPolicy(Qt::TabFocus);
        connect(button, &QToolButton::clicked, this, [this, example] { submitText(example); });
        layout->addWidget(button);
    }
    layout->addStretch();
    return hint;
}

QWidget *SentencePanel::createControls()
{
    createImportanceMenu();
    createSpecialTokenMenu();
    auto *controls = new QWidget;
    auto *layout = new QHBoxLayout(controls);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(captioned(tr("importance"), m_importance, menuIndent));
    layout->addWidget(captioned(tr("tokens"), createUnitSwitch(), 1));
    layout->addWidget(captioned(tr("special tokens"), m_specialTokens, menuIndent));
    layout->addStretch();
    return controls;
}

QWidget *SentencePanel::createUnitSwitch()
{
    m_units = new QButtonGroup(this);
    auto *widget = new QWidget;
    auto *layout = new QHBoxLayout(widget);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(10);
    for (const UnitChoice &choice : unitChoices) {
        auto *button = new QToolButton;
        setRole(*button, Role::Segment);
        button->setObjectName(QStringLiteral("unit:") + QLatin1String(choice.text));
        button->setText(tr(choice.text));
        button->setToolTip(tr(choice.toolTip));
        button->setAccessibleName(tr("Show tokens as %1").arg(tr(choice.text)));
        button->setCheckable(true);
        button->setFocusPolicy(Qt::TabFocus);
        m_units->addButton(button, static_cast<int>(choice.unit));
        layout->addWidget(button);
    }
    connect(m_units, &QButtonGroup::idClicked, this, [this](int unit) {
        ViewOptions options = m_options.options();
        options.unit = static_cast<TokenUnit>(unit);
        m_options.setOptions(options);
    });
    return widget;
}

void SentencePanel::createSpecialTokenMenu()
{
    m_specialTokens = new ChoiceButton(tr("Special tokens"));
    m_specialTokens->setObjectName(QStringLiteral("specialTokens"));
    for (const SpecialTokenChoice &choice : specialTokenChoices)
        m_specialTokens->addChoice(tr(choice.text), tr(choice.toolTip), static_cast<int>(choice.mode));
    connect(m_specialTokens, &ChoiceButton::chosen, this, [this](const QVariant &mode) {
        ViewOptions options = m_options.options();
        options.specialTokens = static_cast<core::SpecialTokenMode>(mode.toInt());
        m_options.setOptions(options);
    });
}

void SentencePanel::createImportanceMenu()
{
    m_importance = new ChoiceButton(tr("Importance measure"));
    m_importance->setObjectName(QStringLiteral("importanceMeasure"));
    for (const core::ImportanceDescription &description : core::importanceDescriptions())
        m_importance->addChoice(QString::fromUtf8(description.name), QString::fromUtf8(description.formula),
                                static_cast<int>(description.measure));
    connect(m_importance, &ChoiceButton::chosen, this, [this](const QVariant &measure) {
        ViewOptions options = m_options.options();
        options.importance = static_cast<core::ImportanceMeasure>(measure.toInt());
        m_options.setOptions(options);
    });
}

void SentencePanel::layOut(QWidget *controls)
{
    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(16, 10, 16, 12);
    layout->setHorizontalSpacing(20);
    layout->setVerticalSpacing(8);
    layout->setColumnStretch(0, 1);
    layout->addWidget(m_text, 0, 0);
    layout->addWidget(m_prediction, 0, 1, Qt::AlignVCenter);
    layout->addWidget(m_tokens, 1, 0);
    layout->addWidget(controls, 1, 1, Qt::AlignVCenter);
    layout->addWidget(m_cutNote, 2, 0);
}

void SentencePanel::connectSession()
{
    connect(m_text, &SentenceInput::textTyped, this, &SentencePanel::submitText);
    connect(&m_session, &AnalysisSession::requestChanged, this, &SentencePanel::showRequest);
    connect(&m_session, &AnalysisSession::snapshotChanged, this, &SentencePanel::showSnapshot);
    connect(&m_options, &ViewState::changed, this, &SentencePanel::showOptions);
    showOptions(m_options.options());
}

void SentencePanel::submitText(const QString &text)
{
    core::AnalysisRequest request = m_session.request();
    request.text = text.toStdString();
    m_session.submit(request);
}

void SentencePanel::showRequest(const core::AnalysisRequest &request)
{
    const QString text = QString::fromStdString(request.text);
    m_text->replaceText(text);
    m_tokens->setCurrentWidget(m_strip && !text.trimmed().isEmpty() ? m_strip : m_hint);
}

void SentencePanel::showSnapshot(const SnapshotPointer &snapshot)
{
    const auto shown = static_cast<std::int64_t>(snapshot->text->tokens.size());
    const auto dropped = static_cast<std::int64_t>(snapshot->text->droppedTokens);
    m_cutNote->setVisible(dropped > 0);
    m_cutNote->setText(tr("first %1 of %2 tokens: the model's limit").arg(countText(shown), countText(shown + dropped)));
}

void SentencePanel::showOptions(const ViewOptions &options)
{
    m_importance->setCurrent(static_cast<int>(options.importance));
    m_specialTokens->setCurrent(static_cast<int>(options.specialTokens));
    m_units->button(static_cast<int>(options.unit))->setChecked(true);
}

} // namespace ui
