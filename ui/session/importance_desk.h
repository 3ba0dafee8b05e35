#pragma once

#include "core/pipeline/importance_report.h"
#include "ui/session/background_run.h"
#include "ui/session/workbench.h"

#include <QObject>

#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace ui {

// The measures of importance of the shown answer, worked out behind it: the picture of a key press comes first, then its measures one
// by one, and the next key press puts an end to them. Only while somebody looks. Lives on the GUI thread.
class ImportanceDesk : public QObject
{
    Q_OBJECT

public:
    struct Options {
        std::optional<core::ImportanceUnit> unit = {};  // none: that of the display
    };

    ImportanceDesk(Workbench &workbench, AnalysisSession &session, QObject *parent = nullptr)
        : ImportanceDesk(workbench, session, Options(), parent)
    {
    }
    ImportanceDesk(Workbench &workbench, AnalysisSession &session, const Options &options, QObject *parent = nullptr);

    // As far as it got, of the shown answer or the one before; null before the first.
    core::ImportanceReportPointer report() const { return m_run.answer().value_or(nullptr); }
    bool isRunning() const { return m_run.isRunning(); }
    const QString &problem() const { return m_run.problem(); }

    // Nothing is worked out that nobody sees.
    void setWatched(bool isWatched);
    void setWantsCurves(bool wantsCurves);
    // What of a long text somebody looks at is measured first.
    void setShownTokens(std::vector<int> tokens) { m_shown->set(std::move(tokens)); }

signals:
    void changed();

private:
    void ask();
    core::ImportanceRequest wanted() const;

    Workbench &m_workbench;
    AnalysisSession &m_session;
    Options m_options;
    bool m_isWatched = false;
    bool m_wantsCurves = false;
    std::shared_ptr<core::ShownTokens> m_shown = std::make_shared<core::ShownTokens>();
    BackgroundRun<core::ImportanceRequest, core::ImportanceReportPointer> m_run;  // last
};

}  // namespace ui
