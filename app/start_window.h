#pragma once

#include "app/command_line.h"

#include <QString>

namespace app {

class MainWindow;

// What a window begins with where neither a session nor the command line says otherwise.
struct FirstPicture {
    std::filesystem::path session;  // to go on with if it can be read; empty: none
    std::filesystem::path model;    // empty: none, and the window stays empty
    QString text;
};

// The session of the command line or the first one, with the first model where it has none that is there; then what the command
// line says of workspace and sentence. Fails where the command line's session cannot be read.
core::Result<void> startWindow(const CommandLine &line, const FirstPicture &first, MainWindow &window);

}  // namespace app
