#pragma once

#include <string>

namespace core {

// What is said of a number that nothing has: "there is no 3, expected a number from 0 to 1".
inline std::string noSuchNumber(int number, int least, int most)
{
    const std::string known = least == most ? std::to_string(least) + ", the only one there is"
                                            : "a number from " + std::to_string(least) + " to " + std::to_string(most);
    return "there is no " + std::to_string(number) + ", expected " + known;
}

// Of `count` that are numbered from 0: layers, heads, tokens.
inline std::string noSuchIndex(int number, int count)
{
    return noSuchNumber(number, 0, count - 1);
}

}  // namespace core
