#include "core/corpus/shards/partial_run.h"

#include "core/base/counted.h"
#include "core/base/input_file.h"
#include "core/base/json.h"
#include "core/base/message_text.h"
#include "core/base/text_file.h"

#include <fmt/core.h>

#include <algorithm>
#include <string_view>

namespace core {
namespace {

using Json = nlohmann::json;

constexpr int partialVersion = 1;
constexpr std::size_t largestPartial = std::size_t(16) << 30;
constexpr std::size_t mostShards = 1'000'000;

// Takes the first line off the rest.
std::string_view takeTextLine(std::string_view &rest)
{
    const std::size_t end = rest.find('\n');
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    return line;
}

Error noPartial()
{
    return badInput("is no file that a command wrote with --partial");
}

TextShard shardIn(const Json &json)
{
    return {.number = json.at(0).get<std::size_t>(), .count = json.at(1).get<std::size_t>()};
}

std::vector<RunInput> inputsIn(const Json &json)
{
    std::vector<RunInput> inputs;
    for (const Json &input : json.get_ref<const Json::array_t &>())
        inputs.push_back({.what = input.at("what").get<std::string>(),
                          .path = input.at("path").get<std::string>(),
                          .sha256 = input.at("sha256").get<std::string>()});
    return inputs;
}

// The header, its passes as long as it says and still empty. Throws the library's exceptions.
PartialRun headerIn(const Json &json)
{
    PartialRun partial{
        .run = {.arguments = json.at("arguments").get<std::vector<std::string>>(), .inputs = inputsIn(json.at("inputs"))},
        .shard = shardIn(json.at("shard")),
        .passes = {}};
    partial.passes.resize(json.at("passes").size());
    return partial;
}

Result<void> readPasses(const Json &header, std::string_view rest, PartialRun &partial)
{
    for (std::size_t pass = 0; pass < partial.passes.size(); ++pass) {
        const auto texts = header["passes"][pass].get<std::size_t>();
        for (std::size_t text = 0; text < texts; ++text) {
            if (rest.empty())
                return badInput("is cut short; run the shard again");
            partial.passes[pass].emplace_back(takeTextLine(rest));
        }
    }
    return rest.empty() ? Result<void>() : badInput("has more lines than its first one says; run the shard again");
}

Result<PartialRun> partialIn(std::string_view text)
{
    const Result<Json> header = parseJson(takeTextLine(text));
    if (!header || !header->is_object() || !header->contains("attnscope_partial"))
        return noPartial();
    try {
        if (const Json &version = header->at("attnscope_partial"); version != partialVersion)
            return badInput(fmt::format("is of version {}, expected {}", version.dump(), partialVersion));
        PartialRun partial = headerIn(*header);
        const TextShard &shard = partial.shard;
        if (shard.number < 1 || shard.number > shard.count || shard.count > mostShards)
            return noPartial();
        const Result<void> read = readPasses(*header, text, partial);
        return read ? Result(std::move(partial)) : read.error();
    } catch (const Json::exception &) {
        return noPartial();
    }
}

// The first argument that one run has and the other lacks; the command where both have all of the other's.
std::string otherArgument(const SharedRun &one, const SharedRun &other)
{
    for (const std::string &argument : one.arguments) {
        if (std::ranges::find(other.arguments, argument) == other.arguments.end())
            return argument;
    }
    return {};
}

std::string describedArgument(const std::string &argument)
{
    return argument.empty() ? "nothing else" : quotedText(argument);
}

Result<void> checkSameRun(const PartialFile &first, const PartialFile &file)
{
    const SharedRun &expected = first.partial.run;
    const SharedRun &run = file.partial.run;
    if (run.arguments != expected.arguments)
        return badInput(fmt::format("{} is of another run: it was given {}, where {} was given {}", pathText(file.file),
                                    describedArgument(otherArgument(run, expected)), pathText(first.file),
                                    describedArgument(otherArgument(expected, run))));
    const auto [differs, theirs] = std::ranges::mismatch(run.inputs, expected.inputs);
    if (differs != run.inputs.end() && theirs != expected.inputs.end())
        return badInput(fmt::format("{} is of another run: the {} {} was not the same as for {}", pathText(file.file),
                                    differs->what, quotedText(differs->path), pathText(first.file)));
    if (run.inputs.size() != expected.inputs.size())
        return badInput(
            fmt::format("{} is of another run: it read other files than {}", pathText(file.file), pathText(first.file)));
    if (file.partial.shard.count != first.partial.shard.count)
        return badInput(fmt::format("{} is one of {}, where {} is one of {}", pathText(file.file),
                                    counted(file.partial.shard.count, "shard"), pathText(first.file),
                                    counted(first.partial.shard.count, "shard")));
    return {};
}

// "shards 2 and 4 of 4 are missing"; of many the first ones.
Error missingShards(std::span<const std::size_t> numbers, std::size_t count)
{
    constexpr std::size_t named = 5;
    std::string list;
    for (std::size_t index = 0; index < std::min(named, numbers.size()); ++index) {
        const bool isLast = index + 1 == numbers.size();
        list += (index == 0 ? "" : isLast ? " and " : ", ") + std::to_string(numbers[index]);
    }
    if (numbers.size() > named)
        list += fmt::format(" and {} more", numbers.size() - named);
    return badInput(fmt::format("{} {} of {} {} missing", numbers.size() == 1 ? "shard" : "shards", list, count,
                                numbers.size() == 1 ? "is" : "are"));
}

}  // namespace

std::string partialRunText(const PartialRun &partial)
{
    nlohmann::ordered_json inputs = nlohmann::ordered_json::array();
    for (const RunInput &input : partial.run.inputs)
        inputs.push_back({{"what", input.what}, {"path", input.path}, {"sha256", input.sha256}});
    std::vector<std::size_t> texts;
    for (const PassOutcomes &pass : partial.passes)
        texts.push_back(pass.size());
    const nlohmann::ordered_json header{{"attnscope_partial", partialVersion},
                                        {"shard", {partial.shard.number, partial.shard.count}},
                                        {"arguments", partial.run.arguments},
                                        {"inputs", inputs},
                                        {"passes", texts}};
    std::string text = header.dump(-1, ' ', /*ensure_ascii=*/false, Json::error_handler_t::replace) + '\n';
    for (const PassOutcomes &pass : partial.passes) {
        for (const std::string &outcome : pass)
            text += outcome + '\n';
    }
    return text;
}

Result<PartialRun> readPartialRun(const std::filesystem::path &file)
{
    const Result<std::string> text = readTextFile(file, largestPartial);
    if (!text)
        return text.error();
    Result<PartialRun> partial = partialIn(*text);
    return partial ? std::move(partial) : Result<PartialRun>(badInput(pathText(file) + " " + partial.error().message));
}

Result<std::vector<std::vector<PassOutcomes>>> putTogether(std::vector<PartialFile> files)
{
    const std::size_t count = files.front().partial.shard.count;
    std::vector<PartialFile *> byNumber(std::max(count, files.size()));
    for (PartialFile &file : files) {
        if (const Result<void> same = checkSameRun(files.front(), file); !same)
            return same.error();
        PartialFile *&place = byNumber[file.partial.shard.number - 1];
        if (place)
            return badInput(fmt::format("{} and {} are both shard {} of {}", pathText(place->file), pathText(file.file),
                                        file.partial.shard.number, count));
        place = &file;
    }
    std::vector<std::size_t> missing;
    for (std::size_t index = 0; index < count; ++index) {
        if (!byNumber[index])
            missing.push_back(index + 1);
    }
    if (!missing.empty())
        return missingShards(missing, count);
    std::vector<std::vector<PassOutcomes>> ofShards;
    for (std::size_t index = 0; index < count; ++index)
        ofShards.push_back(std::move(byNumber[index]->partial.passes));
    return ofShards;
}

}  // namespace core
