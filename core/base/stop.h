#pragma once

#include <atomic>
#include <cstddef>
#include <memory>
#include <stop_token>
#include <utility>

namespace core {

// Asked between layers, between heads and between stages; never inside an operator. A default token never stops.
class StopToken
{
public:
    StopToken() = default;
    StopToken(std::stop_token token) : m_token(std::move(token)) {}

    // Stops once it has been asked so many times: a run can be stopped at each of its places, without a clock.
    static StopToken afterQuestions(std::ptrdiff_t count)
    {
        StopToken token;
        token.m_questionsLeft = std::make_shared<std::atomic<std::ptrdiff_t>>(count);
        return token;
    }

    // NOLINTNEXTLINE(readability-identifier-naming): as std::stop_token has it
    bool stop_requested() const noexcept
    {
        return m_token.stop_requested() || (m_questionsLeft && m_questionsLeft->fetch_sub(1) <= 0);
    }

private:
    std::stop_token m_token;
    std::shared_ptr<std::atomic<std::ptrdiff_t>> m_questionsLeft;
};

}  // namespace core
