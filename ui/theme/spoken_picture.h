#pragma once

#include <QWidget>

namespace ui {

// What a screen reader hears of the window's pictures, which are no widgets that Qt knows: plots are charts, pictures of items lists, areas
// that scroll by keys panes. To be called once, before the first is read out.
void announcePictures();

// What is selected in a picture, in words: its value, whose changes are announced. Empty where nothing is.
void speakValue(QWidget &picture, const QString &value);

}  // namespace ui
