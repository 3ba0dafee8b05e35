#pragma once

#include "core/pipeline/importance_report.h"
#include "ui/session/background_run.h"
#include "ui/session/workbench.h"

#include <QObject>

#include <optional>

namespace ui {

// The measures of importance of the shown answer, worked out behind it: the picture of a key press comes first, then its measures one
// by one, and the next key press puts an end to them. Only while somebody looks. Lives on the GUI thread.
class ImportanceDesk : public QObject
{
    Q_OBJECT

public:
    // In this unit; none: in that of the display.
    ImportanceDesk(Workbench &workbench, AnalysisSession &session, QObject *parent = nullptr,
                   std::optional<core::ImportanceUnit> unit = {});

    // As far as it got, of the shown answer or the one before; null before the first.
    core::ImportanceReportPointer report() const { return m_run.answer().value_or(nullptr); }
    bool isRunning() const { return m_run.isRunning(); }
    const QString &problem() const { return m_run.problem(); }

    // Nothing is worked out that nobody sees.
    void setWatched(bool isWatched);
    void setWantsCurves(bool wantsCurves);

signals:
    void changed();

private:
    void ask();
    core::ImportanceRequest wanted() const;

    Workbench &m_workbench;
    AnalysisSession &m_session;
    std::optional<core::ImportanceUnit> m_unit;
    bool m_isWatched = false;
    bool m_wantsCurves = false;
    BackgroundRun<core::ImportanceRequest, core::ImportanceReportPointer> m_run;  // last
};

}  // namespace ui
