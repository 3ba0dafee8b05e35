#pragma once

#include <string_view>

namespace core {

// What an error may tell the user to do about a file that can be read in several ways.
enum class Advice {
    EditFile,     // to write into the file what decides: the reader offers no choice
    TextOption,   // --text-column
    EveryOption,  // --text-column, --label-column and --labels
};

// One piece of advice in each wording, with the punctuation that joins it to a sentence.
struct AdviceWordings {
    std::string_view editFile;
    std::string_view textOption;
    std::string_view everyOption;
};

constexpr std::string_view worded(Advice advice, const AdviceWordings &wordings)
{
    switch (advice) {
    case Advice::EditFile: return wordings.editFile;
    case Advice::TextOption: return wordings.textOption;
    case Advice::EveryOption: return wordings.everyOption;
    }
    return {};
}

}  // namespace core
