#pragma once

#include "ui/session/analysis_session.h"

#include <QFrame>
#include <QTimer>

class QLabel;

namespace ui {

// Left: size and time of the last pass. Right: whether it is the newest, and if not, what is running.
class AnalysisStatusBar : public QFrame
{
    Q_OBJECT

public:
    explicit AnalysisStatusBar(AnalysisSession &session, QWidget *parent = nullptr);

private:
    void showSnapshot(const SnapshotPointer &snapshot);
    void showActivity();

    AnalysisSession &m_session;
    QLabel *m_facts;
    QLabel *m_activity;
    QTimer m_delay;  // quick answers do not flicker
};

}  // namespace ui
