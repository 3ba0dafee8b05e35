#pragma once

#include "core/figure/attention/head_picture.h"
#include "core/recipe/figure_recipe.h"
#include "ui/views/view_sources.h"
#include "ui/widgets/card.h"

#include <vector>

class QLabel;
class QStackedWidget;

namespace ui {

class CurveView;
class HeadCardFooter;
class HeadLinesView;
class HeatMapView;
class ChoiceMenu;
class TextTab;

// The selected head, large: a tab for each picture its kind of attention has, the colors beside them, the foot below.
class HeadCard : public Card
{
    Q_OBJECT

public:
    explicit HeadCard(const ViewSources &sources, QWidget *parent = nullptr);

    // Below the pictures, until another card takes it; takeFoot() has it back.
    HeadCardFooter *foot() const { return m_foot; }
    void takeFoot();

private:
    struct PictureTab {
        core::HeadPicture picture;
        TextTab *tab = nullptr;
    };

    QWidget *createTabs();
    std::optional<core::FigurePanel> shownPanel() const;
    ChoiceMenu *createColorMenu();
    ChoiceMenu *createGammaMenu();
    void showSnapshot();
    QWidget *pageOf(core::HeadPicture picture) const;
    void showOptions();
    void showExplanations();
    template <typename Change>
    void changeOptions(Change change);

    ViewSources m_sources;
    QLabel *m_caution = nullptr;
    QStackedWidget *m_pictures = nullptr;
    HeatMapView *m_map = nullptr;
    HeadLinesView *m_lines = nullptr;
    CurveView *m_scales = nullptr;
    HeadCardFooter *m_foot = nullptr;
    std::vector<PictureTab> m_tabs;
    ChoiceMenu *m_colors = nullptr;
    ChoiceMenu *m_gamma = nullptr;
};

}  // namespace ui
