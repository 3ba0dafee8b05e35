#pragma once

#include "core/corpus/runs/run_listener.h"
#include "core/pipeline/latest_request_worker.h"
#include "ui/session/long_run.h"

#include <QMetaObject>
#include <QObject>

#include <functional>
#include <memory>
#include <optional>

namespace ui {

// The one machine for long runs: a thread of its own that answers the newest request, tells what there is on the way, may be held up and
// cancelled. Lives on the GUI thread, as part of `context`, whose event loop it answers into.
template <typename Request, typename Answer>
class BackgroundRun : public LongRun
{
public:
    using Run =
        std::function<core::Result<Answer>(const Request &, const core::RunListener<Answer> &, const core::StopToken &)>;

    // `changed` is called after every change of state, problem or answer.
    BackgroundRun(QObject &context, Run run, std::function<void()> changed)
        : LongRun(std::move(changed)), m_context(context), m_run(std::move(run))
    {
        auto answer = [this](const Ask &ask, const core::StopToken &stop) -> core::Result<Delivery> {
            return deliveryOf(ask, stop);
        };
        auto deliver = [this](core::Result<Delivery> delivery) { post(*std::move(delivery)); };
        m_worker = std::make_unique<core::LatestRequestWorker<Ask, Delivery>>(std::move(answer), std::move(deliver));
    }

    ~BackgroundRun() override
    {
        abandon();
        setHeld(false);
        m_worker.reset();
    }

    // Newest wins. The last answer stays until there is another one.
    void start(Request request)
    {
        m_request = std::move(request);
        m_worker->submit({++m_generation, *m_request});
        enter(State::Running, {});
    }

    // As if it had not been started, and nobody is told; the answer stays.
    void drop()
    {
        abandon();
        m_request.reset();
        settle();
    }

    // Of the last start(); none before it and after drop() and forget().
    const std::optional<Request> &request() const { return m_request; }
    // As far as it got.
    const std::optional<Answer> &answer() const { return m_answer; }
    // Holds neither any longer.
    void forget()
    {
        m_request.reset();
        m_answer.reset();
    }

private:
    struct Ask {
        quint64 generation = 0;
        Request request;
    };
    struct Delivery {
        quint64 generation = 0;
        core::Result<Answer> answer;
        bool isLast = true;
    };

    void abandon() override
    {
        ++m_generation;
        m_worker->cancel();
    }

    // On the worker's thread, as post() is.
    Delivery deliveryOf(const Ask &ask, const core::StopToken &stop)
    {
        const core::RunListener<Answer> listener{
            .soFar =
                [this, generation = ask.generation](Answer soFar) {
                    post({generation, std::move(soFar), false});
                },
            .betweenBatches = [this](const core::RunProgress &) { waitWhileHeld(); },
        };
        return {ask.generation, m_run(ask.request, listener, stop), true};
    }

    void post(Delivery delivery)
    {
        QMetaObject::invokeMethod(
            &m_context, [this, delivered = std::move(delivery)]() mutable { receive(std::move(delivered)); },
            Qt::QueuedConnection);
    }

    void receive(Delivery delivered)
    {
        if (delivered.generation != m_generation)
            return;
        const QString problem = delivered.answer ? QString() : QString::fromStdString(delivered.answer.error().message);
        if (delivered.answer)
            m_answer = *std::move(delivered.answer);
        enter(delivered.isLast ? State::Idle : State::Running, problem);
    }

    QObject &m_context;
    Run m_run;
    std::optional<Request> m_request;
    std::optional<Answer> m_answer;
    quint64 m_generation = 0;
    std::unique_ptr<core::LatestRequestWorker<Ask, Delivery>> m_worker;  // last
};

}  // namespace ui
