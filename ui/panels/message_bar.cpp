#include "ui/panels/message_bar.h"

#include "ui/theme/plain_text.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>

#include <utility>

namespace ui {

MessageBar::MessageBar(Messages &messages, AnalysisSession &session, QWidget *parent)
    : QFrame(parent), m_session(session), m_message(plainLabel()), m_action(new QPushButton)
{
    setRole(*this, Role::Message);
    setObjectName(QStringLiteral("messageBar"));
    setAccessibleName(tr("Message"));
    m_message->setObjectName(QStringLiteral("messageText"));
    m_message->setWordWrap(true);
    m_message->setTextInteractionFlags(Qt::TextSelectableByMouse);

    m_action->setObjectName(QStringLiteral("messageAction"));
    m_action->hide();
    connect(m_action, &QPushButton::clicked, this, &MessageBar::accept);

    auto *dismissButton = new QToolButton;
    dismissButton->setObjectName(QStringLiteral("dismissMessage"));
    dismissButton->setText(QStringLiteral("✕"));
    dismissButton->setToolTip(tr("Dismiss this message"));
    dismissButton->setAccessibleName(tr("Dismiss this message"));
    connect(dismissButton, &QToolButton::clicked, this, &MessageBar::dismiss);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 4, 4, 4);
    layout->addWidget(m_message, 1);
    layout->addWidget(m_action, 0, Qt::AlignTop);
    layout->addWidget(dismissButton, 0, Qt::AlignTop);
    hide();
    connect(&messages, &Messages::said, this, &MessageBar::showMessage);
    connect(&session, &AnalysisSession::failed, this, &MessageBar::showMessage);
    connect(&session, &AnalysisSession::snapshotChanged, this, &MessageBar::showSnapshot);
}

void MessageBar::showMessage(const QString &message)
{
    m_textAtFailure = m_session.request().text;
    m_maskAtFailure = m_session.request().mask;
    m_modelAtFailure = m_session.snapshot() ? m_session.snapshot()->model : nullptr;
    m_showsFailure = true;
    m_isKept = false;
    m_action->hide();
    showText(message);
}

void MessageBar::keepMessage(const QString &message)
{
    showMessage(message);
    m_isKept = true;
}

void MessageBar::guide(const QString &message)
{
    keepMessage(message);
    setLook(Role::Guide);
}

// A widget that was shown before is drawn as it was until its style looks again.
void MessageBar::setLook(Role role)
{
    setRole(*this, role);
    style()->unpolish(this);
    style()->polish(this);
}

void MessageBar::showText(const QString &text)
{
    setLook(Role::Message);
    m_message->setText(text);
    setAccessibleName(text);
    show();
    // Screen readers read out what is shown anew with the role of an alert; of an event named so they hear nothing.
    QAccessibleEvent event(this, QAccessible::ObjectShow);
    QAccessible::updateAccessibility(&event);
}

void MessageBar::offer(const QString &message, const QString &action, std::function<void()> act)
{
    m_offer = Offer{message, action, std::move(act)};
    if (!m_showsFailure)
        showOffer();
}

void MessageBar::showOffer()
{
    m_action->setText(m_offer->action);
    m_action->show();
    showText(m_offer->message);
}

void MessageBar::withdrawOffer()
{
    m_offer.reset();
    if (!m_showsFailure)
        hide();
}

void MessageBar::accept()
{
    const auto act = m_offer->act;
    withdrawOffer();
    act();
}

void MessageBar::dismiss()
{
    if (std::exchange(m_showsFailure, false) && m_offer) {
        showOffer();
        return;
    }
    m_offer.reset();
    hide();
}

// An offer waits for its own end.
void MessageBar::showSnapshot(const SnapshotPointer &snapshot)
{
    const bool isAnotherMask = snapshot->request.mask != m_maskAtFailure;
    // The first model that is shown says nothing about one beside it that could not be opened.
    const bool isAnotherModel = m_modelAtFailure && snapshot->model != m_modelAtFailure;
    const bool hasMovedOn = snapshot->request.text != m_textAtFailure || isAnotherModel || isAnotherMask;
    if (m_showsFailure && !m_isKept && hasMovedOn)
        dismiss();
}

}  // namespace ui
