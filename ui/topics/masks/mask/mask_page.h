#pragma once

#include "ui/views/view_sources.h"

#include <QWidget>

namespace ui {

class Card;

// The Masks workspace's first page: choose or paint a mask, and see at once what it does to the selected head, to every head, to
// the prediction and to the words.
class MaskPage : public QWidget
{
    Q_OBJECT

public:
    explicit MaskPage(const ViewSources &sources, QWidget *parent = nullptr);

private:
    Card *createMaskCard();
    Card *createMapCard();
    Card *createHeadsCard();
    Card *createEffectsCard();
    void toggleChosen(core::HeadRef head);

    ViewSources m_sources;
};

}  // namespace ui
