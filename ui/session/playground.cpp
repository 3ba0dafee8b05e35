#include "ui/session/playground.h"

#include "core/base/pace.h"

#include <algorithm>

namespace ui {

using core::TargetSource;

core::Result<core::FoundSizes>
Playground::searchOn(const Search &search, const core::RunListener<core::FoundSizes> &listener, const core::StopToken &stop)
{
    core::Pace pace;
    const auto tell = [&](const core::FoundSizes &found) {
        if (!pace.isDue())
            return;
        const core::Stopclock telling;
        listener.soFar(found);
        pace.said(telling.seconds());
    };
    return core::searchHeadSizes(search.target, search.found, tell, stop);
}

Playground::Playground(QObject *parent)
    : QObject(parent), m_search(*this, searchOn, [this](const core::Result<core::FoundSizes> &found, bool) {
          if (!found)
              return;
          m_found = *found;
          emit changed();
      })
{
    setOffer(core::playgroundOffer({}, {}, {}));
}

void Playground::setOffer(core::PlaygroundOffer offer)
{
    m_offer = std::move(offer);
    if (m_choice.source == TargetSource::Painted && m_painting.rows() != m_offer.size())
        m_choice.source = m_beforePainting;
    show(shares());
}

TargetSource Playground::source() const
{
    return m_choice.source == TargetSource::Head && !m_offer.head ? TargetSource::Diagonal : m_choice.source;
}

int Playground::headSize() const
{
    return std::clamp(m_headSize, 1, m_offer.size());
}

core::DoubleMatrix Playground::shares() const
{
    switch (source()) {
    case TargetSource::Head: return *m_offer.head;
    case TargetSource::Painted: return m_painting;
    default: break;
    }
    core::TargetChoice choice = m_choice;
    choice.source = source();
    return core::chosenTarget(choice, m_offer.size());
}

void Playground::setChoice(const core::TargetChoice &choice)
{
    if (choice == m_choice)
        return;
    if (choice.source == TargetSource::Painted)
        beginPainting(m_painting.rows() == m_offer.size() ? m_painting : shares());
    m_choice = choice;
    show(shares());
}

void Playground::paint(core::TargetCell cell)
{
    beginPainting(shares());
    core::paintShare(m_painting, cell);
    show(m_painting);
}

void Playground::erase(core::TargetCell cell)
{
    beginPainting(shares());
    core::eraseShare(m_painting, cell);
    show(m_painting);
}

void Playground::beginPainting(core::DoubleMatrix start)
{
    if (m_choice.source == TargetSource::Painted)
        return;
    m_painting = std::move(start);
    m_beforePainting = m_choice.source;
    m_choice.source = TargetSource::Painted;
}

void Playground::reset()
{
    m_painting.resize(0, 0);
    m_choice.source = m_beforePainting;
    show(shares());
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

void Playground::setActive(bool isActive)
{
    if (isActive == m_isActive)
        return;
    m_isActive = isActive;
    search();
}

void Playground::setScores(core::RealizedScores scores)
{
    if (scores == m_scores)
        return;
    m_scores = scores;
    emit changed();
}

void Playground::setTolerance(double tolerance)
{
    if (tolerance == m_tolerance)
        return;
    m_tolerance = tolerance;
    emit changed();
}

void Playground::setHeadSize(int headSize)
{
    if (headSize == m_headSize)
        return;
    m_headSize = headSize;
    emit changed();
}

void Playground::setMeasure(core::RowErrorMeasure measure)
{
    if (measure == m_measure)
        return;
    m_measure = measure;
    emit changed();
}

void Playground::setCell(const PlaygroundCell &cell)
{
    if (cell == m_cell)
        return;
    m_cell = cell;
    emit cellChanged();
}

}  // namespace ui
