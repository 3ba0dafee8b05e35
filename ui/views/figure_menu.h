#pragma once

#include "core/recipe/figure_recipe.h"
#include "ui/session/figure_desk.h"
#include "ui/views/figure_output.h"

#include <QAbstractButton>

#include <functional>
#include <optional>

class QAction;
class QMenu;

namespace ui {

struct ViewSources;

// What can be done with a card's picture: copy it, save it, put it on the page. A quiet button in the card's margin, its context menu,
// Ctrl+C and Ctrl+E while the card has the focus.
class FigureMenu : public QAbstractButton
{
    Q_OBJECT

public:
    // What the card shows now; none while that is no figure.
    using FigureOf = std::function<std::optional<core::FigureRecipe>()>;

    FigureMenu(FigureDesk &desk, FigureOf figureOf, QWidget &card);

    // As the first entry.
    void offerAdding(std::function<void()> add);

    QMenu *menu() const { return m_menu; }

    void copy(CopyForm form);
    // Asks for the file.
    void save(const QString &format);

    bool eventFilter(QObject *watched, QEvent *event) override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void createMenu();
    QAction *addCopy(const QString &text, CopyForm form);
    void draw(FigureDesk::Use use);
    void saveAs(const core::FigureRecipe &figure, const core::FigureContent &content, const QString &format);
    QString chosenFile(const QString &proposed, const QString &format);
    bool isShown() const;
    void place();

    FigureDesk &m_desk;
    FigureOf m_figureOf;
    QMenu *m_menu = nullptr;
};

// A panel of the selected head.
core::FigurePanel headPanel(const ViewSources &sources, core::PanelKind kind);

// Gives a card that shows one panel a menu, where the sources have a desk. `panelOf` gives none while the card shows no figure.
void offerFigure(const ViewSources &sources, QWidget &card,
                 const std::function<std::optional<core::FigurePanel>()> &panelOf);

}  // namespace ui
