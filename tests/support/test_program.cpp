#include "tests/support/test_program.h"

#include <cstdio>

namespace tests {

namespace {

// Set before main() by the files' static objects, in whatever order they come.
constinit const TestFile *firstFile = nullptr;

std::string_view stem(std::string_view path)
{
    const std::size_t slash = path.rfind('/');
    const std::string_view file = slash == std::string_view::npos ? path : path.substr(slash + 1);
    return file.substr(0, file.rfind('.'));
}

const TestFile *findFile(std::string_view name)
{
    const TestFile *file = firstFile;
    while (file && file->name() != name)
        file = file->next();
    return file;
}

void listFiles()
{
    std::fputs("The first argument is one of these:\n", stderr);
    for (const TestFile *file = firstFile; file; file = file->next())
        std::fprintf(stderr, "  %.*s\n", int(file->name().size()), file->name().data());
}

}  // namespace

TestFile::TestFile(std::string_view path, Run test) : m_name(stem(path)), m_run(test), m_next(firstFile)
{
    firstFile = this;
}

}  // namespace tests

int main(int argc, char **argv)
{
    const tests::TestFile *file = argc > 1 ? tests::findFile(argv[1]) : nullptr;
    if (!file) {
        tests::listFiles();
        return 2;
    }
    return file->run(argc - 1, argv + 1);
}
