#pragma once

#include <QCoreApplication>
#include <QTest>

#include <string_view>

// A folder of tests is one program. Each file ends with ATTNSCOPE_TEST(class, application) and the #include of its moc output;
// the program takes the file's name without ".cpp" and then Qt Test's arguments, as in `core_text tst_utf8 decodes -v2`.
namespace tests {

// For tests that need no application object.
struct NoApplication {
    NoApplication(int & /*argc*/, char ** /*argv*/) {}
};

class TestFile
{
public:
    using Run = int (*)(int argc, char **argv);

    // `path` is the source file's.
    TestFile(std::string_view path, Run test);

    std::string_view name() const { return m_name; }
    int run(int argc, char **argv) const { return m_run(argc, argv); }
    const TestFile *next() const { return m_next; }

private:
    std::string_view m_name;
    Run m_run;
    const TestFile *m_next;
};

template <typename Test, typename Application>
int runTest(int argc, char **argv)
{
    QCoreApplication::setAttribute(Qt::AA_Use96Dpi);
    const Application application(argc, argv);
    Test test;
    return QTest::qExec(&test, argc, argv);
}

}  // namespace tests

#define ATTNSCOPE_TEST(Test, Application)                                                                                   \
    static const tests::TestFile registered##Test(__FILE__, &tests::runTest<Test, Application>);
