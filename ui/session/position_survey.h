#pragma once

#include "core/pipeline/position_report.h"
#include "ui/session/analysis_session.h"
#include "ui/session/background_run.h"

#include <QObject>

namespace ui {

// What the shown model's heads pay to each group of positions over a file of texts, run in the background when it is asked for. While
// the session has something to answer, the run waits between two texts.
class PositionSurvey : public QObject
{
    Q_OBJECT

public:
    enum class State { Idle, Running, Stopped };  // stopped: by cancel(), with what was gathered until then

    explicit PositionSurvey(AnalysisSession &session, QObject *parent = nullptr);

    const std::filesystem::path &data() const { return m_data; }
    std::size_t limit() const { return m_limit; }
    void setLimit(std::size_t texts);

    // With the session's model as it is now; what was found before goes.
    void start();
    void runOver(const std::filesystem::path &file);
    void cancel();

    const core::PositionReportPointer &report() const { return m_report; }  // null before the first
    State state() const { return m_state; }
    const QString &problem() const { return m_problem; }  // one sentence, or empty

signals:
    void changed();

private:
    void receive(const core::Result<core::PositionReportPointer> &answer, bool isLast);

    AnalysisSession &m_session;
    std::filesystem::path m_data;
    std::size_t m_limit = 0;
    core::PositionReportPointer m_report;
    QString m_problem;
    State m_state = State::Idle;
    BackgroundRun<core::PositionReportRequest, core::PositionReportPointer> m_run;  // last
};

}  // namespace ui
