#include "app/command_line.h"
#include "app/run_window.h"
#include "app/screenshot.h"

#include <iostream>

int main(int argc, char **argv)
{
    const std::span arguments(argv + 1, static_cast<std::size_t>(std::max(argc - 1, 0)));
    const auto line = app::parseCommandLine({arguments.data(), arguments.size()});
    if (!line) {
        std::cerr << "attnscope: " << line.error().message << '\n';
        return 2;
    }
    switch (line->command) {
    case app::Command::Help:
        std::cout << app::usageText();
        return 0;
    case app::Command::Version:
        std::cout << "attnscope " ATTNSCOPE_VERSION "\n";
        return 0;
    case app::Command::Screenshot:
        return app::takeScreenshot(*line, argc, argv, std::cerr);
    default:
        return app::runWindow(*line, argc, argv);
    }
}
