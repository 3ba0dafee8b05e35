#pragma once

#include "core/base/error.h"
#include "core/base/seeded_random.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace fuzz {

// A reader under test. `judge` gives one reader one input and says in a sentence what is wrong with the answer; nothing where it is
// right: what is accepted means what the input says, as a second, simpler reading or a round trip shows, and what is refused is
// refused in one clear line (refusalFault).
struct Target {
    std::string_view name;                // "npy"
    std::vector<std::string> seeds;       // inputs of the format, good ones above all, to be mutated
    std::vector<std::string> dictionary;  // pieces of the format that mutations put in
    std::function<std::string(std::string_view input)> judge;
    // A mutation that knows the format, taken every other time in place of the plain ones; may be absent.
    std::function<std::string(std::string_view input, core::SeededRandom &random)> mutate = {};
};

// Mutates and judges for a number of seconds, the same inputs in the same order in every run: 2 seconds, 30 with a sanitizer,
// ATTNSCOPE_FUZZ_SECONDS or the program's arguments:
//
//     fuzz_npy [--seconds N] [--seed S] [--round R | --input FILE]
//
// --round judges one round alone, --input a file as it is. Ends at the first fault with the round, the fault and the input, which is
// written into the current folder; on a crash the round is told. That no input at all is accepted is a fault too. Returns what main()
// returns.
int run(const Target &target, int argc, char **argv);

// What keeps a refusal from being one clear line: empty, too long to read, more than one line or with control characters, not UTF-8.
std::string refusalFault(const core::Error &error);

// A number of the random generator's choice that breaks readers: ends of ranges, signs, fractions, too many digits.
std::string awkwardNumber(core::SeededRandom &random);

}  // namespace fuzz
