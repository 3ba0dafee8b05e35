// Weights: an accepted file is, tensor by tensor, what its JSON header says, without a gap, an overlap or a byte left over.
#include "core/format/safetensors.h"
#include "tests/fuzz/fuzzing.h"
#include "tests/fuzz/json_mutation.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstring>

namespace {

using core::SeededRandom;
using core::TensorEntry;
using nlohmann::json;

constexpr std::size_t lengthBytes = 8;

std::string withLength(const std::string &header, std::string_view data)
{
    const std::uint64_t length = header.size();
    std::string bytes(lengthBytes, '\0');
    std::memcpy(bytes.data(), &length, lengthBytes);
    return bytes.append(header).append(data);
}

std::uint64_t headerLength(std::string_view file)
{
    std::uint64_t length = 0;
    std::memcpy(&length, file.data(), std::min(lengthBytes, file.size()));
    return length;
}

std::string faultOf(const TensorEntry &tensor, const json &header, std::uint64_t dataBegin)
{
    const auto found = header.find(tensor.name);
    if (found == header.end())
        return "a tensor is not in the header";
    if (core::dtypeNamed((*found)["dtype"].get<std::string>()) != tensor.dtype)
        return "a tensor has another dtype";
    if ((*found)["shape"].get<std::vector<std::int64_t>>() != tensor.shape)
        return "a tensor has another shape";
    const auto offsets = (*found)["data_offsets"].get<std::vector<std::uint64_t>>();
    if (offsets.size() != 2 || tensor.begin != dataBegin + offsets[0] || tensor.end != dataBegin + offsets[1])
        return "a tensor is at another place";
    double bits = core::describe(tensor.dtype).bits;
    for (const std::int64_t size : tensor.shape)
        bits *= static_cast<double>(size);
    return bits == 8.0 * static_cast<double>(tensor.byteCount()) ? "" : "a tensor's bytes do not fit its shape";
}

std::string judge(std::string_view input)
{
    const auto contents = core::parseSafetensors(std::as_bytes(std::span(input)), input.size());
    if (!contents)
        return fuzz::refusalFault(contents.error());
    const std::uint64_t dataBegin = lengthBytes + headerLength(input);
    const json header = json::parse(input.substr(lengthBytes, headerLength(input)), nullptr, /*allow_exceptions=*/false);
    if (header.is_discarded())
        return "the header is no JSON";
    if (contents->tensors.size() + header.count("__metadata__") != header.size())
        return "not all tensors of the header are there";
    std::vector<std::pair<std::uint64_t, std::uint64_t>> places;
    for (const TensorEntry &tensor : contents->tensors) {
        if (std::string fault = faultOf(tensor, header, dataBegin); !fault.empty())
            return fault;
        places.emplace_back(tensor.begin, tensor.end);
    }
    std::ranges::sort(places);
    std::uint64_t end = dataBegin;
    for (const auto &[begin, next] : places) {
        if (begin != end)
            return "there is a gap or an overlap";
        end = next;
    }
    return end == input.size() ? "" : "bytes are left over";
}

// The header alone is mutated, the length follows.
std::string mutatedHeader(std::string_view input, SeededRandom &random)
{
    const std::uint64_t length = headerLength(input);
    if (input.size() < lengthBytes || length > input.size() - lengthBytes)
        return std::string(input);
    return withLength(fuzz::mutatedJson(input.substr(lengthBytes, length), random), input.substr(lengthBytes + length));
}

}  // namespace

int main(int argc, char **argv)
{
    return fuzz::run(
        {.name = "safetensors",
         .seeds = {withLength(R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}})", "01234567"),
                   withLength(R"({"__metadata__":{"format":"pt"},"b":{"dtype":"F16","shape":[1,2],"data_offsets":[0,4]},)"
                              R"("c":{"dtype":"BOOL","shape":[],"data_offsets":[4,5]}} )",
                              "01234"),
                   withLength(R"({"d":{"dtype":"I64","shape":[0,3],"data_offsets":[0,0]}})", ""), withLength("{}", "")},
         .dictionary = {"\"dtype\"", "\"shape\"", "\"data_offsets\"", "\"F32\"", "\"BF16\"", "\"F4\"", "[", "]", "{", "}",
                        ",", ":", "null", "-1", "1e3", "\"__metadata__\"", "\\u0000", "\\n", "\xff"},
         .judge = judge,
         .mutate = mutatedHeader},
        argc, argv);
}
