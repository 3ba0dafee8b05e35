#pragma once

#include "ui/session/messages.h"
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
    MaskPage(const ViewSources &sources, Messages &messages, QWidget *parent = nullptr);

private:
    Card *createMaskCard(Messages &messages);
    Card *createMapCard();
    Card *createHeadsCard();
    Card *createEffectsCard();
    void toggleChosen(core::HeadRef head);

    ViewSources m_sources;
};

}  // namespace ui
