#include "ui/session/comparison_session.h"

#include "core/corpus/comparison/comparison_table.h"
#include "ui/session/written_files.h"

#include <algorithm>

namespace ui {
namespace {

ComparisonSession::Runner engineRunner()
{
    return [runner = std::make_shared<core::ComparisonRunner>()](
               const core::ComparisonRequest &request, const core::ComparisonRunner::Listener &listener,
               const core::StopToken &stop) { return runner->run(request, listener, stop); };
}

}  // namespace

ComparisonSession::ComparisonSession(Workbench &workbench, AnalysisSession &session, OpenModels &models,
                                     std::vector<std::filesystem::path> family, QObject *parent)
    : ComparisonSession(workbench, session, models, std::move(family), engineRunner(), parent)
{
}

ComparisonSession::ComparisonSession(Workbench &workbench, AnalysisSession &session, OpenModels &models,
                                     std::vector<std::filesystem::path> family, Runner runner, QObject *parent)
    : QObject(parent), m_workbench(workbench), m_session(session), m_models(models), m_family(std::move(family)),
      m_run(*this, std::move(runner), [this] { emit comparisonChanged(); })
{
    std::ranges::transform(m_family, m_family.begin(), modelPath);
    connect(&m_models, &OpenModels::changed, this, [this] {
        emit choiceChanged();
        follow();
    });
    connect(&m_workbench, &Workbench::optionsChanged, this,
            [this](const core::WorkbenchState &before) { followChoice(before.rank.compared); });
    m_run.waitForSession(m_session, *this);
    tellOfRuns();
    connect(&m_session, &AnalysisSession::requestChanged, this, &ComparisonSession::dropOldSentence);
    connect(&m_session, &AnalysisSession::failed, this, &ComparisonSession::follow);
    connect(&m_session, &AnalysisSession::snapshotChanged, this, &ComparisonSession::follow);
}

// Of those over a file; a sentence takes a moment.
void ComparisonSession::tellOfRuns()
{
    const auto status = [this]() -> BackgroundRuns::Status {
        if (texts().file.empty())
            return {};
        const core::ComparisonPointer comparison = this->comparison();
        return {.state = state(),
                .progress = comparison ? std::optional(comparison->progress) : std::nullopt,
                .file = QString::fromStdString(texts().file.filename().string()),
                .problem = problem()};
    };
    const auto goTo = [](core::Place &place) {
        place.workspace = "rank";
        place.rank = core::RankPage::HeadSizes;
    };
    m_workbench.runs().add(*this,
                           {.title = tr("head sizes"), .goTo = goTo, .status = status, .cancel = [this] { cancel(); }});
    connect(this, &ComparisonSession::comparisonChanged, &m_workbench.runs(), [this] { m_workbench.runs().tell(*this); });
}

// A new corpus is run at once, also while nobody looks.
void ComparisonSession::followChoice(const core::ComparedState &before)
{
    if (before == chosen())
        return;
    emit choiceChanged();
    if (before.corpus.file != chosen().corpus.file)
        run();
    else
        follow();
}

void ComparisonSession::setIncluded(const std::filesystem::path &model, bool isIncluded)
{
    m_workbench.change([&](core::WorkbenchState &state) {
        if (isIncluded)
            state.rank.compared.excluded.erase(model);
        else
            state.rank.compared.excluded.insert(model);
    });
}

void ComparisonSession::openFamily()
{
    m_workbench.change([this](core::WorkbenchState &state) {
        state.rank.compared.excluded.clear();
        for (const std::filesystem::path &open : state.openModels) {
            if (std::ranges::find(m_family, open) == m_family.end())
                state.rank.compared.excluded.insert(open);
        }
        for (const std::filesystem::path &model : m_family) {
            if (std::ranges::find(state.openModels, model) == state.openModels.end())
                state.openModels.push_back(model);
        }
    });
}

// The same file again may hold something else by now.
void ComparisonSession::setCorpus(const std::filesystem::path &file)
{
    if (!file.empty() && file == texts().file)
        return run();
    m_workbench.change([&file](core::WorkbenchState &state) { state.rank.compared.corpus.file = file; });
}

void ComparisonSession::setLimit(std::size_t texts)
{
    m_workbench.change([texts](core::WorkbenchState &state) { state.rank.compared.corpus.limit = texts; });
}

void ComparisonSession::setWatched(bool isWatched)
{
    m_isWatched = isWatched;
    follow();
}

core::ComparisonRequest ComparisonSession::wanted() const
{
    const core::FileChoice &corpus = chosen().corpus;
    core::ComparisonRequest request{.models = {}, .texts = {.corpus = {.path = corpus.file, .limit = corpus.limit}}};
    for (const OpenModel &open : m_models.models()) {
        if (isIncluded(open.path))
            request.models.push_back(open.model);
    }
    if (corpus.file.empty())
        request.texts = {.sentence = m_session.snapshot() ? m_session.snapshot()->request.text : std::string()};
    return request;
}

// A corpus goes on while nobody looks; a sentence is only followed for someone.
void ComparisonSession::follow()
{
    if (m_isWatched && m_session.snapshot() && wanted() != m_run.request())
        run();
}

void ComparisonSession::resume()
{
    run();
}

void ComparisonSession::run()
{
    m_run.start(wanted());
}

QString ComparisonSession::saveTable(const QString &path) const
{
    return saveText(comparison() ? core::comparisonTable(*comparison()) : std::string(), path);
}

// A corpus waits. What runs on a sentence that is being edited is of no use any more, and the newer one follows its answer.
void ComparisonSession::dropOldSentence()
{
    if (!m_session.isUpToDate() && texts().file.empty())
        m_run.drop();
}

}  // namespace ui
