#pragma once

#include "ui/export/drawn_picture.h"
#include "ui/session/figure_desk.h"
#include "ui/theme/qt_text.h"
#include "ui/views/card_menu.h"

#include <functional>
#include <optional>

namespace ui {

struct ViewSources;

// What can be done with a card's picture that no recipe draws: copy it or its numbers, save it. Ctrl+C copies, Ctrl+E saves.
class PictureMenu : public CardMenu
{
    Q_OBJECT

public:
    // What the card shows now; none while that is empty.
    using PictureOf = std::function<std::optional<DrawnPicture>()>;

    PictureMenu(FigureDesk &desk, PictureOf pictureOf, QWidget &card, MenuOwner owner = MenuOwner::Card);

    void copyImage();
    void copyValues();
    // Asks for the file.
    void save(const QString &format);

private:
    std::optional<DrawnPicture> picture();

    FigureDesk &m_desk;
    PictureOf m_pictureOf;
};

// One figure as it is shown, described by its explanation; none while it is empty.
template <typename Figure>
std::optional<DrawnPicture> pictureOf(const QString &file, const Figure &figure)
{
    if (figure.isEmpty())
        return std::nullopt;
    return drawnPicture({file, qtText(figure.explanation)}, {figure});
}

// Gives a card such a menu, where the sources have a desk.
void offerPicture(const ViewSources &sources, QWidget &card, PictureMenu::PictureOf pictureOf,
                  MenuOwner owner = MenuOwner::Card);

}  // namespace ui
