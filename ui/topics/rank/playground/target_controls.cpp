#include "ui/topics/rank/playground/target_controls.h"

#include "ui/theme/plain_text.h"
#include "ui/theme/roles.h"
#include "ui/widgets/choice_menu.h"
#include "ui/widgets/named_slider.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QSlider>
#include <QToolButton>

namespace ui {

using core::TargetSource;

TargetControls::TargetControls(Playground &playground, QWidget *parent) : QWidget(parent), m_playground(playground)
{
    createWidgets();
    layOut();
    connect(&m_playground, &Playground::targetChanged, this, &TargetControls::show);
    show();
}

void TargetControls::createWidgets()
{
    m_sources = new ChoiceMenu(tr("Source of the target"), this);
    m_sources->setObjectName(QStringLiteral("targetSource"));
    m_sources->setPrefix(tr("target:"));
    // In the order of TargetSource.
    m_sources->setChoices(
        {tr("current head"), tr("identity-like"), tr("band"), tr("random permutation"), tr("random"), tr("painted")});
    connect(m_sources, &ChoiceMenu::chosen, this, &TargetControls::chooseSource);
    m_number = new NamedSlider({}, this);
    m_number->slider()->setObjectName(QStringLiteral("targetNumber"));
    connect(m_number, &NamedSlider::moved, this, &TargetControls::setNumber);
    m_roll = createButton(tr("roll again"), "rollAgain", tr("Another random target"));
    connect(m_roll, &QToolButton::clicked, this, &TargetControls::rollAgain);
    m_reset = createButton(tr("reset"), "resetPainting", tr("Reset to the target that painting started from"));
    connect(m_reset, &QToolButton::clicked, &m_playground, &Playground::reset);
    m_note = plainLabel({}, this);
    m_note->setObjectName(QStringLiteral("targetNote"));
    setRole(*m_note, Role::Note);
}

QToolButton *TargetControls::createButton(const QString &text, const char *name, const QString &explanation)
{
    auto *button = new QToolButton(this);
    button->setText(text);
    button->setObjectName(QLatin1String(name));
    button->setAccessibleName(text);
    button->setToolTip(plainToolTip(explanation));
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

void TargetControls::layOut()
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_sources);
    row->addWidget(m_number);
    row->addWidget(m_roll);
    row->addWidget(m_reset);
    row->addWidget(m_note, 1);
}

void TargetControls::show()
{
    const core::PlaygroundOffer &offer = m_playground.offer();
    const TargetSource source = m_playground.source();
    m_sources->setCurrent(static_cast<int>(source));
    QAction *head = m_sources->menu()->actions().first();
    head->setEnabled(offer.head.has_value());
    head->setToolTip(plainToolTip(QString::fromStdString(offer.headNote)));
    showSlider();
    m_roll->setVisible(source == TargetSource::Permutation || source == TargetSource::Random);
    m_reset->setVisible(source == TargetSource::Painted);
    m_note->setText(note());
    m_note->setToolTip(plainToolTip(m_note->text()));
}

void TargetControls::showSlider()
{
    const core::TargetChoice &choice = m_playground.choice();
    const TargetSource source = m_playground.source();
    m_number->setVisible(source == TargetSource::Diagonal || source == TargetSource::Band || source == TargetSource::Random);
    if (source == TargetSource::Diagonal) {
        m_number->setName(tr("share"));
        m_number->setPlace(1, 100, qRound(choice.share * 100));
        m_number->setValueText(QString::number(choice.share, 'f', 2));
    } else if (source == TargetSource::Band) {
        m_number->setName(tr("width ±"));
        m_number->setPlace(0, m_playground.offer().size() - 1, choice.width);
        m_number->setValueText(QString::number(choice.width));
    } else if (source == TargetSource::Random) {
        m_number->setName(tr("temperature"));
        m_number->setPlace(1, 30, qRound(choice.temperature * 10));
        m_number->setValueText(QString::number(choice.temperature, 'f', 1));
    }
}

// Whose map it is and what was done to it, and how much of a long sentence is taken.
QString TargetControls::note() const
{
    const core::PlaygroundOffer &offer = m_playground.offer();
    QStringList parts;
    if (m_playground.source() == TargetSource::Head) {
        parts << QString::fromStdString(offer.headName);
        if (!offer.headNote.empty())
            parts << QString::fromStdString(offer.headNote);
    }
    if (offer.leftOut > 0)
        parts << tr("the first %1 of %2 tokens").arg(offer.size()).arg(offer.size() + offer.leftOut);
    return parts.join(QStringLiteral(" · "));
}

void TargetControls::chooseSource(int choice)
{
    core::TargetChoice next = m_playground.choice();
    next.source = static_cast<TargetSource>(choice);
    m_playground.setChoice(next);
}

void TargetControls::setNumber(int value)
{
    core::TargetChoice choice = m_playground.choice();
    switch (m_playground.source()) {
    case TargetSource::Diagonal: choice.share = value / 100.0; break;
    case TargetSource::Band: choice.width = value; break;
    case TargetSource::Random: choice.temperature = value / 10.0; break;
    default: break;
    }
    m_playground.setChoice(choice);
}

void TargetControls::rollAgain()
{
    core::TargetChoice choice = m_playground.choice();
    ++choice.seed;
    m_playground.setChoice(choice);
}

}  // namespace ui
