#pragma once

#include "ui/session/background_run.h"
#include "ui/session/file_run.h"

namespace ui {

// A FileRun with its report: a core::…Report of a core::…Request, which names the model, the file and whatever else is asked.
template <typename Request, typename ReportPointer>
class ReportRun : public FileRun
{
public:
    // As far as it got; null before the first.
    ReportPointer report() const { return m_run.answer().value_or(nullptr); }

    bool isOutdated() const override { return report() && snapshot() && report()->request != wanted(); }

protected:
    using Runner = typename BackgroundRun<Request, ReportPointer>::Run;

    ReportRun(Workbench &workbench, AnalysisSession &session, const QString &title, void (*goTo)(core::Place &place),
              Runner runner, QObject *parent)
        : FileRun(workbench, session, title, goTo, parent), m_run(*this, std::move(runner), [this] { emit changed(); })
    {
        m_run.waitForSession(session, *this);
    }

private:
    // What a run would be asked now; there is a snapshot.
    virtual Request wanted() const = 0;
    // One sentence why that cannot be asked, or nothing.
    virtual QString objection(const Request &) const { return {}; }

    const LongRun &run() const override { return m_run; }
    LongRun &run() override { return m_run; }

    void begin() override
    {
        Request request = wanted();
        if (const QString why = objection(request); !why.isEmpty())
            return m_run.refuse(why);
        m_run.forget();
        m_run.start(std::move(request));
    }

    BackgroundRun<Request, ReportPointer> m_run;  // last
};

}  // namespace ui
