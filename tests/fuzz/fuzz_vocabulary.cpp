// vocab.txt: a piece a line, each found at its line's number, of equal ones at the last.
#include "core/text/vocabulary.h"
#include "tests/fuzz/fuzzing.h"

namespace {

std::vector<std::string> linesOf(std::string text)
{
    if (text.starts_with("\xef\xbb\xbf"))
        text.erase(0, 3);
    if (!text.empty() && text.back() != '\n')
        text += '\n';
    std::vector<std::string> lines;
    std::string line;
    for (const char character : text) {
        if (character != '\n') {
            line += character;
            continue;
        }
        if (!line.empty() && line.back() == '\r')
            line.pop_back();
        lines.push_back(std::move(line));
        line.clear();
    }
    return lines;
}

std::string judge(std::string_view input)
{
    const auto vocabulary = core::parseVocabulary(input);
    if (!vocabulary)
        return fuzz::refusalFault(vocabulary.error());
    const std::vector<std::string> lines = linesOf(std::string(input));
    if (lines.size() != vocabulary->size())
        return "there are " + std::to_string(vocabulary->size()) + " pieces on " + std::to_string(lines.size()) + " lines";
    for (std::size_t id = 0; id < lines.size(); ++id) {
        const auto found = vocabulary->find(lines[id]);
        if (vocabulary->piece({static_cast<int>(id)}) != lines[id])
            return "piece " + std::to_string(id) + " is not its line";
        if (!found || static_cast<std::size_t>(found->value) < id ||
            lines[static_cast<std::size_t>(found->value)] != lines[id])
            return "piece " + std::to_string(id) + " is found elsewhere";
    }
    return {};
}

}  // namespace

int main(int argc, char **argv)
{
    return fuzz::run(
        {.name = "vocabulary",
         .seeds = {"[PAD]\n[UNK]\n[CLS]\n[SEP]\nthe\n##s\n", "a\r\nb\r\na", "\xef\xbb\xbf[UNK]\n\né\n漢\n", "x"},
         .dictionary = {"\n", "\r\n", "\r", "\n\n", "[UNK]", "##", "\xef\xbb\xbf", "\xc3", "\xed\xa0\x80", " ", "\t"},
         .judge = judge},
        argc, argv);
}
