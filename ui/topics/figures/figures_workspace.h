#pragma once

#include "core/recipe/figure_recipe.h"
#include "ui/session/figure_desk.h"
#include "ui/views/view_sources.h"

#include <QWidget>

class QLabel;
class QPlainTextEdit;
class QToolButton;

namespace ui {

class Card;
class ChoiceMenu;
class FigureMenu;
class PageView;
class PanelControls;
class PictureOrNote;

// The page of a figure for a paper: its panels at true size, what the venue asks for, a caption, and what would be remarked on.
class FiguresWorkspace : public QWidget
{
    Q_OBJECT

public:
    FiguresWorkspace(const ViewSources &sources, FigureDesk &desk, QWidget *parent = nullptr);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *createPageCard();
    ChoiceMenu *createZoom();
    ChoiceMenu *createVision();
    QToolButton *createSave(FigureMenu &menu);
    QWidget *createCaptionCard();
    QWidget *createSide();
    Card *createPanelCard();
    Card *createRemarksCard();
    const core::FigureRecipe &page() const;
    void draw();
    void showDrawn();
    QString layOutPage();
    void showProblem(const QString &problem);
    void showRemarks();
    QString draft() const;
    void takeCaption();
    void showCaption();
    void choosePanel(int panel);
    void movePanel(int from, int to);
    void removePanel(int panel);

    ViewSources m_sources;
    FigureDesk &m_desk;
    core::FigureRecipe m_drawnContent;                 // what was asked for last
    core::FigureRecipe m_laidOut;                      // the page that is shown, without its caption
    std::shared_ptr<const core::LoadedModel> m_model;  // that was open then
    PageView *m_view = nullptr;
    PictureOrNote *m_pages = nullptr;
    QLabel *m_problem = nullptr;
    QToolButton *m_save = nullptr;
    QPlainTextEdit *m_caption = nullptr;
    Card *m_captionCard = nullptr;
    Card *m_panelCard = nullptr;
    PanelControls *m_panel = nullptr;
    QLabel *m_remarks = nullptr;
};

}  // namespace ui
