#include "ui/panels/sentence_history.h"

namespace ui {
namespace {

constexpr qsizetype mostSentences = 200;

}  // namespace

void SentenceHistory::keep(const QString &sentence)
{
    if (sentence.trimmed().isEmpty()) {
        m_place = m_sentences.size();
        return;
    }
    m_sentences.removeAll(sentence);
    m_sentences.append(sentence);
    if (m_sentences.size() > mostSentences)
        m_sentences.removeFirst();
    m_place = m_sentences.size() - 1;
}

void SentenceHistory::keepIfNew(const QString &shown)
{
    if (m_sentences.value(m_place) != shown)
        keep(shown);
}

std::optional<QString> SentenceHistory::older(const QString &shown)
{
    keepIfNew(shown);
    if (m_place == 0)
        return std::nullopt;
    return m_sentences[--m_place];
}

std::optional<QString> SentenceHistory::newer(const QString &shown)
{
    keepIfNew(shown);
    if (m_place + 1 >= m_sentences.size())
        return std::nullopt;
    return m_sentences[++m_place];
}

}  // namespace ui
