#pragma once

#include "core/pipeline/mask_report.h"
#include "ui/session/analysis_session.h"
#include "ui/session/background_run.h"

#include <QObject>

namespace ui {

// The shown model on a labelled file, with and without the mask, run in the background when it is asked for. While the session has
// something to answer, the run waits between two texts.
class MaskEvaluation : public QObject
{
    Q_OBJECT

public:
    enum class State { Idle, Running, Stopped };  // stopped: by cancel(), with what was judged until then

    explicit MaskEvaluation(AnalysisSession &session, QObject *parent = nullptr);

    const std::filesystem::path &data() const { return m_data; }
    void setData(const std::filesystem::path &file);
    std::size_t limit() const { return m_limit; }
    void setLimit(std::size_t texts);
    // Of core::maskSweep; empty: the mask alone.
    const std::string &sweep() const { return m_sweep; }
    void setSweep(const std::string &sweep);

    // With the shown model and mask.
    void start();
    // The report is of another model or mask than the shown ones.
    bool isOutdated() const;
    void cancel();
    // Every mask's figures as CSV; where that does not work, the problem says why.
    void saveTable(const QString &path);

    const core::MaskReportPointer &report() const { return m_report; }  // null before the first
    State state() const { return m_state; }
    const QString &problem() const { return m_problem; }  // one sentence, or empty

signals:
    void changed();

private:
    const core::AttentionMask &shownMask() const;
    void receive(const core::Result<core::MaskReportPointer> &answer, bool isLast);

    AnalysisSession &m_session;
    std::filesystem::path m_data;
    std::size_t m_limit = 0;
    std::string m_sweep;
    core::MaskReportPointer m_report;
    QString m_problem;
    State m_state = State::Idle;
    BackgroundRun<core::MaskReportRequest, core::MaskReportPointer> m_run;  // last
};

}  // namespace ui
