#pragma once

#include "ui/session/comparison_session.h"
#include "ui/views/view_sources.h"
#include "ui/widgets/choice_menu.h"

namespace ui {

// Which texts the map of all heads is about: the shown sentence, or the corpus that models are compared on. Without numbers of a
// corpus the second choice says where they come from.
class MapTextsMenu : public ChoiceMenu
{
    Q_OBJECT

public:
    MapTextsMenu(const ViewSources &sources, const ComparisonSession &comparison, QWidget *parent = nullptr);

private:
    void refresh();
    void showChoices(std::size_t texts);
    void choose(int choice);

    ViewSources m_sources;
    const ComparisonSession &m_comparison;
    std::optional<std::size_t> m_texts;  // of the corpus, as the choices say it; none before they are made
};

}  // namespace ui
