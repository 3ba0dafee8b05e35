#include "app/command_line/shared_options.h"

#include "core/base/message_text.h"
#include "core/base/number_in.h"
#include "core/corpus/texts/text_decoding.h"
#include "core/model/mask/mask_text.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
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

Result<void> takeShard(CommandLine &line, std::string_view value)
{
    constexpr std::size_t mostShards = 1'000'000;
    const std::size_t slash = value.find('/');
    const auto number = core::numberIn<std::size_t>(value.substr(0, slash));
    const auto count = slash == std::string_view::npos ? std::nullopt : core::numberIn<std::size_t>(value.substr(slash + 1));
    if (!number || !count || *number < 1 || *number > *count || *count > mostShards)
        return core::badInput(
            fmt::format("--shard is {}, but must be I/N with I from 1 to N, such as 2/8", core::quotedText(value)));
    line.shard = core::TextShard{.number = *number, .count = *count};
    return {};
}

Result<void> takeLabelColumn(CommandLine &line, std::string_view value)
{
    line.columns.label = value;
    return {};
}

Result<void> takeLabels(CommandLine &line, std::string_view value)
{
    struct Reading {
        std::string_view name;
        core::LabelReading reading;
    };
    constexpr std::array readings{Reading{"names", core::LabelReading::Names},
                                  Reading{"from-0", core::LabelReading::IndicesFrom0},
                                  Reading{"from-1", core::LabelReading::IndicesFrom1}};
    const auto *found = std::ranges::find(readings, value, &Reading::name);
    if (found == readings.end())
        return core::badInput(fmt::format("--labels is {}, but must be names, from-0 or from-1", core::quotedText(value)));
    line.labels = found->reading;
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
            "what attention may look at: none, diagonal, offset:D, band:W, uniform, ... or ablate, then ~how and @scope; "
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

Option labelColumnOption()
{
    return {"--label-column", "NAME|N", "the column of labels", takeLabelColumn};
}

Option labelsOption()
{
    return {"--labels", "names|from-0|from-1", "what labels are, where a file can be read in two ways", takeLabels};
}

Option limitOption()
{
    return {"--limit", "N", "only the first N sentences or paragraphs", takeLimit};
}

Option seedOption(std::string_view help)
{
    return {"--seed", "N", help, takeSeed};
}

Option shardOption()
{
    return {"--shard", "I/N", "run only every N-th text of --data, from the I-th on; merge puts all N together", takeShard};
}

Option partialOption()
{
    return {"--partial", "F", "the file that a shard writes what its texts gave to",
            [](CommandLine &line, std::string_view value) {
                line.partial = value;
                return Result<void>();
            }};
}

Option csvOption(std::string_view help)
{
    return {"--csv", "F.csv", help, [](CommandLine &line, std::string_view value) {
                line.csv = value;
                return Result<void>();
            }};
}

}  // namespace app
