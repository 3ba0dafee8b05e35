#pragma once

namespace app {

// OpenMP's threads wait for each other by spinning, for milliseconds. While the window paints on one of two cores, a spinning thread keeps
// the one that it waits for from running, and one key press in twenty takes ten milliseconds longer. The library takes the length of
// the wait from the environment alone, and before main(): where nobody has set it, this replaces the process by itself with a shorter
// one. Returns where that is done already or does not work.
void waitBriefly(char **arguments);

}  // namespace app
