#include "app/commands/mask_files.h"

#include "core/base/counted.h"
#include "core/base/input_file.h"

#include <fmt/core.h>

#include <ostream>

namespace app {

namespace {

template <typename Use>
void forEachFile(const core::AttentionMask &mask, Use use)
{
    if (!mask.masksPairs())
        return;
    for (const std::vector<core::MaskTerm> &terms : mask.pattern->alternatives) {
        for (const core::MaskTerm &term : terms) {
            if (term.kind == core::MaskKind::File && term.pairs)
                use(term);
        }
    }
}

// Texts of many lengths have a rule in place of a number.
std::string noteOf(const core::MaskTerm &term, std::optional<int> tokens)
{
    if (tokens)
        return core::lengthNote(term, *tokens);
    return fmt::format(
        "made for {}; longer texts: later tokens keep every pair; shorter texts: the file's first rows and columns",
        core::counted(term.pairs->tokens, "token"));
}

}  // namespace

void addMaskFiles(const core::AttentionMask &mask, std::optional<int> tokens, nlohmann::ordered_json &json)
{
    forEachFile(mask, [&](const core::MaskTerm &term) {
        nlohmann::ordered_json file{{"file", term.file},
                                    {"read_as", core::idOf(term.reading)},
                                    {"heads", term.pairs->heads},
                                    {"tokens", term.pairs->tokens}};
        if (const std::string note = noteOf(term, tokens); !note.empty())
            file["note"] = note;
        json["mask_files"].push_back(std::move(file));
    });
}

void printMaskFiles(const core::AttentionMask &mask, std::optional<int> tokens, std::ostream &out)
{
    forEachFile(mask, [&](const core::MaskTerm &term) {
        const std::string note = noteOf(term, tokens);
        out << core::pathText(term.file) << " is read as " << core::readingNote(term.reading) << (note.empty() ? "" : "; ")
            << note << '\n';
    });
}

}  // namespace app
