#pragma once

#include "core/recipe/figure_recipe.h"
#include "ui/session/figure_desk.h"
#include "ui/views/card_menu.h"
#include "ui/views/figure_output.h"

#include <functional>
#include <optional>

namespace ui {

struct ViewSources;

// What can be done with a card's picture: copy it, save it, put it on the page. Ctrl+C copies, Ctrl+E saves.
class FigureMenu : public CardMenu
{
    Q_OBJECT

public:
    // What the card shows now; none while that is no figure.
    using FigureOf = std::function<std::optional<core::FigureRecipe>()>;

    FigureMenu(FigureDesk &desk, FigureOf figureOf, QWidget &card, MenuOwner owner = MenuOwner::Card);

    // As the first entry.
    void offerAdding(std::function<void()> add);

    void copy(CopyForm form);
    // Asks for the file.
    void save(const QString &format);

private:
    void draw(FigureDesk::Use use);
    void saveAs(const core::FigureRecipe &figure, const core::FigureContent &content, const QString &format);

    FigureDesk &m_desk;
    FigureOf m_figureOf;
};

// A panel of the selected head.
core::FigurePanel headPanel(const ViewSources &sources, core::PanelKind kind);

// Gives a card that shows one panel a menu, where the sources have a desk. `panelOf` gives none while the card shows no figure.
void offerFigure(const ViewSources &sources, QWidget &card, const std::function<std::optional<core::FigurePanel>()> &panelOf,
                 MenuOwner owner = MenuOwner::Card);

}  // namespace ui
