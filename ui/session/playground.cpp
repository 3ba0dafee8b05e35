#include "ui/session/playground.h"

#include <algorithm>

namespace ui {

using core::TargetSource;

core::Result<core::FoundSizes>
Playground::searchOn(const Search &search, const core::RunListener<core::FoundSizes> &listener, const core::StopToken &stop)
{
    core::PacedListener paced(listener);
    const auto all = static_cast<std::size_t>(search.target.target().rows());
    const auto tell = [&](const core::FoundSizes &found) {
        paced.tell({.done = static_cast<std::size_t>(found.count()), .all = all}, [&found] { return found; });
    };
    return core::searchHeadSizes(search.target, search.found, tell, stop);
}

Playground::Playground(Workbench &workbench, QObject *parent)
    : QObject(parent), m_workbench(workbench), m_search(*this, searchOn, [this] { take(); })
{
    connect(&workbench, &Workbench::optionsChanged, this,
            [this](const core::WorkbenchState &before) { follow(before.rank.playground); });
    setOffer(core::playgroundOffer({}, {}, {}));
}

void Playground::follow(const core::PlaygroundState &before)
{
    if (before == state())
        return;
    core::PlaygroundState sameTarget = before;
    sameTarget.headSize = state().headSize;
    sameTarget.measure = state().measure;
    sameTarget.scores = state().scores;
    sameTarget.tolerance = state().tolerance;
    if (sameTarget == state())
        emit changed();
    else
        show(shares());
}

void Playground::setOffer(core::PlaygroundOffer offer)
{
    m_offer = std::move(offer);
    show(shares());
}

bool Playground::showsPainting() const
{
    return state().target.source == TargetSource::Painted && state().painting.rows() == m_offer.size();
}

TargetSource Playground::source() const
{
    if (showsPainting())
        return TargetSource::Painted;
    const bool isPainted = state().target.source == TargetSource::Painted;
    const TargetSource source = isPainted ? state().beforePainting : state().target.source;
    return source == TargetSource::Head && !m_offer.head ? TargetSource::Diagonal : source;
}

int Playground::headSize() const
{
    return std::clamp(state().headSize, 1, m_offer.size());
}

core::DoubleMatrix Playground::shares() const
{
    switch (source()) {
    case TargetSource::Head: return *m_offer.head;
    case TargetSource::Painted: return state().painting;
    default: break;
    }
    core::TargetChoice choice = state().target;
    choice.source = source();
    return core::chosenTarget(choice, m_offer.size());
}

// A painting begins with what is shown, or goes on with the last one.
void Playground::setChoice(const core::TargetChoice &choice)
{
    m_workbench.change(
        [&](core::WorkbenchState &workbench) {
            core::PlaygroundState &state = workbench.rank.playground;
            if (choice.source == TargetSource::Painted && state.target.source != TargetSource::Painted) {
                state.beforePainting = state.target.source;
                if (state.painting.rows() != m_offer.size())
                    state.painting = shares();
            }
            state.target = choice;
        },
        {.name = "playground target", .number = static_cast<int>(choice.source)});
}

template <typename Stroke>
void Playground::draw(Stroke stroke)
{
    const auto change = [&](core::WorkbenchState &workbench) {
        core::PlaygroundState &state = workbench.rank.playground;
        if (!showsPainting()) {
            state.beforePainting = source();
            state.painting = shares();
            state.target.source = TargetSource::Painted;
        }
        stroke(state.painting);
    };
    m_workbench.change(change, {.name = "playground stroke", .number = m_stroke});
}

void Playground::paint(core::TargetCell cell)
{
    draw([cell](core::DoubleMatrix &painting) { core::paintShare(painting, cell); });
}

void Playground::erase(core::TargetCell cell)
{
    draw([cell](core::DoubleMatrix &painting) { core::eraseShare(painting, cell); });
}

void Playground::reset()
{
    m_workbench.change([](core::WorkbenchState &workbench) {
        core::PlaygroundState &state = workbench.rank.playground;
        state.painting.resize(0, 0);
        state.target.source = state.beforePainting;
    });
}

// The sources only make targets that are not refused.
void Playground::show(const core::DoubleMatrix &target)
{
    auto playground = core::playgroundTarget(target, m_offer);
    Q_ASSERT(playground);
    const bool isSame = m_target && m_target->size() == target.rows() && m_target->attention.target() == target;
    m_target = *std::move(playground);
    if (!isSame)
        m_found = {};
    search();
    emit targetChanged();
    emit changed();
}

void Playground::search()
{
    if (m_isActive && isSearching())
        m_search.start({m_target->attention, m_found});
    else
        m_search.cancel();
}

// Starting and stopping change nothing that is shown.
void Playground::take()
{
    if (!m_search.answer())
        return;
    m_found = *m_search.answer();
    m_search.forget();
    emit changed();
}

void Playground::setActive(bool isActive)
{
    if (isActive == m_isActive)
        return;
    m_isActive = isActive;
    search();
}

void Playground::setScores(core::RealizedScores scores)
{
    m_workbench.change([scores](core::WorkbenchState &state) { state.rank.playground.scores = scores; });
}

void Playground::setTolerance(double tolerance)
{
    m_workbench.change([tolerance](core::WorkbenchState &state) { state.rank.playground.tolerance = tolerance; });
}

void Playground::setHeadSize(int headSize)
{
    m_workbench.change([headSize](core::WorkbenchState &state) { state.rank.playground.headSize = headSize; },
                       {.name = "playground head size"});
}

void Playground::setMeasure(core::RowErrorMeasure measure)
{
    m_workbench.change([measure](core::WorkbenchState &state) { state.rank.playground.measure = measure; });
}

void Playground::setCell(const PlaygroundCell &cell)
{
    if (cell == m_cell)
        return;
    m_cell = cell;
    emit cellChanged();
}

}  // namespace ui
