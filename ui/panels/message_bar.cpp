#include "ui/panels/message_bar.h"

#include "ui/theme/plain_text.h"
#include "ui/theme/roles.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace ui {

MessageBar::MessageBar(AnalysisSession &session, QWidget *parent)
    : QFrame(parent), m_session(session), m_message(plainLabel())
{
    setRole(*this, Role::Message);
    setObjectName(QStringLiteral("messageBar"));
    setAccessibleName(tr("Message"));
    m_message->setObjectName(QStringLiteral("messageText"));
    m_message->setWordWrap(true);
    m_message->setTextInteractionFlags(Qt::TextSelectableByMouse);

    auto *dismissButton = new QToolButton;
    dismissButton->setObjectName(QStringLiteral("dismissMessage"));
    dismissButton->setText(QStringLiteral("✕"));
    dismissButton->setToolTip(tr("Dismiss this message"));
    dismissButton->setAccessibleName(tr("Dismiss this message"));
    connect(dismissButton, &QToolButton::clicked, this, &MessageBar::dismiss);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 4, 4, 4);
    layout->addWidget(m_message, 1);
    layout->addWidget(dismissButton, 0, Qt::AlignTop);
    hide();
    connect(&session, &AnalysisSession::failed, this, &MessageBar::showMessage);
    connect(&session, &AnalysisSession::snapshotChanged, this, &MessageBar::showSnapshot);
}

void MessageBar::showMessage(const QString &message)
{
    m_textAtFailure = m_session.request().text;
    m_maskAtFailure = m_session.request().mask;
    m_modelAtFailure = m_session.snapshot() ? m_session.snapshot()->model : nullptr;
    m_message->setText(message);
    show();
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void MessageBar::dismiss()
{
    hide();
}

void MessageBar::showSnapshot(const SnapshotPointer &snapshot)
{
    const bool isAnotherMask = snapshot->request.mask != m_maskAtFailure;
    if (snapshot->request.text != m_textAtFailure || snapshot->model != m_modelAtFailure || isAnotherMask)
        dismiss();
}

}  // namespace ui
