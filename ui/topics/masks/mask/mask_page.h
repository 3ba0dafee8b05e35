#pragma once

#include "core/recipe/figure_recipe.h"
#include "ui/session/messages.h"
#include "ui/views/view_sources.h"

#include <QWidget>

#include <optional>

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
    std::optional<core::FigurePanel> maskPanel(core::PanelKind kind) const;
    Card *createHeadsCard();
    Card *createEffectsCard();
    void toggleChosen(core::HeadRef head);

    ViewSources m_sources;
};

}  // namespace ui
