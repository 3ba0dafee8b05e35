#pragma once

#include "ui/views/quiet_menu_button.h"
#include "ui/views/view_sources.h"

namespace ui {

// What the spectrum is compared with: nothing, shuffled tokens, random queries and keys, or both. Choices that the shown model
// does not have say why.
class BaselineMenu : public QuietMenuButton
{
    Q_OBJECT

public:
    explicit BaselineMenu(const ViewSources &sources, QWidget *parent = nullptr);

private:
    void showChoices();
    void refresh();
    void choose(int choice);

    ViewSources m_sources;
    QString m_missing;  // why there are no random queries and keys
};

}  // namespace ui
