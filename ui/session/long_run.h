#pragma once

#include <QString>

#include <atomic>
#include <functional>

class QObject;

namespace ui {

class AnalysisSession;

// What everybody sees of a long run in the background, whatever it answers: whether it runs, and what kept it from its answer. Lives on
// the GUI thread. The answer is in BackgroundRun.
class LongRun
{
public:
    enum class State { Idle, Running, Stopped };  // stopped: by cancel(), with what was found until then

    LongRun(const LongRun &) = delete;
    LongRun &operator=(const LongRun &) = delete;

    State state() const { return m_state; }
    bool isRunning() const { return m_state == State::Running; }
    const QString &problem() const { return m_problem; }  // one sentence, or empty

    // What it still has to say is not heard. Does nothing where nothing runs.
    void cancel();
    // Says why it does not start; what runs goes.
    void refuse(const QString &problem);
    // While held, a run waits between two batches.
    void setHeld(bool isHeld);
    // Holds it, for as long as `context` lives, while the session has something to answer.
    void waitForSession(AnalysisSession &session, QObject &context);

protected:
    // `changed` is called after every change of state, problem or answer.
    explicit LongRun(std::function<void()> changed) : m_changed(std::move(changed)) {}
    virtual ~LongRun() = default;

    void enter(State state, const QString &problem);
    // Without a word.
    void settle();
    void waitWhileHeld() { m_isHeld.wait(true); }

private:
    virtual void abandon() = 0;

    std::function<void()> m_changed;
    QString m_problem;
    State m_state = State::Idle;
    std::atomic<bool> m_isHeld = false;
};

}  // namespace ui
