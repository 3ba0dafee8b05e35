#pragma once

#include <QApplication>

#include <memory>

namespace app {

// Makes the application object with its names and icon. Without a display the program says so in one sentence and ends
// with status 1, where Qt would abort.
std::unique_ptr<QApplication> startApplication(int &argc, char **argv);

}  // namespace app
