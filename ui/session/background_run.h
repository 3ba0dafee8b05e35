#pragma once

#include "core/corpus/runs/run_listener.h"
#include "core/pipeline/latest_request_worker.h"

#include <QMetaObject>
#include <QObject>

#include <atomic>
#include <functional>
#include <memory>

namespace ui {

// A long run on a thread of its own that tells how far it is, may be held up and cancelled, and starts anew with each request. Lives
// on the GUI thread, as part of `context`, whose event loop it answers into.
template <typename Request, typename Answer>
class BackgroundRun
{
public:
    using Run =
        std::function<core::Result<Answer>(const Request &, const core::RunListener<Answer> &, const core::StopToken &)>;
    // Also with what there is before the last one. What a cancelled or superseded run has to say is not heard.
    using Receive = std::function<void(const core::Result<Answer> &answer, bool isLast)>;

    BackgroundRun(QObject &context, Run run, Receive receive)
        : m_context(context), m_run(std::move(run)), m_receive(std::move(receive))
    {
        auto answer = [this](const Ask &ask, const core::StopToken &stop) -> core::Result<Delivery> {
            return deliveryOf(ask, stop);
        };
        auto deliver = [this](core::Result<Delivery> delivery) { post(*std::move(delivery)); };
        m_worker = std::make_unique<core::LatestRequestWorker<Ask, Delivery>>(std::move(answer), std::move(deliver));
    }

    ~BackgroundRun()
    {
        cancel();
        setHeld(false);
        m_worker.reset();
    }

    BackgroundRun(const BackgroundRun &) = delete;
    BackgroundRun &operator=(const BackgroundRun &) = delete;

    void start(Request request) { m_worker->submit({++m_generation, std::move(request)}); }

    void cancel()
    {
        ++m_generation;
        m_worker->cancel();
    }

    // While held, a run waits where it can.
    void setHeld(bool isHeld)
    {
        m_isHeld = isHeld;
        m_isHeld.notify_all();
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

    // On the worker's thread, as post() is.
    Delivery deliveryOf(const Ask &ask, const core::StopToken &stop)
    {
        const core::RunListener<Answer> listener{
            .soFar =
                [this, generation = ask.generation](Answer soFar) {
                    post({generation, std::move(soFar), false});
                },
            .betweenBatches = [this](const core::RunProgress &) { m_isHeld.wait(true); },
        };
        return {ask.generation, m_run(ask.request, listener, stop), true};
    }

    void post(Delivery delivery)
    {
        QMetaObject::invokeMethod(
            &m_context,
            [this, delivered = std::move(delivery)] {
                if (delivered.generation == m_generation)
                    m_receive(delivered.answer, delivered.isLast);
            },
            Qt::QueuedConnection);
    }

    QObject &m_context;
    Run m_run;
    Receive m_receive;
    quint64 m_generation = 0;
    std::atomic<bool> m_isHeld = false;
    std::unique_ptr<core::LatestRequestWorker<Ask, Delivery>> m_worker;  // last
};

}  // namespace ui
