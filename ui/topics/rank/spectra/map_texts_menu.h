#pragma once

#include "ui/views/view_sources.h"
#include "ui/widgets/choice_menu.h"

namespace ui {

// Which texts the map of all heads is about: the shown sentence, or the corpus that models are compared on. Without numbers of a
// corpus the second choice says where they come from.
class MapTextsMenu : public ChoiceMenu
{
    Q_OBJECT

public:
    explicit MapTextsMenu(const ViewSources &sources, QWidget *parent = nullptr);

private:
    void refresh();
    void showChoices(std::size_t texts);
    void choose(int choice);

    ViewSources m_sources;
    std::optional<std::size_t> m_texts;  // of the corpus, as the choices say it; none before they are made
};

}  // namespace ui
