#include "app/command_line.h"
#include "app/command_line/completion.h"
#include "app/command_line/manual_page.h"
#include "app/commands/command_output.h"
#include "app/commands/compare.h"
#include "app/commands/eval.h"
#include "app/commands/figure.h"
#include "app/commands/info.h"
#include "app/commands/run.h"
#include "app/commands/shared_run.h"
#include "app/commands/spectrum.h"
#include "app/commands/words.h"
#include "app/output_files.h"
#include "app/run_window.h"
#include "app/screenshot.h"
#include "app/session_files.h"
#include "app/thread_waiting.h"

#include <iostream>

namespace {

int run(const app::CommandLine &line, int &argc, char **argv)
{
    if (line.shard)
        return app::shardCommand(line, std::cout, std::cerr);
    switch (line.command) {
    case app::Command::Help: std::cout << app::helpText(line.helpTopic); return EXIT_SUCCESS;
    case app::Command::Columns: std::cout << app::columnsText(line.helpTopic); return EXIT_SUCCESS;
    case app::Command::Version: std::cout << "attnscope " ATTNSCOPE_VERSION "\n"; return EXIT_SUCCESS;
    case app::Command::Completion: std::cout << app::completionScript(line.completedShell); return EXIT_SUCCESS;
    case app::Command::ManualPage: std::cout << app::manualPage(); return EXIT_SUCCESS;
    case app::Command::Info: return app::infoCommand(line, std::cout, std::cerr);
    case app::Command::Run: return app::runCommand(line, std::cout, std::cerr);
    case app::Command::Eval: return app::evalCommand(line, std::cout, std::cerr);
    case app::Command::Spectrum: return app::spectrumCommand(line, std::cout, std::cerr);
    case app::Command::Compare: return app::compareCommand(line, std::cout, std::cerr);
    case app::Command::Words: return app::wordsCommand(line, std::cout, std::cerr);
    case app::Command::Merge: return app::mergeCommand(line, std::cout, std::cerr);
    case app::Command::Figure: return app::figureCommand(line, argc, argv, std::cout, std::cerr);
    case app::Command::Screenshot: return app::takeScreenshot(line, argc, argv, std::cerr);
    case app::Command::Window: return app::runWindow(line, argc, argv);
    }
    return EXIT_FAILURE;
}

int fail(const core::Error &error, int status)
{
    app::printError(error, std::cerr);
    return status;
}

}  // namespace

// Ends with 2 where the command line itself is wrong, and with 1 where what it names cannot be read, computed or written.
int main(int argc, char **argv)
{
    app::waitBriefly(argv);
    constexpr int wrongCommandLine = 2;
    const std::vector<const char *> arguments(argv + std::min(argc, 1), argv + argc);
    auto line = app::parseCommandLine(arguments);
    if (!line)
        return fail(line.error(), wrongCommandLine);
    if (const core::Result<void> exists = app::checkModelExists(*line); !exists)
        return fail(exists.error(), line->isModelAnOption ? EXIT_FAILURE : wrongCommandLine);
    app::takeNamedSession(*line);
    if (const core::Result<void> apart = app::checkOutputFiles(*line); !apart)
        return fail(apart.error(), wrongCommandLine);
    if (const core::Result<void> read = app::readMaskFiles(*line); !read)
        return fail(read.error(), EXIT_FAILURE);
    const int status = run(*line, argc, argv);
    if (std::cout.flush())
        return status;
    return fail(core::unreadable("the output could not be written"), EXIT_FAILURE);
}
