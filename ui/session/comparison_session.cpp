#include "ui/session/comparison_session.h"

#include "core/corpus/comparison/comparison_table.h"
#include "ui/session/save_text.h"

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

ComparisonSession::ComparisonSession(AnalysisSession &session, OpenModels &models, std::vector<std::filesystem::path> family,
                                     QObject *parent)
    : ComparisonSession(session, models, std::move(family), engineRunner(), parent)
{
}

ComparisonSession::ComparisonSession(AnalysisSession &session, OpenModels &models, std::vector<std::filesystem::path> family,
                                     Runner runner, QObject *parent)
    : QObject(parent), m_session(session), m_models(models), m_family(std::move(family)),
      m_run(*this, std::move(runner),
            [this](const core::Result<core::ComparisonPointer> &answer, bool isLast) { receive(answer, isLast); })
{
    std::ranges::transform(m_family, m_family.begin(), modelPath);
    connect(&m_models, &OpenModels::changed, this, [this] {
        emit choiceChanged();
        follow();
    });
    connect(&m_session, &AnalysisSession::requestChanged, this, &ComparisonSession::holdWhileSessionIsBusy);
    const auto goOn = [this] {
        holdWhileSessionIsBusy();
        follow();
    };
    connect(&m_session, &AnalysisSession::failed, this, goOn);
    connect(&m_session, &AnalysisSession::snapshotChanged, this, goOn);
}

void ComparisonSession::setIncluded(const std::filesystem::path &model, bool isIncluded)
{
    if (isIncluded == this->isIncluded(model))
        return;
    if (isIncluded)
        m_excluded.erase(model);
    else
        m_excluded.insert(model);
    emit choiceChanged();
    follow();
}

void ComparisonSession::openFamily()
{
    m_excluded.clear();
    for (const OpenModel &open : m_models.models()) {
        if (std::ranges::find(m_family, open.path) == m_family.end())
            m_excluded.insert(open.path);
    }
    emit choiceChanged();
    m_models.add(m_family);
    follow();
}

void ComparisonSession::setCorpus(const std::filesystem::path &file)
{
    m_texts.corpus = file;
    emit choiceChanged();
    run();
}

void ComparisonSession::setLimit(std::size_t texts)
{
    m_texts.limit = texts;
    emit choiceChanged();
    follow();
}

void ComparisonSession::setWatched(bool isWatched)
{
    m_isWatched = isWatched;
    follow();
}

core::ComparisonRequest ComparisonSession::wanted() const
{
    core::ComparisonRequest request{.models = {}, .texts = m_texts};
    for (const OpenModel &open : m_models.models()) {
        if (isIncluded(open.path))
            request.models.push_back(open.model);
    }
    if (m_texts.corpus.empty())
        request.texts = {
            .corpus = {}, .limit = 0, .sentence = m_session.snapshot() ? m_session.snapshot()->request.text : std::string()};
    return request;
}

// A corpus goes on while nobody looks; a sentence is only followed for someone.
void ComparisonSession::follow()
{
    if (m_isWatched && m_session.snapshot() && wanted() != m_request)
        run();
}

void ComparisonSession::resume()
{
    run();
}

void ComparisonSession::run()
{
    m_request = wanted();
    m_problem.clear();
    m_state = State::Running;
    m_run.start(m_request);
    emit comparisonChanged();
}

void ComparisonSession::cancel()
{
    if (m_state != State::Running)
        return;
    m_run.cancel();
    m_state = State::Stopped;
    emit comparisonChanged();
}

void ComparisonSession::saveTable(const QString &path)
{
    m_problem = saveText(m_comparison ? core::comparisonTable(*m_comparison) : std::string(), path);
    emit comparisonChanged();
}

void ComparisonSession::receive(const core::Result<core::ComparisonPointer> &answer, bool isLast)
{
    if (answer)
        m_comparison = *answer;
    else
        m_problem = QString::fromStdString(answer.error().message);
    if (isLast)
        m_state = State::Idle;
    emit comparisonChanged();
}

// A corpus waits. What runs on a sentence that is being edited is of no use any more, and the newer one follows its answer.
void ComparisonSession::holdWhileSessionIsBusy()
{
    const bool isBusy = !m_session.isUpToDate();
    m_run.setHeld(isBusy);
    if (!isBusy || !m_texts.corpus.empty())
        return;
    m_run.cancel();
    m_request = {};
    m_state = State::Idle;
}

}  // namespace ui
