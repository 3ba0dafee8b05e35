#include "core/text/files/pre_tokenizer_json.h"

#include "core/base/message_text.h"
#include "core/text/files/component_json.h"
#include "core/text/files/pattern_json.h"

#include <fmt/core.h>

#include <algorithm>

namespace core {

namespace {

using Json = nlohmann::json;
using PreTokenizerReader = Result<PreTokenizer> (*)(const ComponentJson &);

template <PreTokenizer (*make)()>
Result<PreTokenizer> readPlainSplit(const ComponentJson &component)
{
    if (const auto allowed = component.allow({}); !allowed)
        return allowed.error();
    return make();
}

Result<DelimiterBehavior> readBehavior(const ComponentJson &component, const std::string &defaultName)
{
    const auto name = component.text("behavior", defaultName);
    if (!name)
        return name.error();
    if (*name == "Removed" || *name == "removed")
        return DelimiterBehavior::Removed;
    if (*name == "Isolated" || *name == "isolated")
        return DelimiterBehavior::Isolated;
    if (*name == "MergedWithPrevious" || *name == "merged_with_previous")
        return DelimiterBehavior::MergedWithPrevious;
    if (*name == "MergedWithNext" || *name == "merged_with_next")
        return DelimiterBehavior::MergedWithNext;
    if (*name == "Contiguous" || *name == "contiguous")
        return DelimiterBehavior::Contiguous;
    return component.fault(fmt::format("the behavior {} is not supported", quotedText(*name)));
}

Result<PreTokenizer> readPunctuation(const ComponentJson &component)
{
    if (const auto allowed = component.allow({"behavior"}); !allowed)
        return allowed.error();
    const auto behavior = readBehavior(component, "Isolated");
    if (!behavior)
        return behavior.error();
    return punctuationPreTokenizer(*behavior);
}

Result<PreTokenizer> readDigits(const ComponentJson &component)
{
    if (const auto allowed = component.allow({"individual_digits"}); !allowed)
        return allowed.error();
    const auto isEachAlone = component.flag("individual_digits", false);
    if (!isEachAlone)
        return isEachAlone.error();
    return digitPreTokenizer(*isEachAlone);
}

Result<PreTokenizer> readDelimiter(const ComponentJson &component)
{
    if (const auto allowed = component.allow({"delimiter"}); !allowed)
        return allowed.error();
    const auto delimiter = component.character("delimiter");
    if (!delimiter)
        return delimiter.error();
    return delimiterPreTokenizer(*delimiter);
}

Result<PreTokenizer> readFixedLength(const ComponentJson &component)
{
    if (const auto allowed = component.allow({"length"}); !allowed)
        return allowed.error();
    const auto length = component.number("length", 5, 1'000'000);
    if (!length)
        return length.error();
    if (*length == 0)
        return component.fault("a length of 0 divides nothing");
    return fixedLengthPreTokenizer(*length);
}

Result<PreTokenizer> readSplit(const ComponentJson &component)
{
    if (const auto allowed = component.allow({"pattern", "behavior", "invert"}); !allowed)
        return allowed.error();
    auto pattern = readPattern(component.member("pattern"));
    if (!pattern)
        return component.fault(pattern.error().message);
    const auto behavior = readBehavior(component, {});
    if (!behavior)
        return behavior.error();
    const auto isInverted = component.flag("invert", false);
    if (!isInverted)
        return isInverted.error();
    return patternPreTokenizer(*std::move(pattern), *behavior, *isInverted);
}

Result<PreTokenizer> readByteLevel(const ComponentJson &component)
{
    // trim_offsets is about ranges alone, which are without blanks here in any case.
    if (const auto allowed = component.allow({"add_prefix_space", "trim_offsets", "use_regex"}); !allowed)
        return allowed.error();
    const auto addsPrefixSpace = component.flag("add_prefix_space", true);
    if (!addsPrefixSpace)
        return addsPrefixSpace.error();
    const auto usesExpression = component.flag("use_regex", true);
    if (!usesExpression)
        return usesExpression.error();
    return byteLevelPreTokenizer({.addsPrefixSpace = *addsPrefixSpace, .usesExpression = *usesExpression});
}

// Files before "prepend_scheme" have "add_prefix_space" alone.
Result<PrefixScheme> readPrefixScheme(const ComponentJson &component)
{
    const auto addsPrefixSpace = component.flag("add_prefix_space", true);
    if (!addsPrefixSpace)
        return addsPrefixSpace.error();
    const auto scheme = component.text("prepend_scheme", *addsPrefixSpace ? "always" : "never");
    if (!scheme)
        return scheme.error();
    if (*scheme == "never")
        return PrefixScheme::Never;
    if (*scheme != "always" && *scheme != "first")
        return component.fault(fmt::format("the prepend_scheme {} is not supported", quotedText(*scheme)));
    if (!*addsPrefixSpace)
        return component.fault(fmt::format("add_prefix_space is false, and prepend_scheme {}", quotedText(*scheme)));
    return *scheme == "always" ? PrefixScheme::Always : PrefixScheme::First;
}

Result<PreTokenizer> readMetaspace(const ComponentJson &component)
{
    if (const auto allowed = component.allow({"replacement", "add_prefix_space", "prepend_scheme", "split", "str_rep"});
        !allowed)
        return allowed.error();
    MetaspaceOptions options;
    const auto replacement = component.character("replacement", options.replacement);
    if (!replacement)
        return replacement.error();
    const auto prefix = readPrefixScheme(component);
    if (!prefix)
        return prefix.error();
    const auto splits = component.flag("split", true);
    if (!splits)
        return splits.error();
    return metaspacePreTokenizer({.replacement = *replacement, .prefix = *prefix, .splits = *splits});
}

Result<PreTokenizer> readSequenceOfSplits(const ComponentJson &component)
{
    if (const auto allowed = component.allow({"pretokenizers"}); !allowed)
        return allowed.error();
    const auto parts = component.list("pretokenizers");
    if (!parts)
        return parts.error();
    std::vector<PreTokenizer> preTokenizers;
    for (const Json &part : *parts) {
        auto preTokenizer = readPreTokenizer(part);
        if (!preTokenizer)
            return preTokenizer.error();
        preTokenizers.push_back(*std::move(preTokenizer));
    }
    return preTokenizerSequence(std::move(preTokenizers));
}

struct PreTokenizerRow {
    std::string_view type;
    PreTokenizerReader read;
};

constexpr PreTokenizerRow preTokenizerRows[] = {{"BertPreTokenizer", readPlainSplit<bertPreTokenizer>},
                                                {"Whitespace", readPlainSplit<wordPreTokenizer>},
                                                {"WhitespaceSplit", readPlainSplit<blankPreTokenizer>},
                                                {"UnicodeScripts", readPlainSplit<scriptPreTokenizer>},
                                                {"Punctuation", readPunctuation},
                                                {"Digits", readDigits},
                                                {"CharDelimiterSplit", readDelimiter},
                                                {"FixedLength", readFixedLength},
                                                {"Split", readSplit},
                                                {"ByteLevel", readByteLevel},
                                                {"Metaspace", readMetaspace},
                                                {"Sequence", readSequenceOfSplits}};

}  // namespace

Result<PreTokenizer> readPreTokenizer(const Json &preTokenizer)
{
    if (preTokenizer.is_null())
        return preTokenizerSequence({});
    const auto component = ComponentJson::read(preTokenizer, "pre-tokenizer");
    if (!component)
        return component.error();
    const auto row = std::ranges::find(preTokenizerRows, component->type(), &PreTokenizerRow::type);
    return row == std::end(preTokenizerRows) ? component->unsupported() : row->read(*component);
}

}  // namespace core
