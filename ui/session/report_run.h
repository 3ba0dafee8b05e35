#pragma once

#include "ui/session/background_run.h"
#include "ui/session/file_run.h"

namespace ui {

// A FileRun with its report: a core::…Report of a core::…Request, which names the model, the file and whatever else is asked.
template <typename Request, typename ReportPointer>
class ReportRun : public FileRun
{
public:
    const ReportPointer &report() const { return m_report; }  // as far as it got; null before the first

    bool isOutdated() const override { return m_report && snapshot() && m_report->request != wanted(); }

protected:
    using Runner = typename BackgroundRun<Request, ReportPointer>::Run;

    ReportRun(Workbench &workbench, AnalysisSession &session, Runner runner, QObject *parent)
        : FileRun(workbench, session, parent),
          m_run(*this, std::move(runner),
                [this](const core::Result<ReportPointer> &answer, bool isLast) { receive(answer, isLast); })
    {
    }

private:
    // What a run would be asked now; there is a snapshot.
    virtual Request wanted() const = 0;
    // One sentence why that cannot be asked, or nothing.
    virtual QString objection(const Request &) const { return {}; }

    QString begin() override
    {
        const Request request = wanted();
        QString why = objection(request);
        if (!why.isEmpty()) {
            m_run.cancel();
            return why;
        }
        m_report.reset();
        m_run.start(request);
        return {};
    }

    void abandon() override { m_run.cancel(); }
    void setHeld(bool isHeld) override { m_run.setHeld(isHeld); }

    void receive(const core::Result<ReportPointer> &answer, bool isLast)
    {
        if (answer)
            m_report = *answer;
        goOn(answer ? QString() : QString::fromStdString(answer.error().message), isLast);
    }

    ReportPointer m_report;
    BackgroundRun<Request, ReportPointer> m_run;  // last
};

}  // namespace ui
