// Masks as text: what is accepted is written as a text that is read as the same mask, and that text is its own canonical form.
#include "core/model/mask/mask_text.h"
#include "tests/fuzz/fuzzing.h"

namespace {

std::string judge(std::string_view input)
{
    const auto mask = core::parseMask(input);
    if (!mask)
        return fuzz::refusalFault(mask.error());
    const std::string text = core::maskText(*mask);
    const auto again = core::parseMask(text);
    if (!again)
        return "its own text \"" + text + "\" is refused: " + again.error().message;
    if (*again != *mask)
        return "its own text \"" + text + "\" is another mask";
    return core::maskText(*again) == text ? "" : "its text \"" + text + "\" changes to \"" + core::maskText(*again) + "\"";
}

}  // namespace

int main(int argc, char **argv)
{
    return fuzz::run(
        {.name = "mask_text",
         .seeds = {"none", "diagonal", "band:3", "block:8@0", "fixed:4~after", "strided:4~0.5", "star:1+logsparse&diagonal",
                   "longformer:3:1", "bigbird:1:1:2:42@0,1.3", "random:12:7~control:3", "learned:0.25", "painted:3:0A8",
                   "painted:2:9:6~0.25@1.0", "diagonal@0;ablate@1.2,1.3", "ablate:mean@all", "file:/dev/null",
                   "file:a%2Bb.npy", "file:\"a+b;c@d.npy\"@1", "file:'a b'&diagonal"},
         .dictionary = {"+",     "&",        ";",      "@",       "~",        ":",     ",",   ".",       "%",
                        "\"",    "'",        "file:",  "file:\"", "file:'",   "%2B",   "%00", "%0a",     "all",
                        "after", "control:", "ablate", ":mean",   "painted:", "band:", "\n",  "\x1b[2J", "é"},
         .judge = judge},
        argc, argv);
}
