#pragma once

#include <QWidget>

namespace ui {

// What a screen reader hears of the window's pictures, which are no widgets that Qt knows: plots are charts, pictures of items lists, areas
// that scroll by keys panes. To be called once, before the first is read out.
void announcePictures();

// What is selected in a picture, in words. It is the only item of the picture, and read out where it changes while the picture has the
// focus. Empty where nothing is selected.
void speakValue(QWidget &picture, const QString &value);
QString spokenValue(const QWidget &picture);

}  // namespace ui
