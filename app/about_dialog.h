#pragma once

class QWidget;

namespace app {

// Version, purpose and license, in a window that can stay open beside the main one.
void showAbout(QWidget &window);

}  // namespace app
