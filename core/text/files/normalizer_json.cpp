#include "core/text/files/normalizer_json.h"

#include "core/text/files/component_json.h"
#include "core/text/files/pattern_json.h"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

namespace core {

namespace {

using Json = nlohmann::json;
using NormalizerReader = Result<Normalizer> (*)(const ComponentJson &);

template <UnicodeForm form>
Result<Normalizer> readForm(const ComponentJson &component)
{
    if (const auto allowed = component.allow({}); !allowed)
        return allowed.error();
    return unicodeNormalizer(form);
}

template <Normalizer (*make)()>
Result<Normalizer> readPlain(const ComponentJson &component)
{
    if (const auto allowed = component.allow({}); !allowed)
        return allowed.error();
    return make();
}

Result<NormalizerOptions> readBertOptions(const ComponentJson &component)
{
    if (const auto allowed = component.allow({"clean_text", "handle_chinese_chars", "strip_accents", "lowercase"}); !allowed)
        return allowed.error();
    NormalizerOptions options;
    for (const auto &[name, option] :
         {std::pair{"clean_text", &NormalizerOptions::cleanText}, std::pair{"lowercase", &NormalizerOptions::doLowerCase},
          std::pair{"handle_chinese_chars", &NormalizerOptions::tokenizeChineseChars}}) {
        const auto flag = component.flag(name, options.*option);
        if (!flag)
            return flag.error();
        options.*option = *flag;
    }
    if (component.member("strip_accents").is_null())
        return options;
    const auto stripAccents = component.flag("strip_accents", false);
    if (!stripAccents)
        return stripAccents.error();
    options.stripAccents = *stripAccents;
    return options;
}

Result<Normalizer> readBert(const ComponentJson &component)
{
    const auto options = readBertOptions(component);
    if (!options)
        return options.error();
    return bertNormalizer(*options);
}

Result<Normalizer> readStrip(const ComponentJson &component)
{
    if (const auto allowed = component.allow({"strip_left", "strip_right"}); !allowed)
        return allowed.error();
    const auto left = component.flag("strip_left", true);
    if (!left)
        return left.error();
    const auto right = component.flag("strip_right", true);
    if (!right)
        return right.error();
    return blankStripper(*left, *right);
}

Result<Normalizer> readReplace(const ComponentJson &component)
{
    if (const auto allowed = component.allow({"pattern", "content"}); !allowed)
        return allowed.error();
    auto pattern = readPattern(component.member("pattern"));
    if (!pattern)
        return component.fault(pattern.error().message);
    auto content = component.text("content", {});
    if (!content)
        return content.error();
    return replacingNormalizer(*std::move(pattern), *std::move(content));
}

Result<Normalizer> readPrepend(const ComponentJson &component)
{
    if (const auto allowed = component.allow({"prepend"}); !allowed)
        return allowed.error();
    auto prefix = component.text("prepend", {});
    if (!prefix)
        return prefix.error();
    return prependNormalizer(*std::move(prefix));
}

Result<Normalizer> readPrecompiled(const ComponentJson &component)
{
    if (const auto allowed = component.allow({"precompiled_charsmap"}); !allowed)
        return allowed.error();
    const auto base64 = component.text("precompiled_charsmap", {});
    if (!base64)
        return base64.error();
    auto map = Charsmap::parseBase64(*base64);
    if (!map)
        return map.error();
    return charsmapNormalizer(*std::move(map));
}

Result<Normalizer> readSequence(const ComponentJson &component)
{
    if (const auto allowed = component.allow({"normalizers"}); !allowed)
        return allowed.error();
    const auto parts = component.list("normalizers");
    if (!parts)
        return parts.error();
    std::vector<Normalizer> normalizers;
    for (const Json &part : *parts) {
        auto normalizer = readNormalizer(part);
        if (!normalizer)
            return normalizer.error();
        normalizers.push_back(*std::move(normalizer));
    }
    return normalizerSequence(std::move(normalizers));
}

struct NormalizerRow {
    std::string_view type;
    NormalizerReader read;
};

constexpr NormalizerRow normalizerRows[] = {{"BertNormalizer", readBert},
                                            {"NFC", readForm<UnicodeForm::Nfc>},
                                            {"NFD", readForm<UnicodeForm::Nfd>},
                                            {"NFKC", readForm<UnicodeForm::Nfkc>},
                                            {"NFKD", readForm<UnicodeForm::Nfkd>},
                                            {"Lowercase", readPlain<lowerCaseNormalizer>},
                                            {"StripAccents", readPlain<accentStripper>},
                                            {"Nmt", readPlain<nmtNormalizer>},
                                            {"ByteLevel", readPlain<byteLevelNormalizer>},
                                            {"Strip", readStrip},
                                            {"Replace", readReplace},
                                            {"Prepend", readPrepend},
                                            {"Precompiled", readPrecompiled},
                                            {"Sequence", readSequence}};

}  // namespace

Result<Normalizer> readNormalizer(const Json &normalizer)
{
    if (normalizer.is_null())
        return normalizerSequence({});
    const auto component = ComponentJson::read(normalizer, "normalizer");
    if (!component)
        return component.error();
    const auto row = std::ranges::find(normalizerRows, component->type(), &NormalizerRow::type);
    return row == std::end(normalizerRows) ? component->unsupported() : row->read(*component);
}

Result<NormalizerOptions> readBertNormalizer(const Json &normalizer)
{
    const auto component = ComponentJson::read(normalizer, "normalizer");
    if (!component)
        return component.error();
    return readBertOptions(*component);
}

bool lowersCase(const Json &normalizer)
{
    const Json &type = memberOf(normalizer, "type");
    if (type == "BertNormalizer")
        return memberOf(normalizer, "lowercase") != false;
    const Json &parts = memberOf(normalizer, "normalizers");
    return type == "Lowercase" || (type == "Sequence" && std::ranges::any_of(parts, lowersCase));
}

}  // namespace core
