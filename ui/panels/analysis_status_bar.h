#pragma once

#include "ui/session/analysis_session.h"

#include <QFrame>
#include <QTimer>

class QLabel;

namespace ui {

// Left: size and time of the last pass. Middle: what can be done under the pointer. Right: whether the pass is the newest, and if
// not, what is running.
class AnalysisStatusBar : public QFrame
{
    Q_OBJECT

public:
    explicit AnalysisStatusBar(AnalysisSession &session, QWidget *parent = nullptr);

    // Empty: nothing in particular. Of parts with " · " between them the first that have room are shown.
    void showTip(const QString &tip);
    // At the right for some seconds, or until the next answer is worked out.
    void showDone(const QString &done);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void fitTip();
    void showSnapshot(const SnapshotPointer &snapshot);
    void showActivity();

    AnalysisSession &m_session;
    QLabel *m_facts;
    QLabel *m_tip;
    QLabel *m_activity;
    QString m_wholeTip;
    QTimer m_delay;  // quick answers do not flicker
    QTimer m_done;   // while it runs, what was done is shown
};

}  // namespace ui
