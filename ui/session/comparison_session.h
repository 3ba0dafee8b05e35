#pragma once

#include "core/corpus/comparison/comparison_run.h"
#include "ui/session/background_run.h"
#include "ui/session/open_models.h"

#include <QObject>

namespace ui {

// The open models on one sentence or a corpus, run in the background. On the shown sentence the comparison follows it by itself; while
// the session has something to answer, a run over a corpus waits between two texts. Runs only while somebody watches. Lives on
// the GUI thread.
class ComparisonSession : public QObject
{
    Q_OBJECT

public:
    using Runner = BackgroundRun<core::ComparisonRequest, core::ComparisonPointer>::Run;
    using State = LongRun::State;

    // `family` are models offered as one set.
    ComparisonSession(Workbench &workbench, AnalysisSession &session, OpenModels &models,
                      std::vector<std::filesystem::path> family = {}, QObject *parent = nullptr);
    ComparisonSession(Workbench &workbench, AnalysisSession &session, OpenModels &models,
                      std::vector<std::filesystem::path> family, Runner runner, QObject *parent = nullptr);

    bool isIncluded(const std::filesystem::path &model) const { return !chosen().excluded.contains(model); }
    void setIncluded(const std::filesystem::path &model, bool isIncluded);
    bool hasFamily() const { return !m_family.empty(); }
    // Opens the family's models and leaves out the others.
    void openFamily();

    // The file and the limit; the sentence where the file is empty.
    const core::FileChoice &texts() const { return chosen().corpus; }
    void setCorpus(const std::filesystem::path &file);
    void setLimit(std::size_t texts);

    // Somebody sees the answer, or nobody does.
    void setWatched(bool isWatched);
    void cancel() { m_run.cancel(); }
    // Again what was cancelled; whole models are not run twice.
    void resume();

    // Everything gathered, as CSV. Gives the problem as one sentence, or nothing.
    QString saveTable(const QString &path) const;

    // As far as it got; null before the first answer, and where the texts that are asked for have none.
    core::ComparisonPointer comparison() const
    {
        return problem().isEmpty() ? m_run.answer().value_or(nullptr) : core::ComparisonPointer();
    }
    State state() const { return m_run.state(); }
    bool isRunningOverFile() const { return m_run.isRunning() && !texts().file.empty(); }
    const QString &problem() const { return m_run.problem(); }

signals:
    void choiceChanged();      // models or texts
    void comparisonChanged();  // the answer, the state or the problem

private:
    const core::ComparedState &chosen() const { return m_workbench.state().rank.compared; }
    void followChoice(const core::ComparedState &before);
    core::ComparisonRequest wanted() const;
    void follow();
    void run();
    void dropOldSentence();
    void tellOfRuns();

    Workbench &m_workbench;
    AnalysisSession &m_session;
    OpenModels &m_models;
    std::vector<std::filesystem::path> m_family;
    bool m_isWatched = false;
    BackgroundRun<core::ComparisonRequest, core::ComparisonPointer> m_run;  // last
};

}  // namespace ui
