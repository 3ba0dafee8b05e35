#include "ui/views/playground_words_view.h"

#include "core/figure/playground_words.h"
#include "ui/theme/plain_text.h"
#include "ui/theme/roles.h"

#include <QLabel>
#include <QVBoxLayout>

namespace ui {

PlaygroundWordsView::PlaygroundWordsView(Playground &playground, QWidget *parent)
    : QWidget(parent), m_playground(playground), m_verdict(plainLabel({}, this)), m_construction(plainLabel({}, this))
{
    m_verdict->setObjectName(QStringLiteral("headSizeVerdict"));
    m_verdict->setWordWrap(true);
    m_construction->setObjectName(QStringLiteral("constructionNote"));
    m_construction->setWordWrap(true);
    m_construction->setToolTip(
        tr("Theorem 1 of Bhojanapalli et al. 2020: W_q and W_k are the two halves of the cut log(P) · C, times the "
           "right inverse of the inputs X, so that X W_q (X W_k)ᵀ / √dₚ are its scores."));
    setRole(*m_construction, Role::Note);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addWidget(m_verdict);
    column->addWidget(m_construction);
    connect(&m_playground, &Playground::changed, this, &PlaygroundWordsView::refresh);
    refresh();
}

void PlaygroundWordsView::refresh()
{
    m_verdict->setText(QString::fromStdString(core::headSizeVerdict(m_playground.target(), m_playground.headSize())));
    m_construction->setText(QString::fromStdString(
        core::constructionNote(m_playground.target(), m_playground.offer(), m_playground.headSize())));
}

}  // namespace ui
