#include "core/text/files/post_processor_json.h"

#include "core/base/message_text.h"
#include "core/text/files/component_json.h"

#include <fmt/core.h>

namespace core {

namespace {

using Json = nlohmann::json;

constexpr std::size_t longestFrame = 64;  // tokens on one side

Result<TokenId> readFrameId(const ComponentJson &component, const Json &id, const Vocabulary &pieces)
{
    if (id.is_number_integer() && id >= 0 && id < pieces.size())
        return TokenId{id.get<int>()};
    return component.fault(fmt::format("the id {} is not one of the vocabulary's {} pieces", shownValue(id), pieces.size()));
}

// ["[CLS]", 101]
Result<TokenId> readNamedId(const ComponentJson &component, const char *name, const Vocabulary &pieces)
{
    const Json &pair = component.member(name);
    if (!pair.is_array() || pair.size() != 2)
        return component.fault(fmt::format("{} is {}, expected a token and its id", quotedText(name), shownValue(pair)));
    return readFrameId(component, pair[1], pieces);
}

Result<TextFrame> readPairOfTokens(const ComponentJson &component, const Vocabulary &pieces)
{
    if (const auto allowed = component.allow({"sep", "cls", "trim_offsets", "add_prefix_space"}); !allowed)
        return allowed.error();
    const auto first = readNamedId(component, "cls", pieces);
    if (!first)
        return first.error();
    const auto last = readNamedId(component, "sep", pieces);
    if (!last)
        return last.error();
    return TextFrame{{*first}, {*last}};
}

// Appends the ids of the special token that the template calls `name`.
Result<void> appendTemplateToken(const ComponentJson &component, const std::string &name, const Vocabulary &pieces,
                                 std::vector<TokenId> &ids)
{
    const Json &listed = memberOf(memberOf(component.member("special_tokens"), name.c_str()), "ids");
    if (!listed.is_array())
        return component.fault(
            fmt::format("the template uses {}, which \"special_tokens\" does not define", quotedText(name)));
    for (const Json &id : listed) {
        const auto known = readFrameId(component, id, pieces);
        if (!known)
            return known.error();
        ids.push_back(*known);
    }
    if (ids.size() > longestFrame)
        return component.fault(fmt::format("more than {} tokens stand on one side of the text", longestFrame));
    return {};
}

Result<TextFrame> readTemplate(const ComponentJson &component, const Vocabulary &pieces)
{
    if (const auto allowed = component.allow({"single", "pair", "special_tokens"}); !allowed)
        return allowed.error();
    const auto parts = component.list("single");
    if (!parts)
        return component.fault(parts.error().message);
    TextFrame frame;
    bool hasText = false;
    for (const Json &part : *parts) {
        if (const Json &sequence = memberOf(part, "Sequence"); sequence.is_object()) {
            if (hasText || memberOf(sequence, "id") != "A")
                return component.fault("the template for a single text does not have the text, A, once");
            hasText = true;
            continue;
        }
        const Json &name = memberOf(memberOf(part, "SpecialToken"), "id");
        if (!name.is_string())
            return component.fault(
                fmt::format("a part of the template is {}, expected a Sequence or a SpecialToken", shownValue(part)));
        if (const auto done =
                appendTemplateToken(component, name.get<std::string>(), pieces, hasText ? frame.behind : frame.before);
            !done)
            return done.error();
    }
    if (!hasText)
        return component.fault("the template for a single text does not have the text, A, once");
    return frame;
}

Result<TextFrame> readSequenceOfFrames(const ComponentJson &component, const Vocabulary &pieces)
{
    if (const auto allowed = component.allow({"processors"}); !allowed)
        return allowed.error();
    const auto parts = component.list("processors");
    if (!parts)
        return parts.error();
    TextFrame frame;
    for (const Json &part : *parts) {
        const auto outer = readPostProcessor(part, pieces);
        if (!outer)
            return outer.error();
        frame.before.insert(frame.before.begin(), outer->before.begin(), outer->before.end());
        frame.behind.insert(frame.behind.end(), outer->behind.begin(), outer->behind.end());
    }
    return frame;
}

}  // namespace

Result<TextFrame> readPostProcessor(const Json &postProcessor, const Vocabulary &pieces)
{
    if (postProcessor.is_null())
        return TextFrame();
    const auto component = ComponentJson::read(postProcessor, "post-processor");
    if (!component)
        return component.error();
    if (component->type() == "BertProcessing" || component->type() == "RobertaProcessing")
        return readPairOfTokens(*component, pieces);
    if (component->type() == "TemplateProcessing")
        return readTemplate(*component, pieces);
    if (component->type() == "Sequence")
        return readSequenceOfFrames(*component, pieces);
    if (component->type() != "ByteLevel")
        return component->unsupported();
    // It trims ranges, which are without blanks here in any case.
    if (const auto allowed = component->allow({"add_prefix_space", "trim_offsets", "use_regex"}); !allowed)
        return allowed.error();
    return TextFrame();
}

}  // namespace core
