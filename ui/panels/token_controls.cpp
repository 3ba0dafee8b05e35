#include "ui/panels/token_controls.h"

#include "core/importance/importance_run.h"
#include "core/pipeline/importance_of_snapshot.h"
#include "ui/theme/plain_text.h"
#include "ui/theme/roles.h"
#include "ui/widgets/choice_menu.h"
#include "ui/widgets/description_names.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

#include <algorithm>

namespace ui {

namespace {

constexpr int groupGap = 14;

struct SpecialTokenChoice {
    core::SpecialTokenMode mode;
    const char *text;
    const char *toolTip;
};

constexpr SpecialTokenChoice specialTokenChoices[] = {
    {core::SpecialTokenMode::Show, "shown", "[CLS], [SEP] and their like as the model computed them"},
    {core::SpecialTokenMode::Hide, "hidden", "left out of the pictures; every other number stays as it is"},
    {core::SpecialTokenMode::Mask, "masked", "no token may attend to them: the model is run again without their keys"},
    {core::SpecialTokenMode::Renormalize, "renormalized",
     "left out of the pictures; each row divided by what is left of it"},
};

struct UnitChoice {
    core::TokenUnit unit;
    const char *text;
    const char *toolTip;
};

constexpr UnitChoice unitChoices[] = {
    {core::TokenUnit::SubWord, "sub-words", "One cell for each piece that the model sees"},
    {core::TokenUnit::Word, "words", "The pieces of a word taken together"},
};

}  // namespace

TokenControls::TokenControls(AnalysisSession &session, Workbench &workbench, QWidget *parent)
    : QWidget(parent), m_session(session), m_workbench(workbench), m_row(new QHBoxLayout(this))
{
    setObjectName(QStringLiteral("tokenControls"));
    setAccessibleName(tr("How tokens are shown"));
    m_row->setContentsMargins(0, 0, 10, 3);
    m_row->setSpacing(4);
    createImportanceMenu();
    createUnitSwitch();
    createSpecialTokenMenu();
    connect(&m_workbench, &Workbench::optionsChanged, this, &TokenControls::showOptions);
    connect(&m_session, &AnalysisSession::snapshotChanged, this, &TokenControls::offerMeasures);
    offerMeasures();
}

void TokenControls::createImportanceMenu()
{
    m_importance = new ChoiceMenu(tr("Importance measure"));
    m_importance->setObjectName(QStringLiteral("importanceMeasure"));
    QStringList formulas;
    for (const core::ImportanceDescription &description : core::importanceDescriptions())
        formulas << QString::fromUtf8(description.formula);
    m_importance->setChoices(namesOf(core::importanceDescriptions()));
    m_importance->setToolTips(formulas);
    m_importance->keepRoom();  // a menu bar gives its corner the room that it has at first
    connect(m_importance, &ChoiceMenu::chosen, this, [this](int choice) {
        m_workbench.change([choice](core::WorkbenchState &state) {
            state.display.importance = core::importanceDescriptions()[static_cast<std::size_t>(choice)].measure;
        });
    });
    addGroup(tr("importance"));
    m_row->addWidget(m_importance);
}

void TokenControls::createUnitSwitch()
{
    m_units = new QButtonGroup(this);
    addGroup(tr("tokens"));
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
        m_row->addWidget(button);
    }
    connect(m_units, &QButtonGroup::idClicked, this, [this](int unit) {
        m_workbench.change([&](core::WorkbenchState &state) { state.display.unit = static_cast<core::TokenUnit>(unit); });
    });
}

void TokenControls::createSpecialTokenMenu()
{
    m_specialTokens = new ChoiceMenu(tr("Special tokens"));
    m_specialTokens->setObjectName(QStringLiteral("specialTokens"));
    QStringList names;
    QStringList toolTips;
    for (const SpecialTokenChoice &choice : specialTokenChoices) {
        names << tr(choice.text);
        toolTips << tr(choice.toolTip);
    }
    m_specialTokens->setChoices(names);
    m_specialTokens->setToolTips(toolTips);
    m_specialTokens->keepRoom();
    connect(m_specialTokens, &ChoiceMenu::chosen, this, [this](int choice) {
        m_workbench.change(
            [choice](core::WorkbenchState &state) { state.display.specialTokens = specialTokenChoices[choice].mode; });
    });
    addGroup(tr("special tokens"));
    m_row->addWidget(m_specialTokens);
}

void TokenControls::chooseSpecialTokens()
{
    m_specialTokens->setFocus(Qt::OtherFocusReason);
    m_specialTokens->click();
}

// What follows belongs to the caption.
void TokenControls::addGroup(const QString &caption)
{
    if (m_row->count() > 0)
        m_row->addSpacing(groupGap);
    auto *label = plainLabel(caption);
    setRole(*label, Role::Note);
    m_row->addWidget(label);
}

// Erasure is offered without a head to follow, too: what is shown then says why there is none.
void TokenControls::offerMeasures()
{
    const SnapshotPointer &snapshot = m_session.snapshot();
    const auto descriptions = core::importanceDescriptions();
    for (std::size_t choice = 0; choice < descriptions.size(); ++choice) {
        const core::ImportanceMeasure measure = descriptions[choice].measure;
        m_importance->setOffered(static_cast<int>(choice),
                                 !snapshot || core::offeredImportance(core::importancePass(*snapshot), measure) == measure);
    }
    showOptions();
}

void TokenControls::showOptions()
{
    const core::DisplayState &display = m_workbench.state().display;
    const SnapshotPointer &snapshot = m_session.snapshot();
    const core::ImportanceMeasure shown =
        snapshot ? core::offeredImportance(core::importancePass(*snapshot), display.importance) : display.importance;
    const auto descriptions = core::importanceDescriptions();
    const auto description = std::ranges::find(descriptions, shown, &core::ImportanceDescription::measure);
    m_importance->setCurrent(static_cast<int>(description - descriptions.begin()));
    const auto mode = std::ranges::find(specialTokenChoices, display.specialTokens, &SpecialTokenChoice::mode);
    m_specialTokens->setCurrent(static_cast<int>(mode - std::begin(specialTokenChoices)));
    m_units->button(static_cast<int>(display.unit))->setChecked(true);
}

}  // namespace ui
