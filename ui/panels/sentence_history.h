#pragma once

#include <QStringList>

#include <optional>

namespace ui {

// The sentences that were looked at, each once, the newest last; and a place among them, as a command line has it.
class SentenceHistory
{
public:
    using Step = std::optional<QString> (SentenceHistory::*)(const QString &shown);

    // Makes it the newest, and the place. A blank one is not kept.
    void keep(const QString &sentence);
    // The one before what is shown now, which is kept if it is another than the one at the place; none at the end.
    std::optional<QString> older(const QString &shown);
    // The one after the place; none at the end. What is shown is kept likewise, which makes it the newest.
    std::optional<QString> newer(const QString &shown);

private:
    void keepIfNew(const QString &shown);

    QStringList m_sentences;
    qsizetype m_place = 0;  // as many as there are: behind the newest
};

}  // namespace ui
