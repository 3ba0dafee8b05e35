#include "ui/session/figure_desk.h"

#include "core/figure/any/figure_table.h"
#include "core/recipe/panel_sources.h"
#include "core/workbench/shown_figure.h"

#include <QRegularExpression>

#include <utility>

namespace ui {

namespace {

// One figure after the other, on a run's thread.
FigureDesk::PageRun::Run figureRun(std::shared_ptr<core::ModelStore> models, FigureDesk::Prepare prepare)
{
    return [answerer = std::make_shared<core::PanelAnswerer>(std::move(models)),
            prepare = std::move(prepare)](const core::FigureRecipe &figure, const core::RunListener<core::FigureContent> &,
                                          const core::StopToken &stop) {
        auto content = core::figureContent(figure, *answerer, stop);
        if (content && prepare)
            prepare(figure);
        return content;
    };
}

}  // namespace

QString figureProblem(const QString &problem, std::size_t panels)
{
    static const QRegularExpression place(QStringLiteral("panels\\[(\\d{1,4})\\](\\.)?"));
    QString text;
    qsizetype done = 0;
    for (auto found = place.globalMatch(problem); found.hasNext();) {
        const QRegularExpressionMatch match = found.next();
        text += problem.mid(done, match.capturedStart() - done);
        const bool isOfField = match.hasCaptured(2);
        if (panels > 1 || !isOfField)
            text += FigureDesk::tr("panel (%1)").arg(QString::fromStdString(core::panelLetter(match.captured(1).toUInt())));
        if (panels > 1 && isOfField)
            text += QStringLiteral(", ");
        done = match.capturedEnd();
    }
    return text + problem.mid(done);
}

FigureDesk::FigureDesk(Workbench &workbench, const AnalysisSession &session, Messages &messages,
                       std::shared_ptr<core::ModelStore> models, Prepare prepare, QObject *parent)
    : QObject(parent), m_workbench(workbench), m_session(session), m_messages(messages), m_models(std::move(models)),
      m_run(*this, figureRun(m_models, std::move(prepare)), [this] { finish(); }),
      m_pageRun(*this, figureRun(m_models, {}), [this] { emit pageChanged(); })
{
}

core::FigureRecipe FigureDesk::figureOf(const core::FigurePanel &panel) const
{
    return core::shownFigure(m_workbench.state(), m_session.snapshot().get(), panel);
}

void FigureDesk::draw(const core::FigureRecipe &figure, Use use)
{
    m_orders.push_back({figure, std::move(use)});
    if (m_orders.size() == 1)
        startNext();
}

void FigureDesk::startNext()
{
    if (!m_orders.empty())
        m_run.start(m_orders.front().figure);
}

void FigureDesk::finish()
{
    if (m_run.isRunning())
        return;
    const Order done = std::move(m_orders.front());
    m_orders.pop_front();
    if (m_run.problem().isEmpty())
        done.use(done.figure, core::FigureContent(*m_run.answer()));
    else
        m_messages.say(figureProblem(m_run.problem(), done.figure.panels.size()));
    startNext();
}

void FigureDesk::addToPage(const core::FigurePanel &panel)
{
    if (m_workbench.state().figures.page.panels.size() >= core::mostPanels)
        return m_messages.say(tr("A figure has at most %1 panels.").arg(core::mostPanels));
    const core::FigureRecipe figure = figureOf(panel);
    m_workbench.change([&figure](core::WorkbenchState &state) { core::addPanels(state.figures.page, figure); });
    const std::size_t last = m_workbench.state().figures.page.panels.size() - 1;
    m_messages.sayDone(tr("Added to Figures as panel (%1)").arg(QString::fromStdString(core::panelLetter(last))));
}

void FigureDesk::drawPage()
{
    const core::FigureRecipe &page = m_workbench.state().figures.page;
    if (!page.panels.empty())
        return m_pageRun.start(core::contentPart(page));
    m_pageRun.drop();
    m_pageRun.forget();
    emit pageChanged();
}

}  // namespace ui
