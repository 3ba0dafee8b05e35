#include "ui/topics/rank/playground/playground_words_view.h"

#include "core/figure/playground/playground_words.h"
#include "ui/theme/plain_text.h"
#include "ui/theme/roles.h"
#include "ui/widgets/choice_menu.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace ui {
namespace {

constexpr std::array tolerances{0.01, 0.02, 0.05, 0.1, 0.2};

}  // namespace

PlaygroundWordsView::PlaygroundWordsView(Playground &playground, QWidget *parent)
    : QWidget(parent), m_playground(playground), m_verdict(plainLabel({}, this)), m_construction(plainLabel({}, this))
{
    m_verdict->setObjectName(QStringLiteral("headSizeVerdict"));
    m_verdict->setWordWrap(true);
    m_verdict->setToolTip(tr(
        "Best found is an upper bound: a head of this size can come at least as close, and a smaller head may do. So is the "
        "truncation, and a looser one. A head size of n suffices for every positive map (Bhojanapalli et al. 2020, "
        "theorem 1); n − 1 here, since each row's constant is free; far fewer do for sparse patterns (Likhosherstov et al. "
        "2023)."));
    m_construction->setObjectName(QStringLiteral("constructionNote"));
    m_construction->setWordWrap(true);
    m_construction->setToolTip(tr(
        "As in theorem 1 of Bhojanapalli et al. 2020: W_q and W_k are the queries and keys of the shown map, times the "
        "right inverse of the inputs X, so that X W_q (X W_k)ᵀ / √dₚ are its scores. They reproduce the shown map, not the "
        "target."));
    setRole(*m_construction, Role::Note);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    auto *row = new QHBoxLayout;
    row->setSpacing(12);
    row->addWidget(m_verdict, 1);
    row->addWidget(createToleranceMenu(), 0, Qt::AlignTop);
    column->addLayout(row);
    column->addWidget(m_construction);
    connect(&m_playground, &Playground::changed, this, &PlaygroundWordsView::refresh);
    refresh();
}

ChoiceMenu *PlaygroundWordsView::createToleranceMenu()
{
    m_tolerance = new ChoiceMenu(tr("Tolerance of the mean total variation"));
    m_tolerance->setObjectName(QStringLiteral("playgroundTolerance"));
    m_tolerance->setPrefix(tr("tolerance:"));
    QStringList choices;
    for (const double tolerance : tolerances)
        choices << QString::fromStdString(core::toleranceText(tolerance));
    m_tolerance->setChoices(choices);
    connect(m_tolerance, &ChoiceMenu::chosen, this,
            [this](int choice) { m_playground.setTolerance(tolerances[static_cast<std::size_t>(choice)]); });
    return m_tolerance;
}

void PlaygroundWordsView::refresh()
{
    const double tolerance = m_playground.tolerance();
    m_tolerance->setCurrent(static_cast<int>(std::ranges::find(tolerances, tolerance) - tolerances.begin()));
    m_verdict->setText(QString::fromStdString(
        core::headSizeVerdict(m_playground.target(), m_playground.found(), m_playground.headSize(), tolerance)));
    m_construction->setText(QString::fromStdString(
        core::constructionNote(m_playground.target(), m_playground.found(), m_playground.offer(), m_playground.realized())));
}

}  // namespace ui
