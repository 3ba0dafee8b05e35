#pragma once

#include <optional>
#include <string>
#include <vector>

namespace core {

// One number as a bar.
struct Bar {
    std::string label;  // empty: the bar is not named
    double value = 0;
    double full = 1;     // the size of value that fills the bar's room; 0: there is no bar to draw
    std::string number;  // the value as printed; empty where only the picture shows it
    std::optional<double> reference = std::nullopt;  // what it was before, as a muted bar above its own

    // How much of its room the bar fills, -1..1.
    double share() const { return shareOf(value); }
    double shareOf(double size) const;

    bool operator==(const Bar &) const = default;
};

enum class BarDirection {
    Rightward,  // rows, below each other
    Upward      // columns, beside each other
};

// Numbers as bars, before anybody decided on a size, a font or a theme.
struct BarFigure {
    std::string title;
    std::string explanation;
    std::string absence;         // of an empty figure: one sentence that says why there is nothing
    std::string valueName;       // what the numbers are: "KL (nats)"
    std::string placeName = {};  // what the bars are of: "token"
    BarDirection direction = BarDirection::Rightward;
    bool isSigned = false;  // zero is in the middle, and the sign of a bar is a direction
    std::vector<Bar> bars;

    bool isEmpty() const { return bars.empty(); }
    bool operator==(const BarFigure &) const = default;
};

// Every bar's room is filled by the largest size of all of them.
void shareRoom(std::vector<Bar> &bars);

std::string printFigure(const BarFigure &figure);

}  // namespace core
