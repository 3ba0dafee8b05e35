#pragma once

#include "ui/views/view_sources.h"
#include "ui/widgets/choice_menu.h"

namespace ui {

// Whose logit the contributions are about: the predicted class, whichever that is, or one that stays.
class ContributionClassMenu : public ChoiceMenu
{
    Q_OBJECT

public:
    explicit ContributionClassMenu(const ViewSources &sources, QWidget *parent = nullptr);

private:
    void showSnapshot();
    void showOptions();
    void choose(int choice);

    ViewSources m_sources;
    QStringList m_classes;
};

}  // namespace ui
