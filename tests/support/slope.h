#pragma once

namespace support {

// The derivative at 0 of a function in double, by central differences with an error of the order of step^4. The steps are short:
// a ReLU's corner is seldom between them.
template <typename Function>
double slope(Function &&function, double step = 1e-5)
{
    const auto difference = [&function](double by) { return (function(by) - function(-by)) / (2.0 * by); };
    return (4.0 * difference(step) - difference(2.0 * step)) / 3.0;
}

}  // namespace support
