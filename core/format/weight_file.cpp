#include "core/format/weight_file.h"

#include "core/base/mistaken_file.h"
#include "core/format/safetensors.h"
#include "core/format/torch/torch_file.h"

#include <fmt/core.h>

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

namespace core {
namespace {

constexpr std::uint64_t beginningBytes = longestAnswer;

// Weights of other programs, by the first bytes of their files.
struct OtherFormat {
    std::string_view beginning;
    std::string_view name;
};
constexpr OtherFormat otherFormats[]{{"\x89HDF\r\n\x1a\n", "an HDF5 file, as TensorFlow writes weights"},
                                     {"GGUF", "a GGUF file"},
                                     {"\x1f\x8b", "a gzip archive"},
                                     {"\xfd"
                                      "7zXZ",
                                      "an xz archive"},
                                     {"\x93NUMPY", "a NumPy array"}};

// The length of the header comes first, which may be any bytes, then the header.
bool isSafetensors(std::string_view beginning)
{
    constexpr std::size_t lengthBytes = 8;
    return beginning.size() > lengthBytes && beginning[lengthBytes] == '{';
}

std::optional<Error> mistakenWeights(std::string_view beginning, std::uint64_t fileBytes)
{
    if (auto mistaken = mistakenFile(beginning))
        return mistaken;
    for (const OtherFormat &format : otherFormats) {
        if (beginning.starts_with(format.beginning)) {
            return badInput(fmt::format("this is {}, expected a safetensors or PyTorch file; save the model as safetensors",
                                        format.name));
        }
    }
    return fileBytes <= beginning.size() ? plainTextInsteadOf("weights", beginning) : std::nullopt;
}

}  // namespace

Result<WeightFileContents> readWeightFile(const ByteSource &file)
{
    const auto beginning = file.text(0, std::min(beginningBytes, file.size));
    if (!beginning)
        return beginning.error();
    if (isTorchZip(*beginning))
        return readTorchZip(file);
    if (isPickled(*beginning) && !isSafetensors(*beginning))
        return readTorchLegacy(file);
    if (const auto mistaken = mistakenWeights(*beginning, file.size))
        return *mistaken;
    auto contents = readSafetensors(file);
    if (!contents)
        return contents.error();
    return WeightFileContents{
        .tensors = std::move(contents->tensors), .metadata = std::move(contents->metadata), .part = {}};
}

}  // namespace core
