#pragma once

#include <QString>

#include <string>
#include <vector>

namespace app {

// A page of the window on bundled models that lets a newcomer see what a paper claims.
struct ExampleSession {
    QString title;
    QString lookAt;       // one or two sentences: what to look at, and what to try
    std::string session;  // as a session file has it, with the bundled models' paths
};

// In the order in which the menu has them. Examples whose models do not come with the program are left out.
std::vector<ExampleSession> exampleSessions();

}  // namespace app
