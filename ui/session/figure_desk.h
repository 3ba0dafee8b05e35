#pragma once

#include "core/pipeline/model_store.h"
#include "core/recipe/figure_content.h"
#include "ui/session/background_run.h"
#include "ui/session/messages.h"
#include "ui/session/workbench.h"

#include <QObject>
#include <QString>

#include <deque>
#include <functional>
#include <memory>

namespace ui {

// Where figures were saved last, and as what.
struct SaveHabits {
    QString folder;
    QString format = QStringLiteral("pdf");

    bool operator==(const SaveHabits &) const = default;
};

// A message about a recipe, in the window's words: "panel (b), layer: ..." where a file has "panels[1].layer: ...", and "layer: ..." of a
// page with one panel.
QString figureProblem(const QString &problem, std::size_t panels);

// Makes figures of what is shown: works out, in the background and one after the other, what their recipes draw, and puts them on
// the page of the Figures workspace. Lives on the GUI thread.
class FigureDesk : public QObject
{
    Q_OBJECT

public:
    using Use = std::function<void(const core::FigureRecipe &, const core::FigureContent &)>;

    // Works out what the files of a figure need besides its content, on a thread of the desk's: the hashes of its models.
    using Prepare = std::function<void(const core::FigureRecipe &)>;

    // Figures share the models that are open.
    FigureDesk(Workbench &workbench, const AnalysisSession &session, Messages &messages,
               std::shared_ptr<core::ModelStore> models, Prepare prepare = {}, QObject *parent = nullptr);

    // The recipe of a picture as it is shown.
    core::FigureRecipe figureOf(const core::FigurePanel &panel) const;
    // Hands over what the figure shows, once it is there. What keeps it from that goes to the messages.
    void draw(const core::FigureRecipe &figure, Use use);
    // One more panel of the page.
    void addToPage(const core::FigurePanel &panel);
    // Works out the content of the page, whatever its venue and its caption; newest wins, and pageChanged() tells of every step. A page
    // without panels is nothing.
    void drawPage();
    using PageRun = BackgroundRun<core::FigureRecipe, core::FigureContent>;
    const PageRun &pageRun() const { return m_pageRun; }

    // Whether anything is still to come.
    bool isDrawing() const { return !m_orders.empty() || m_pageRun.isRunning(); }

    const std::shared_ptr<core::ModelStore> &models() const { return m_models; }
    Messages &messages() const { return m_messages; }
    const SaveHabits &habits() const { return m_habits; }
    void setHabits(const SaveHabits &habits) { m_habits = habits; }

signals:
    void pageChanged();

private:
    struct Order {
        core::FigureRecipe figure;
        Use use;
    };

    void startNext();
    void finish();

    Workbench &m_workbench;
    const AnalysisSession &m_session;
    Messages &m_messages;
    std::shared_ptr<core::ModelStore> m_models;
    SaveHabits m_habits;
    std::deque<Order> m_orders;  // the first one is being drawn
    PageRun m_run;               // of the orders
    PageRun m_pageRun;           // last
};

}  // namespace ui
