#pragma once

#include <QStringList>

#include <filesystem>
#include <vector>

namespace app {

// The model folders that come with the program, in the order of their names; the first is the one to start with.
std::vector<std::filesystem::path> bundledModels();

// Of them the ones that differ in the size and the number of their heads alone, on the same texts.
std::vector<std::filesystem::path> headSizeFamily();

// Sentences to try, one per line of the resource.
QStringList exampleSentences();

}  // namespace app
