#pragma once

#include <iosfwd>

namespace app {

// The kinds of panels, a name a line: what scripts read.
void printKinds(std::ostream &out);

// Each kind with what it shows, and below it the fields that its panels have besides those of all.
void describeKinds(std::ostream &out);

}  // namespace app
