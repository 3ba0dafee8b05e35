// tokenizer_config.json: every flag that is read is the one in the file, and no other.
#include "core/base/json.h"
#include "core/text/files/tokenizer_config.h"
#include "tests/fuzz/fuzzing.h"
#include "tests/fuzz/json_mutation.h"

#include <nlohmann/json.hpp>

namespace {

using nlohmann::json;

std::string judge(std::string_view input)
{
    const auto config = core::parseTokenizerConfig(input);
    if (!config)
        return fuzz::refusalFault(config.error());
    const json file = core::parseJson(input, {.acceptsNonFinite = true}).value();
    for (const auto &[name, flag] :
         {std::pair{"do_lower_case", config->doLowerCase}, std::pair{"strip_accents", config->stripAccents},
          std::pair{"tokenize_chinese_chars", config->tokenizeChineseChars},
          std::pair{"add_special_tokens", config->addSpecialTokens}}) {
        const json given = file.contains(name) ? file[name] : json();
        if (given != (flag ? json(*flag) : json()))
            return std::string(name) + " is not what the file says";
    }
    return {};
}

}  // namespace

int main(int argc, char **argv)
{
    return fuzz::run(
        {.name = "tokenizer_config",
         .seeds =
             {R"({"do_lower_case": true, "strip_accents": null, "tokenize_chinese_chars": false, "tokenizer_class": "BertTokenizer"})",
              R"({"add_special_tokens": false, "model_max_length": 1000000000000000019884624838656})", "{}"},
         .dictionary = {"\"do_lower_case\": ", "\"strip_accents\": ", "\"add_special_tokens\": ", "true", "false", "null",
                        "1", "\"true\"", "[", "{", ",", "\\n", "\xff"},
         .judge = judge,
         .mutate = fuzz::mutatedJson},
        argc, argv);
}
