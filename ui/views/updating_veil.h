#pragma once

#include "ui/session/analysis_session.h"

#include <QTimer>
#include <QWidget>

namespace ui {

// Dims the widget it covers while a newer answer has been on its way for a while; never blanks it, never takes its clicks.
class UpdatingVeil : public QWidget
{
    Q_OBJECT

public:
    static constexpr int patienceMilliseconds = 150;

    UpdatingVeil(AnalysisSession &session, QWidget *covered);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void waitForAnswer();
    void lift();
    void drop();

    AnalysisSession &m_session;
    QTimer m_patience;
};

}  // namespace ui
