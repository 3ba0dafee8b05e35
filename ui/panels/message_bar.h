#pragma once

#include "ui/session/analysis_session.h"

#include <QFrame>

class QLabel;

namespace ui {

// One sentence about what went wrong, in place and never in the way. Hidden while there is nothing to say.
class MessageBar : public QFrame
{
    Q_OBJECT

public:
    // Shows what fails in the session; goes by itself once the user has moved on and that went well.
    explicit MessageBar(AnalysisSession &session, QWidget *parent = nullptr);

    void showMessage(const QString &message);
    void dismiss();

private:
    void showSnapshot(const SnapshotPointer &snapshot);

    AnalysisSession &m_session;
    std::string m_textAtFailure;
    core::AttentionMask m_maskAtFailure;
    std::shared_ptr<const core::LoadedModel> m_modelAtFailure;
    QLabel *m_message;
};

}  // namespace ui
