#pragma once

class QApplication;

namespace ui {

// How much larger than usual text is: a part of how the application is dressed, as its font and its palette are. 1 at first.
double textScale();
void setTextScale(QApplication &application, double scale);

// A length that holds text of the usual size in so many pixels, for text of the size that is chosen.
int scaledToText(int pixels);

}  // namespace ui
