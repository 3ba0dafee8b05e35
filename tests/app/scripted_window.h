#pragma once

#include "app/main_window.h"
#include "tests/support/scripted_analyzer.h"
#include "tests/support/wait_until.h"

#include <memory>

namespace scripted {

// A window with the focus that shows what the scripted analyzer says of "a film".
inline std::unique_ptr<app::MainWindow> answeredWindow()
{
    auto window = std::make_unique<app::MainWindow>(app::WindowSetup{.analyzer = analyze});
    window->show();
    support::waitUntil([&window] { return window->isActiveWindow(); });
    window->start("one", QStringLiteral("a film"));
    support::waitUntil([&window] { return window->session().snapshot() != nullptr; });
    return window;
}

}  // namespace scripted
