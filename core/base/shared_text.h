#pragma once

#include <memory>
#include <string>
#include <utility>

namespace core {

// A text that its copies share, so that a thousand of them take the room of one. Never changed once made.
class SharedText
{
public:
    SharedText() = default;
    SharedText(std::string text) : m_text(std::make_shared<const std::string>(std::move(text))) {}
    SharedText(const char *text) : SharedText(std::string(text)) {}

    const std::string &text() const
    {
        static const std::string none;
        return m_text ? *m_text : none;
    }
    operator const std::string &() const { return text(); }
    bool isEmpty() const { return text().empty(); }

    bool operator==(const SharedText &other) const { return m_text == other.m_text || text() == other.text(); }
    bool operator==(const std::string &other) const { return text() == other; }

private:
    std::shared_ptr<const std::string> m_text;
};

}  // namespace core
