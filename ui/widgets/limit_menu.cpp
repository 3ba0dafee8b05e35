#include "ui/widgets/limit_menu.h"

#include <algorithm>

namespace ui {

LimitMenu::LimitMenu(const QString &texts, std::span<const std::size_t> usual, QWidget *parent)
    : ChoiceMenu(tr("Number of %1 from the file").arg(texts), parent), m_texts(texts), m_usual(usual.begin(), usual.end())
{
    offer(m_usual);
    connect(this, &ChoiceMenu::chosen, this,
            [this](int choice) { emit limitChosen(m_offered[static_cast<std::size_t>(choice)]); });
}

void LimitMenu::offer(std::vector<std::size_t> limits)
{
    if (limits == m_offered)
        return;
    m_offered = std::move(limits);
    QStringList names;
    for (const std::size_t limit : m_offered)
        names << (limit == 0 ? tr("all %1").arg(m_texts) : tr("first %1").arg(limit));
    setChoices(names);
}

void LimitMenu::setLimit(std::size_t limit)
{
    std::vector<std::size_t> limits = m_usual;
    if (std::ranges::find(limits, limit) == limits.end())
        limits.push_back(limit);
    offer(std::move(limits));
    setCurrent(static_cast<int>(std::ranges::find(m_offered, limit) - m_offered.begin()));
}

}  // namespace ui
