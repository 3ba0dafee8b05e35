#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace core {

// What a venue sets its text in, by which the figure's fonts are chosen.
enum class TextFamily { Times, Palatino, ComputerModern, Libertine, Sans };

// Widths and sizes of text that a venue's pages leave to a figure, so that it is included unscaled. Lengths are PDF points, 72 to
// an inch.
struct VenuePreset {
    std::string_view name;         // in recipes: "acl"
    std::string_view venue;        // "ACL, EMNLP, NAACL, ARR"
    std::optional<double> column;  // none where the page has one column
    double full = 0;
    TextFamily family = TextFamily::Times;
    double labelSize = 0;    // names of axes
    double tickSize = 0;     // numbers and tokens at axes, legends
    double letterSize = 0;   // of panels: (a)
    std::string_view basis;  // where the numbers come from

    // Of a figure across one column; across the page where it has no columns.
    double columnWidth() const { return column.value_or(full); }
};

std::span<const VenuePreset> venuePresets();
// Null for a name that is none.
const VenuePreset *venuePreset(std::string_view name);

}  // namespace core
