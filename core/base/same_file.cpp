#include "core/base/same_file.h"

#include <system_error>

namespace core {

bool areOneFile(const std::filesystem::path &first, const std::filesystem::path &second)
{
    std::error_code ignored;
    // absolute() first, as a relative path that is not there is left as it is.
    const auto whole = [&ignored](const std::filesystem::path &file) {
        return std::filesystem::weakly_canonical(std::filesystem::absolute(file, ignored), ignored);
    };
    return whole(first) == whole(second) || std::filesystem::equivalent(first, second, ignored);
}

}  // namespace core
