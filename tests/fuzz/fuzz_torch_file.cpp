// Files of torch.save(): whatever is accepted, every tensor lies within the file and can be told by its numbers; nothing else is
// known of a pickle but that it ends.
#include "core/format/weight_file.h"
#include "tests/fuzz/fuzzing.h"

#include <fstream>
#include <iterator>

namespace {

std::string fileNamed(const std::string &name)
{
    std::ifstream stream(std::string(ATTNSCOPE_TEST_DATA "/torch/") + name, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

std::string faultOf(const core::TensorEntry &tensor, std::uint64_t fileBytes)
{
    const auto bits = static_cast<std::uint64_t>(core::describe(tensor.dtype).bits);
    if (tensor.begin > tensor.end || tensor.end > fileBytes)
        return "a tensor lies outside of the file";
    if (!tensor.strides.empty() && tensor.strides.size() != tensor.shape.size())
        return "a tensor has strides for another number of dimensions";
    std::uint64_t reach = 1;
    for (std::size_t dimension = 0; dimension < tensor.shape.size(); ++dimension) {
        if (tensor.shape[dimension] < 0)
            return "a tensor has a negative dimension";
        if (!tensor.strides.empty())
            reach += static_cast<std::uint64_t>((tensor.shape[dimension] - 1) * tensor.strides[dimension]);
    }
    if (bits == 0)
        return {};
    const std::uint64_t needed = tensor.strides.empty() ? static_cast<std::uint64_t>(tensor.elements()) : reach;
    return tensor.byteCount() == needed * bits / 8 ? "" : "a tensor's bytes do not fit its shape and strides";
}

std::string judge(std::string_view input)
{
    const auto contents = core::readWeightFile(core::sourceOf(input));
    if (!contents)
        return fuzz::refusalFault(contents.error());
    for (const core::TensorEntry &tensor : contents->tensors) {
        if (std::string fault = faultOf(tensor, input.size()); !fault.empty())
            return fault;
    }
    return {};
}

}  // namespace

int main(int argc, char **argv)
{
    return fuzz::run({.name = "torch_file",
                      .seeds = {fileNamed("zip.pt"), fileNamed("zip-1.pt"), fileNamed("zip-4.pt"), fileNamed("legacy.pt"),
                                fileNamed("legacy-4.pt"), fileNamed("training.ckpt"), fileNamed("other-kinds.pt"),
                                fileNamed("hostile-system.pt"), fileNamed("hostile-0.bin"), fileNamed("hostile-4.bin")},
                      .dictionary = {"cos\nsystem\n",
                                     "ctorch\nSize\n",
                                     "ctorch._utils\n_rebuild_tensor_v2\n",
                                     "ccollections\nOrderedDict\n",
                                     "(",
                                     ")",
                                     "}",
                                     "]",
                                     "R",
                                     "Q",
                                     "b",
                                     "u",
                                     "e",
                                     "t",
                                     "0",
                                     "2",
                                     ".",
                                     "\x85",
                                     "\x86",
                                     "\x87",
                                     "\x93",
                                     "\x94",
                                     "h\x01",
                                     "q\x01",
                                     "X\xff\xff\xff\x7f",
                                     "K\xff",
                                     "J\xff\xff\xff\xff",
                                     "\x8a\x08\xff\xff\xff\xff\xff\xff\xff\x7f",
                                     "PK\x05\x06",
                                     "PK\x06\x06",
                                     "\xff\xff\xff\xff",
                                     "\xff\xff"},
                      .judge = judge},
                     argc, argv);
}
