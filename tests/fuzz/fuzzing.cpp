#include "tests/fuzz/fuzzing.h"

#include "core/base/message_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <optional>

#include <unistd.h>

// The sanitizers call it before they end the program; absent without one.
// NOLINTNEXTLINE(bugprone-reserved-identifier,readability-identifier-naming): the sanitizers' name
extern "C" void __sanitizer_set_death_callback(void (*callback)()) __attribute__((weak));

namespace fuzz {
namespace {

using core::SeededRandom;

constexpr std::size_t longestInput = std::size_t{1} << 16;

struct Options {
    double seconds = 2;
    std::uint64_t seed = 1;
    std::optional<std::uint64_t> round;
    std::string input;
};

std::string_view runningTarget;
bool isRefused = false;  // the input that is judged, or a part of it
volatile std::uint64_t runningRound = 0;

void tellRound()
{
    std::array<char, 128> text{};
    const int length =
        std::snprintf(text.data(), text.size(), "fuzz_%.*s: ended in round %llu\n", static_cast<int>(runningTarget.size()),
                      runningTarget.data(), static_cast<unsigned long long>(runningRound));
    [[maybe_unused]] const auto written = ::write(STDERR_FILENO, text.data(), static_cast<std::size_t>(length));
}

void tellRoundAndDie(int signal)
{
    tellRound();
    std::signal(signal, SIG_DFL);
    std::raise(signal);
}

void tellRoundOfCrash()
{
    if (__sanitizer_set_death_callback) {
        __sanitizer_set_death_callback(tellRound);
        return;
    }
    for (const int signal : {SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL})
        std::signal(signal, tellRoundAndDie);
}

template <typename Item>
const Item &oneOf(const std::vector<Item> &items, SeededRandom &random)
{
    return items[random.below(items.size())];
}

struct Piece {
    std::size_t begin = 0;
    std::size_t size = 0;
};

Piece pieceOf(std::string_view input, SeededRandom &random)
{
    const std::size_t begin = random.below(input.size() + 1);
    const std::size_t longest = std::min<std::size_t>(input.size() - begin, random.below(4) == 0 ? longestInput : 8);
    return {begin, random.below(longest + 1)};
}

// A whole number written in the text is replaced.
std::string withOtherNumber(std::string input, SeededRandom &random)
{
    const auto isDigit = [](char character) { return character >= '0' && character <= '9'; };
    const auto start = input.begin() + static_cast<std::ptrdiff_t>(random.below(input.size() + 1));
    const auto first = std::find_if(start, input.end(), isDigit);
    const auto last = std::find_if_not(first, input.end(), isDigit);
    if (first == last)
        return input;
    const auto place = static_cast<std::size_t>(first - input.begin());
    return input.replace(place, static_cast<std::size_t>(last - first), awkwardNumber(random));
}

std::string mutatedPlainly(const Target &target, std::string input, SeededRandom &random)
{
    const Piece piece = pieceOf(input, random);
    const std::string part = input.substr(piece.begin, piece.size);
    switch (random.below(9)) {
    case 0:  // a bit
        if (!input.empty())
            input[random.below(input.size())] ^= static_cast<char>(1U << random.below(8));
        return input;
    case 1:  // a byte
        if (!input.empty())
            input[random.below(input.size())] = static_cast<char>(random.below(256));
        return input;
    case 2: return input.erase(piece.begin, piece.size);
    case 3: return input.insert(random.below(input.size() + 1), part);  // a piece twice
    case 4: return input.insert(piece.begin, 1, static_cast<char>(random.below(256)));
    case 5: return input.substr(0, piece.begin);
    case 6: return input.substr(0, piece.begin) + oneOf(target.seeds, random).substr(0, piece.begin + piece.size);
    case 7:
        if (!target.dictionary.empty())
            return input.replace(piece.begin, random.below(2) * piece.size, oneOf(target.dictionary, random));
        return input;
    default: return withOtherNumber(std::move(input), random);
    }
}

std::string mutated(const Target &target, std::uint64_t seed, std::uint64_t round)
{
    SeededRandom random(seed, round);
    std::string input = oneOf(target.seeds, random);
    if (round < target.seeds.size())
        return target.seeds[round];  // as they are
    for (std::uint64_t steps = 1 + random.below(4); steps > 0; --steps)
        input = target.mutate && random.below(2) == 0 ? target.mutate(input, random)
                                                      : mutatedPlainly(target, std::move(input), random);
    return input.substr(0, longestInput);
}

// What is wrong, told and written down; false where all is well.
bool isFaulty(const Target &target, std::string_view input, const std::string &where)
{
    const std::string fault = target.judge(input);
    if (fault.empty())
        return false;
    const std::string file = "fuzz_" + std::string(target.name) + ".input";
    std::ofstream(file, std::ios::binary) << input;
    std::fprintf(stderr, "fuzz_%s, %s: %s\nthe input, also in %s: %s\n", std::string(target.name).c_str(), where.c_str(),
                 core::onOneLine(fault).c_str(), file.c_str(), core::elided(input, 2000).c_str());
    return true;
}

template <typename Number>
bool take(const char *text, Number &number)
{
    const std::string_view all(text);
    const auto [end, error] = std::from_chars(all.data(), all.data() + all.size(), number);
    return !all.empty() && error == std::errc() && end == all.data() + all.size();
}

std::optional<Options> optionsOf(int argc, char **argv)
{
    Options options;
#ifdef ATTNSCOPE_SANITIZED
    options.seconds = 15;
#endif
    if (const char *seconds = std::getenv("ATTNSCOPE_FUZZ_SECONDS"); seconds && !take(seconds, options.seconds))
        return std::nullopt;
    for (int index = 1; index < argc; index += 2) {
        const std::string_view name = argv[index];
        if (index + 1 == argc)
            return std::nullopt;
        const char *value = argv[index + 1];
        std::uint64_t round = 0;
        const bool isTaken = name == "--seconds" ? take(value, options.seconds)
                             : name == "--seed"  ? take(value, options.seed)
                             : name == "--round" ? take(value, round)
                                                 : name == "--input";
        if (!isTaken)
            return std::nullopt;
        if (name == "--round")
            options.round = round;
        if (name == "--input")
            options.input = value;
    }
    return options;
}

int judgeFile(const Target &target, const std::string &file)
{
    std::ifstream stream(file, std::ios::binary);
    const std::string input{std::istreambuf_iterator<char>(stream), {}};
    return isFaulty(target, input, file) ? EXIT_FAILURE : EXIT_SUCCESS;
}

int judgeRounds(const Target &target, const Options &options)
{
    const auto end = std::chrono::steady_clock::now() + std::chrono::duration<double>(options.seconds);
    std::uint64_t round = 0;
    std::uint64_t refusals = 0;
    for (; std::chrono::steady_clock::now() < end || round < target.seeds.size(); ++round) {
        runningRound = round;
        isRefused = false;
        if (isFaulty(target, mutated(target, options.seed, round), "round " + std::to_string(round)))
            return EXIT_FAILURE;
        refusals += isRefused ? 1 : 0;
    }
    std::printf("fuzz_%s: %llu inputs, %llu of them accepted\n", std::string(target.name).c_str(),
                static_cast<unsigned long long>(round), static_cast<unsigned long long>(round - refusals));
    if (refusals == round)
        return EXIT_FAILURE;  // nothing was judged
    return EXIT_SUCCESS;
}

}  // namespace

std::string awkwardNumber(SeededRandom &random)
{
    static const std::vector<std::string> numbers{"0",
                                                  "1",
                                                  "2",
                                                  "00",
                                                  "01",
                                                  "-1",
                                                  "-0",
                                                  "+1",
                                                  "1.0",
                                                  "0.5",
                                                  ".5",
                                                  "1e3",
                                                  "1e999",
                                                  "0x10",
                                                  "1_0",
                                                  "1L",
                                                  "127",
                                                  "255",
                                                  "256",
                                                  "65535",
                                                  "65536",
                                                  "2147483647",
                                                  "2147483648",
                                                  "4294967296",
                                                  "9223372036854775807",
                                                  "9223372036854775808",
                                                  "18446744073709551615",
                                                  "18446744073709551616",
                                                  "99999999999999999999999999",
                                                  "NaN",
                                                  "Infinity"};
    return random.below(2) == 0 ? std::to_string(random.below(40)) : oneOf(numbers, random);
}

std::string refusalFault(const core::Error &error)
{
    isRefused = true;
    constexpr std::size_t longest = 600;  // bytes that are still one sentence, with a path or two
    if (error.message.empty())
        return "the refusal says nothing";
    if (error.message.size() > longest)
        return "the refusal has " + std::to_string(error.message.size()) + " bytes: " + error.message;
    if (core::onOneLine(error.message) != error.message)
        return "the refusal is no line of plain text: " + error.message;
    return {};
}

int run(const Target &target, int argc, char **argv)
{
    const auto options = optionsOf(argc, argv);
    if (!options) {
        std::fprintf(stderr, "usage: %s [--seconds N] [--seed S] [--round R | --input FILE]\n", argv[0]);
        return EXIT_FAILURE;
    }
    runningTarget = target.name;
    tellRoundOfCrash();
    if (!options->input.empty())
        return judgeFile(target, options->input);
    if (options->round)
        return isFaulty(target, mutated(target, options->seed, *options->round), "round " + std::to_string(*options->round))
                   ? EXIT_FAILURE
                   : EXIT_SUCCESS;
    return judgeRounds(target, *options);
}

}  // namespace fuzz
