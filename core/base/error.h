#pragma once

#include <string>

namespace core {

enum class ErrorKind {
    BadInput,    // a file, a setting or a text is not what it has to be
    Unreadable,  // the system would not open, read or write a file
    Cancelled    // somebody asked to stop; never shown to the user
};

// Why something could not be done: one sentence, fit to show as it is, with the offending value and what was expected.
struct Error {
    ErrorKind kind = ErrorKind::BadInput;
    std::string message;
};

inline Error badInput(std::string message)
{
    return {ErrorKind::BadInput, std::move(message)};
}
inline Error unreadable(std::string message)
{
    return {ErrorKind::Unreadable, std::move(message)};
}
inline Error cancelled()
{
    return {ErrorKind::Cancelled, "cancelled"};
}

// Says once, on the way up, where an error happened: "weights.bin: tensor ...".
inline Error inContext(const std::string &context, Error error)
{
    error.message = context + ": " + error.message;
    return error;
}

}  // namespace core
