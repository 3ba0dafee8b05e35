#include "ui/session/background_runs.h"

#include "ui/session/workbench.h"

#include <algorithm>
#include <utility>

namespace ui {

BackgroundRuns::BackgroundRuns(Workbench &workbench) : m_workbench(workbench)
{
    connect(&workbench, &Workbench::changed, this, &BackgroundRuns::dropSeen);
}

void BackgroundRuns::add(QObject &run, Run described)
{
    m_entries.push_back({.run = &run, .described = std::move(described)});
    connect(&run, &QObject::destroyed, this, [this](QObject *gone) {
        std::erase_if(m_entries, [gone](const Entry &entry) { return entry.run == gone; });
        emit changed();
    });
}

void BackgroundRuns::tell(QObject &run)
{
    Entry *entry = entryOf(run);
    if (!entry)
        return;
    const Status status = entry->described.status();
    const bool isRunning = status.state == LongRun::State::Running;
    const bool hadNews = entry->wasRunning || entry->ended;
    if (isRunning)
        entry->ended.reset();
    else if (std::exchange(entry->wasRunning, false) && status.state == LongRun::State::Idle && !isSeen(*entry))
        entry->ended = status.problem.isEmpty() ? Phase::Done : Phase::Failed;
    entry->wasRunning = isRunning;
    if (hadNews || isRunning)
        emit changed();
}

std::vector<BackgroundRuns::News> BackgroundRuns::news() const
{
    std::vector<News> news;
    for (const Entry &entry : m_entries) {
        if (entry.wasRunning || entry.ended)
            news.push_back({.run = entry.run,
                            .title = entry.described.title,
                            .phase = entry.ended.value_or(Phase::Running),
                            .status = entry.described.status()});
    }
    return news;
}

void BackgroundRuns::goTo(const QObject &run)
{
    if (const Entry *entry = entryOf(run))
        m_workbench.change([go = entry->described.goTo](core::WorkbenchState &state) { go(state.place); }, going());
}

void BackgroundRuns::clear(const QObject &run)
{
    Entry *entry = entryOf(run);
    if (!entry)
        return;
    if (entry->wasRunning)
        return entry->described.cancel();
    entry->ended.reset();
    emit changed();
}

BackgroundRuns::Entry *BackgroundRuns::entryOf(const QObject &run)
{
    const auto found = std::ranges::find(m_entries, &run, &Entry::run);
    return found == m_entries.end() ? nullptr : &*found;
}

// Its page is there.
bool BackgroundRuns::isSeen(const Entry &entry) const
{
    core::Place there = m_workbench.state().place;
    entry.described.goTo(there);
    return there == m_workbench.state().place;
}

void BackgroundRuns::dropSeen()
{
    bool hasDropped = false;
    for (Entry &entry : m_entries) {
        if (entry.ended && isSeen(entry)) {
            entry.ended.reset();
            hasDropped = true;
        }
    }
    if (hasDropped)
        emit changed();
}

}  // namespace ui
