#include "core/recipe/venue_preset.h"

#include <algorithm>
#include <array>

namespace core {
namespace {

constexpr double inches(double length)
{
    return 72 * length;
}

constexpr double centimeters(double length)
{
    return inches(length / 2.54);
}

constexpr double texPoints(double length)
{
    return inches(length / 72.27);
}

constexpr std::array presets{
    VenuePreset{"acl", "ACL, EMNLP, NAACL, ARR", centimeters(7.7), centimeters(16), TextFamily::Times, 9, 7, 9,
                "acl-style-files: columns of 7.7 cm; sizes by the rule of tueplots from captions of 10 pt"},
    VenuePreset{"icml", "ICML", inches(3.25), inches(6.75), TextFamily::Times, 8, 7, 8, "style file of 2026"},
    VenuePreset{"neurips", "NeurIPS", std::nullopt, inches(5.5), TextFamily::Times, 9, 7, 9, "style file of 2025"},
    VenuePreset{"iclr", "ICLR", std::nullopt, inches(5.5), TextFamily::Times, 9, 7, 9, "style file of 2026"},
    VenuePreset{"colm", "COLM", std::nullopt, inches(5.5), TextFamily::Palatino, 9, 7, 9, "style file of 2025"},
    VenuePreset{"aistats", "AISTATS, UAI", inches(3.25), inches(6.75), TextFamily::ComputerModern, 9, 7, 9, "tueplots"},
    VenuePreset{"aaai", "AAAI", inches(3.3125), inches(7), TextFamily::Times, 9, 7, 9, "style file of 2026"},
    VenuePreset{"cvpr", "CVPR", inches(3.28125), inches(6.875), TextFamily::Times, 8, 6, 8, "style file of 2025"},
    VenuePreset{"eccv", "ECCV", std::nullopt, centimeters(12.2), TextFamily::ComputerModern, 8, 6, 8, "tueplots"},
    VenuePreset{"tmlr", "TMLR", std::nullopt, inches(6.5), TextFamily::ComputerModern, 9, 7, 9, "tueplots"},
    VenuePreset{"jmlr", "JMLR", std::nullopt, inches(6), TextFamily::ComputerModern, 9.95, 7.95, 9.95, "tueplots"},
    VenuePreset{"ieee", "IEEE", inches(3.5), inches(7.16), TextFamily::Times, 8, 8, 8, "IEEE Author Center"},
    VenuePreset{"acm", "ACM, two columns", inches(3.33), inches(7), TextFamily::Libertine, 8, 7, 8, "acmart"},
    VenuePreset{"nature", "Nature and its like", inches(3.3), inches(7.2), TextFamily::Sans, 7, 7, 8, "SciencePlots"},
    VenuePreset{"beamer", "Beamer, 16:9", std::nullopt, 0.9 * texPoints(398.3), TextFamily::Sans, 9, 7, 9, "tueplots"},
    VenuePreset{"thesis", "Thesis, A4", std::nullopt, texPoints(455.2), TextFamily::ComputerModern, 9, 7, 9, "tueplots"},
    VenuePreset{"poster", "Poster", std::nullopt, centimeters(30), TextFamily::Sans, 24, 18, 24, "pub-ready-plots"},
};

}  // namespace

std::span<const VenuePreset> venuePresets()
{
    return presets;
}

const VenuePreset *venuePreset(std::string_view name)
{
    const auto found = std::ranges::find(presets, name, &VenuePreset::name);
    return found == presets.end() ? nullptr : &*found;
}

}  // namespace core
