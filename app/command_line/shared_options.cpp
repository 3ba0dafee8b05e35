#include "app/command_line/shared_options.h"

#include "core/base/number_in.h"
#include "core/corpus/texts/text_decoding.h"
#include "core/model/mask/mask_text.h"

#include <fmt/core.h>

#include <limits>
#include <string>

namespace app {

namespace {

using core::Result;

constexpr int largestInt = std::numeric_limits<int>::max();

Result<void> takeText(CommandLine &line, std::string_view value)
{
    line.text = value;
    return core::checkUtf8("--text", value);
}

Result<void> takeMask(CommandLine &line, std::string_view value)
{
    auto mask = core::parseMaskForm(value);
    if (!mask)
        return core::inContext("--mask", mask.error());
    line.mask = *std::move(mask);
    return {};
}

Result<void> takeLimit(CommandLine &line, std::string_view value)
{
    const Result<int> limit = wholeNumber("--limit", value, 1, largestInt);
    if (!limit)
        return limit.error();
    line.limit = *limit;
    return {};
}

Result<void> takeSeed(CommandLine &line, std::string_view value)
{
    const Result<int> seed = wholeNumber("--seed", value, 0, largestInt);
    if (!seed)
        return seed.error();
    line.seed = static_cast<std::uint32_t>(*seed);
    return {};
}

}  // namespace

Result<int> wholeNumber(std::string_view option, std::string_view value, int least, int most)
{
    const auto number = core::numberIn<int>(value);
    if (!number || *number < least || *number > most)
        return core::badInput(
            fmt::format("{} is \"{}\", but must be a whole number from {} to {}", option, value, least, most));
    return *number;
}

Option textOption()
{
    return {"--text", "T", "the sentence to analyze", takeText};
}

Option jsonOption()
{
    return {"--json", "", "print one JSON object", [](CommandLine &line, std::string_view) {
                line.wantsJson = true;
                return Result<void>();
            }};
}

Option maskOption()
{
    return {"--mask", "M",
            "what attention may look at: none, diagonal, band:W, ... or ablate, then ~how and @scope; "
            "file:\"F.npy\" keeps where 1 in a file of 0 and 1, where 0 in one of 0 and -inf",
            takeMask};
}

Option dataOption()
{
    return {"--data", "F",
            "texts, one a line: text<TAB>label, or a TSV or CSV table with a heading; UTF-8, or UTF-16 with its mark",
            [](CommandLine &line, std::string_view value) {
                line.data = value;
                return Result<void>();
            }};
}

Option textColumnOption()
{
    return {"--text-column", "NAME|N", "the column of texts, by its name or number from 1; 0: whole lines",
            [](CommandLine &line, std::string_view value) {
                line.columns.text = value;
                return Result<void>();
            }};
}

Option limitOption()
{
    return {"--limit", "N", "only the first N sentences or paragraphs", takeLimit};
}

Option seedOption(std::string_view help)
{
    return {"--seed", "N", help, takeSeed};
}

Option csvOption(std::string_view help)
{
    return {"--csv", "F.csv", help, [](CommandLine &line, std::string_view value) {
                line.csv = value;
                return Result<void>();
            }};
}

}  // namespace app
