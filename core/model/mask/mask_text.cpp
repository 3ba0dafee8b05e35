#include "core/model/mask/mask_text.h"

#include "core/base/counted.h"
#include "core/base/head_label.h"
#include "core/base/message_text.h"
#include "core/base/number_in.h"
#include "core/base/number_text.h"
#include "core/base/utf8.h"
#include "core/model/mask/mask_file.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <optional>

namespace core {
namespace {

constexpr std::string_view hexDigits = "0123456789ABCDEF";
constexpr std::string_view meaningful = "+&;@~%\"'";
constexpr std::size_t longestText = std::size_t{1} << 24;
constexpr std::size_t mostAlternatives = 64;

std::vector<std::string_view> split(std::string_view text, char separator)
{
    std::vector<std::string_view> parts;
    for (std::size_t end = text.find(separator); end != std::string_view::npos; end = text.find(separator)) {
        parts.push_back(text.substr(0, end));
        text.remove_prefix(end + 1);
    }
    parts.push_back(text);
    return parts;
}

// What stands behind the first separator is cut off and given back; nothing where there is none.
std::optional<std::string_view> cutBehind(std::string_view &text, char separator)
{
    const std::size_t place = text.find(separator);
    if (place == std::string_view::npos)
        return std::nullopt;
    const std::string_view behind = text.substr(place + 1);
    text = text.substr(0, place);
    return behind;
}

std::string_view withoutBlanks(std::string_view text)
{
    const std::size_t first = text.find_first_not_of(' ');
    return first == std::string_view::npos ? std::string_view() : text.substr(first, text.find_last_not_of(' ') + 1 - first);
}

std::optional<unsigned> hexValue(char digit)
{
    const std::size_t value = hexDigits.find(digit >= 'a' && digit <= 'f' ? static_cast<char>(digit - 'a' + 'A') : digit);
    return value == std::string_view::npos ? std::nullopt : std::optional(static_cast<unsigned>(value));
}

// Also what a terminal would not show as it is: control characters, and bytes beyond ASCII of a name that is not UTF-8.
std::string escaped(std::string_view name)
{
    const bool isText = isUtf8(name);
    std::string text;
    for (const char character : name) {
        const auto byte = static_cast<unsigned char>(character);
        const bool isPlain = byte >= ' ' && byte != 0x7f && (byte < 0x80 || isText);
        if (isPlain && meaningful.find(character) == std::string_view::npos)
            text += character;
        else
            text += {'%', hexDigits[static_cast<unsigned char>(character) / 16],
                     hexDigits[static_cast<unsigned char>(character) % 16]};
    }
    return text;
}

std::optional<std::string> unescaped(std::string_view text)
{
    std::string name;
    for (std::size_t index = 0; index < text.size(); ++index) {
        if (text[index] != '%') {
            name += text[index];
            continue;
        }
        const auto high = index + 2 < text.size() ? hexValue(text[index + 1]) : std::nullopt;
        const auto low = high ? hexValue(text[index + 2]) : std::nullopt;
        if (!low || (*high == 0 && *low == 0))
            return std::nullopt;
        name += static_cast<char>(*high * 16 + *low);
        index += 2;
    }
    return name;
}

// A file's name between quotes, file:"..." or file:'...' at the beginning of a term, escaped instead.
Result<std::string> withoutQuotes(std::string_view text)
{
    constexpr std::string_view file = "file:";
    constexpr std::string_view termEnds = "+&;~@";
    std::string result;
    bool beginsTerm = true;
    while (!text.empty()) {
        const char quote = beginsTerm && text.starts_with(file) && text.size() > file.size() ? text[file.size()] : '\0';
        if (quote != '"' && quote != '\'') {
            beginsTerm = std::string_view("+&;").find(text.front()) != std::string_view::npos;
            result += text.front();
            text.remove_prefix(1);
            continue;
        }
        const std::string_view term = text;
        text.remove_prefix(file.size() + 1);
        const auto behind = cutBehind(text, quote);
        if (!behind)
            return badInput(fmt::format("the mask {} lacks the {} that ends its file's name", quotedText(term), quote));
        if (!behind->empty() && termEnds.find(behind->front()) == std::string_view::npos)
            return badInput(fmt::format("the mask {} goes on behind the quoted name of its file with {}", quotedText(term),
                                        quotedText(*behind)));
        result.append(file).append(escaped(text));
        text = *behind;
    }
    return result;
}

Error wrongTerm(std::string_view text, const std::string &why)
{
    return badInput(fmt::format("the mask {} {}", quotedText(text), why));
}

Result<MaskTerm> parseFile(std::string_view text, std::string_view escapedName)
{
    const auto name = unescaped(escapedName);
    if (!name || name->empty())
        return wrongTerm(text, "does not name a file");
    return MaskTerm{.kind = MaskKind::File, .file = *name};
}

// The bits of one head, appended; false where a digit is not hexadecimal.
bool takeBits(std::string_view hex, std::size_t count, std::vector<std::uint8_t> &bits)
{
    for (std::size_t pair = 0; pair < count; ++pair) {
        const auto digit = hexValue(hex[pair / 4]);
        if (!digit)
            return false;
        bits.push_back((*digit >> (3 - pair % 4)) & 1U);
    }
    return true;
}

Result<MaskTerm> parsePainted(std::string_view text, std::string_view rest)
{
    constexpr int largest = 4096;
    const std::string_view shown = text.substr(0, 40);
    const auto heads = cutBehind(rest, ':');
    const auto tokens = numberIn<int>(rest);
    if (!heads || !tokens || *tokens < 1 || *tokens > largest)
        return wrongTerm(shown, fmt::format("is not painted:N:HEX with N between 1 and {}", largest));
    const std::size_t pairs = static_cast<std::size_t>(*tokens) * *tokens;
    PairMask mask{0, *tokens, {}};
    for (const std::string_view hex : split(*heads, ':')) {
        if (hex.size() != (pairs + 3) / 4)
            return wrongTerm(shown, fmt::format("has {}, expected {} for each head",
                                                counted(hex.size(), "hexadecimal digit"), (pairs + 3) / 4));
        if (!takeBits(hex, pairs, mask.kept))
            return wrongTerm(shown, "has a digit that is not hexadecimal");
        if (*hexValue(hex.back()) % (1U << (4 * hex.size() - pairs)) != 0)
            return wrongTerm(shown, fmt::format("has bits behind its {} in the last digit", counted(pairs, "pair")));
        ++mask.heads;
    }
    return paintedTerm(std::move(mask));
}

Result<MaskTerm> parseNumbers(std::string_view text, const MaskKindDescription &kind,
                              std::span<const std::string_view> numbers)
{
    if (numbers.size() > kind.parameterCount)
        return wrongTerm(text, fmt::format("has too many numbers, expected at most {}", kind.parameterCount));
    MaskTerm term = maskTerm(kind.kind);
    for (std::size_t index = 0; index < numbers.size(); ++index) {
        const MaskParameter &parameter = kind.parameters[index];
        const auto number = numberIn<double>(numbers[index]);
        const bool fits = number && *number >= parameter.least && *number <= parameter.most &&
                          (!parameter.isWhole || std::floor(*number) == *number);
        if (!fits)
            return wrongTerm(text, fmt::format("has {} as its {}, expected a {}number from {} to {}",
                                               quotedText(numbers[index]), parameter.name, parameter.isWhole ? "whole " : "",
                                               numberText(parameter.least), numberText(parameter.most)));
        term.parameters[index] = *number;
    }
    return term;
}

std::string knownKinds()
{
    std::string kinds;
    for (const MaskKindDescription &kind : maskKindDescriptions())
        kinds += (kinds.empty() ? "" : ", ") + std::string(kind.id);
    return kinds;
}

Result<MaskTerm> parseTerm(std::string_view text)
{
    std::string_view id = text;
    const auto rest = cutBehind(id, ':');
    const auto kind = std::ranges::find(maskKindDescriptions(), id, &MaskKindDescription::id);
    if (kind == maskKindDescriptions().end())
        return badInput(fmt::format("there is no mask {}; there are {}", quotedText(id), knownKinds()));
    if (kind->kind == MaskKind::File)
        return parseFile(text, rest.value_or(""));
    if (kind->kind == MaskKind::Painted)
        return parsePainted(text, rest.value_or(""));
    return parseNumbers(text, *kind, rest ? split(*rest, ':') : std::vector<std::string_view>());
}

// How a mask acts, each at most once.
struct MaskHow {
    std::optional<MaskMode> mode;
    std::optional<double> strength;
    std::optional<std::uint32_t> controlSeed;
};

Error givenTwice(const char *what, std::string_view again)
{
    return badInput(fmt::format("{}: the mask's {} is given twice", quotedText(again), what));
}

Result<void> takeHow(std::string_view text, MaskHow &how)
{
    constexpr std::string_view control = "control:";
    if (text == "after") {
        const bool isTold = how.mode.has_value();
        how.mode = MaskMode::AfterSoftmax;
        return isTold ? Result<void>(givenTwice("mode", text)) : Result<void>();
    }
    if (text.starts_with(control)) {
        const bool isTold = how.controlSeed.has_value();
        how.controlSeed = numberIn<std::uint32_t>(text.substr(control.size()));
        if (!how.controlSeed)
            return badInput(quotedText(text) + " is not control:SEED with a whole number from 0");
        return isTold ? Result<void>(givenTwice("control", text)) : Result<void>();
    }
    const bool isTold = how.strength.has_value();
    how.strength = numberIn<double>(text);
    if (!how.strength || !(*how.strength >= 0.0 && *how.strength <= 1.0))
        return badInput(quotedText(text) +
                        " is not how a mask can act; expected after, control:SEED or a strength from 0 to 1");
    return isTold ? Result<void>(givenTwice("strength", text)) : Result<void>();
}

// Leaves the files that it names unread.
Result<MaskPattern> patternIn(std::string_view quoted)
{
    const auto text = withoutQuotes(quoted);
    if (!text)
        return text.error();
    MaskPattern pattern;
    for (const std::string_view alternative : split(*text, '+')) {
        std::vector<MaskTerm> &terms = pattern.alternatives.emplace_back();
        for (const std::string_view termText : split(alternative, '&')) {
            auto term = parseTerm(termText);
            if (!term)
                return term.error();
            terms.push_back(*std::move(term));
            if (pattern.alternatives.size() > mostAlternatives || terms.size() > mostAlternatives)
                return badInput(fmt::format("the mask joins more than {} masks", mostAlternatives));
        }
    }
    return pattern;
}

Result<void> takePattern(std::string_view part, AttentionMask &mask)
{
    if (mask.pattern)
        return givenTwice("pattern", part);
    if (const auto scope = cutBehind(part, '@')) {
        auto parsed = parseScope(*scope);
        if (!parsed)
            return parsed.error();
        mask.scope = *std::move(parsed);
    }
    std::vector<std::string_view> pieces = split(part, '~');
    MaskHow how;
    for (const std::string_view piece : std::span(pieces).subspan(1)) {
        if (const auto taken = takeHow(piece, how); !taken)
            return taken;
    }
    mask.mode = how.mode.value_or(mask.mode);
    mask.strength = how.strength.value_or(mask.strength);
    mask.controlSeed = how.controlSeed;
    auto pattern = patternIn(pieces.front());
    if (!pattern)
        return pattern.error();
    mask.pattern = *std::move(pattern);
    return {};
}

Result<void> takeAblation(std::string_view part, AttentionMask &mask)
{
    if (mask.ablation.isActive())
        return givenTwice("ablation", part);
    const auto scope = cutBehind(part, '@');
    if (part != "ablate" && part != "ablate:mean")
        return badInput(quotedText(part) + " is neither ablate nor ablate:mean");
    auto parsed = parseScope(scope.value_or("all"));
    if (!parsed)
        return parsed.error();
    mask.ablation.scope = *std::move(parsed);
    mask.ablation.usesMeans = part == "ablate:mean";
    return {};
}

std::string hexBits(std::span<const std::uint8_t> bits)
{
    std::string hex((bits.size() + 3) / 4, '0');
    for (std::size_t digit = 0; digit < hex.size(); ++digit) {
        unsigned value = 0;
        for (std::size_t bit = 4 * digit; bit < std::min(4 * digit + 4, bits.size()); ++bit)
            value |= unsigned{bits[bit]} << (3 - bit % 4);
        hex[digit] = hexDigits[value];
    }
    return hex;
}

std::string paintedText(const PairMask &mask)
{
    std::string text = fmt::format("painted:{}", mask.tokens);
    const std::size_t pairs = static_cast<std::size_t>(mask.tokens) * mask.tokens;
    for (int head = 0; head < mask.heads; ++head)
        text += ":" + hexBits(std::span(mask.kept).subspan(head * pairs, pairs));
    return text;
}

std::string termText(const MaskTerm &term)
{
    if (term.kind == MaskKind::File)
        return "file:" + escaped(term.file);
    if (term.kind == MaskKind::Painted && term.pairs)
        return paintedText(*term.pairs);
    const MaskKindDescription &kind = describe(term.kind);
    std::string text(kind.id);
    for (std::size_t index = 0; index < kind.parameterCount; ++index)
        text += ":" + numberText(term.parameters[index]);
    return text;
}

}  // namespace

Result<HeadScope> parseScope(std::string_view text)
{
    if (text == "all")
        return HeadScope();
    HeadScope scope = HeadScope::none();
    for (const std::string_view written : split(text, ',')) {
        const std::string_view place = withoutBlanks(written);
        const bool isLettered = place.starts_with('L');
        std::string_view layerText = place.substr(isLettered ? 1 : 0);
        const auto headText = isLettered ? cutBehind(layerText, 'H') : cutBehind(layerText, '.');
        const auto layer = numberIn<int>(isLettered ? withoutBlanks(layerText) : layerText);
        const auto head = headText ? numberIn<int>(*headText) : std::optional(0);
        if (!layer || *layer < 0 || !head || *head < 0)
            return badInput(quotedText(place) +
                            " is not where a mask can act; expected all, LAYER or LAYER.HEAD (also L0 or "
                            "L0 H3), counted from 0");
        if (headText)
            scope.heads.push_back({{*layer}, {*head}});
        else
            scope.layers.push_back({*layer});
    }
    return scope;
}

Result<AttentionMask> parseMaskForm(std::string_view quoted)
{
    AttentionMask mask;
    if (quoted.size() > longestText)
        return badInput(fmt::format("the mask is longer than {} characters", longestText));
    if (quoted.empty())
        return mask;
    const auto text = withoutQuotes(quoted);
    if (!text)
        return text.error();
    for (const std::string_view part : split(*text, ';')) {
        const auto taken = part.starts_with("ablate") ? takeAblation(part, mask) : takePattern(part, mask);
        if (!taken)
            return taken.error();
    }
    return mask;
}

Result<AttentionMask> parseMask(std::string_view quoted)
{
    Result<AttentionMask> mask = parseMaskForm(quoted);
    if (mask && mask->pattern) {
        if (Result<void> read = readMaskFiles(*mask->pattern, {}); !read)
            return read.error();
    }
    return mask;
}

std::string scopeText(const HeadScope &scope, HeadSpelling spelling)
{
    if (scope.everywhere)
        return "all";
    const bool isLettered = spelling == HeadSpelling::Lettered;
    std::string text;
    const auto add = [&](const std::string &place) { text += (text.empty() ? "" : isLettered ? ", " : ",") + place; };
    for (const LayerIndex layer : scope.layers)
        add((isLettered ? "L" : "") + std::to_string(layer.value));
    for (const HeadRef &head : scope.heads)
        add(isLettered ? headLabel(head) : fmt::format("{}.{}", head.layer.value, head.head.value));
    return text;
}

std::string patternText(const MaskPattern &pattern)
{
    std::string text;
    for (const std::vector<MaskTerm> &terms : pattern.alternatives) {
        text += text.empty() ? "" : "+";
        for (std::size_t index = 0; index < terms.size(); ++index)
            text += (index > 0 ? "&" : "") + termText(terms[index]);
    }
    return text;
}

std::string maskText(const AttentionMask &mask, HeadSpelling spelling)
{
    std::string text;
    if (mask.masksPairs()) {
        text = patternText(*mask.pattern);
        text += mask.mode == MaskMode::AfterSoftmax ? "~after" : "";
        text += mask.strength < 1.0 ? "~" + numberText(mask.strength) : "";
        text += mask.controlSeed ? fmt::format("~control:{}", *mask.controlSeed) : "";
        text += mask.scope.everywhere ? "" : "@" + scopeText(mask.scope, spelling);
    }
    if (mask.ablation.isActive())
        text += (text.empty() ? "" : ";") + std::string(mask.ablation.usesMeans ? "ablate:mean@" : "ablate@") +
                scopeText(mask.ablation.scope, spelling);
    return text;
}

}  // namespace core
