#pragma once

#include <string>

namespace ui {

// Which changes of the state are one step of undo. Without a name a change is a step of its own. Changes that follow each other with the
// same name and number are one: a drag of a slider, a stroke, typing.
struct Gesture {
    std::string name;
    int number = 0;

    bool operator==(const Gesture &) const = default;
};

// Going to another page or locking a token: kept with the step that it follows, never a step of its own.
inline Gesture going()
{
    return {.name = "going"};
}

// Going through the texts of a list: a step as long as nothing else is done.
inline Gesture browsing()
{
    return {.name = "browsing"};
}

// Typing: a step a word.
inline Gesture typing()
{
    return {.name = "typing"};
}

}  // namespace ui
