#pragma once

#include "ui/session/analysis_session.h"
#include "ui/session/messages.h"
#include "ui/theme/roles.h"

#include <QFrame>

#include <functional>
#include <optional>

class QLabel;
class QPushButton;

namespace ui {

// One sentence about what went wrong, in place and never in the way. Hidden while there is nothing to say.
class MessageBar : public QFrame
{
    Q_OBJECT

public:
    // Shows the messages and what fails in the session; goes by itself once the user has moved on and that went well.
    MessageBar(Messages &messages, AnalysisSession &session, QWidget *parent = nullptr);

    void showMessage(const QString &message);
    // Stays until it is dismissed or another one comes: about more than what is shown.
    void keepMessage(const QString &message);
    // The same of what is no failure: what to look at.
    void guide(const QString &message);
    // Says what could be done about something, with a button for it. It stays until it is done, dismissed or withdrawn, behind what
    // failed meanwhile. A later one takes its place.
    void offer(const QString &message, const QString &action, std::function<void()> act);
    void withdrawOffer();
    void dismiss();

private:
    struct Offer {
        QString message;
        QString action;
        std::function<void()> act;
    };

    void showSnapshot(const SnapshotPointer &snapshot);
    void showText(const QString &text);
    void setLook(Role role);
    void showOffer();
    void accept();

    AnalysisSession &m_session;
    std::string m_textAtFailure;
    core::AttentionMask m_maskAtFailure;
    std::shared_ptr<const core::LoadedModel> m_modelAtFailure;
    std::optional<Offer> m_offer;
    bool m_showsFailure = false;
    bool m_isKept = false;  // which is no matter of what is shown
    QLabel *m_message;
    QPushButton *m_action;
};

}  // namespace ui
