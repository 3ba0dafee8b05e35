#pragma once

#include <QStringList>

#include <filesystem>
#include <vector>

namespace app {

// The model folders that come with the program, the one to start with first. Empty if none are there.
std::vector<std::filesystem::path> bundledModels();

// Sentences to try, one per line of the resource.
QStringList exampleSentences();

} // namespace app
