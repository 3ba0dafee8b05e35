#pragma once

#include "core/base/result.h"
#include "core/base/stop.h"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

namespace core {

// Runs the newest request on one thread of its own. A submit replaces what is waiting and asks what is running to stop;
// a result whose stop was requested is dropped. `submit` and `cancel` may be called from any thread; `deliver` is called on the worker's.
template <typename Request, typename Answer>
class LatestRequestWorker
{
public:
    using Run = std::function<Result<Answer>(const Request &, const StopToken &)>;
    using Deliver = std::function<void(Result<Answer>)>;

    LatestRequestWorker(Run run, Deliver deliver)
        : m_run(std::move(run)), m_deliver(std::move(deliver)), m_thread([this](std::stop_token stop) { work(stop); })
    {
    }

    ~LatestRequestWorker()
    {
        const std::lock_guard lock(m_mutex);
        m_thread.request_stop();
        m_running.request_stop();
    }

    LatestRequestWorker(const LatestRequestWorker &) = delete;
    LatestRequestWorker &operator=(const LatestRequestWorker &) = delete;

    void submit(Request request)
    {
        {
            const std::lock_guard lock(m_mutex);
            m_pending = std::move(request);
            m_running.request_stop();
        }
        m_wake.notify_one();
    }

    // Drops the pending request and stops the running one, whose result is dropped too.
    void cancel()
    {
        const std::lock_guard lock(m_mutex);
        m_pending.reset();
        m_running.request_stop();
    }

private:
    void work(const std::stop_token &stop)
    {
        while (auto request = takePending(stop)) {
            const StopToken superseded = currentToken();
            Result<Answer> answer = m_run(*request, superseded);
            if (!superseded.stop_requested())
                m_deliver(std::move(answer));
        }
    }

    std::optional<Request> takePending(const std::stop_token &stop)
    {
        std::unique_lock lock(m_mutex);
        m_wake.wait(lock, stop, [this] { return m_pending.has_value(); });
        if (stop.stop_requested())
            return std::nullopt;
        m_running = std::stop_source();
        return std::exchange(m_pending, std::nullopt);
    }

    StopToken currentToken()
    {
        const std::lock_guard lock(m_mutex);
        return m_running.get_token();
    }

    Run m_run;
    Deliver m_deliver;
    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::optional<Request> m_pending;
    std::stop_source m_running;
    std::jthread m_thread;  // last: joined before anything it uses is gone
};

}  // namespace core
