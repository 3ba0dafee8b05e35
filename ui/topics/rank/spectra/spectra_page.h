#pragma once

#include "core/recipe/figure_recipe.h"
#include "ui/session/comparison_session.h"
#include "ui/views/view_sources.h"

#include <QWidget>

namespace ui {

class Card;
class CurveView;
class ChoiceMenu;

// The Rank workspace's first page: the selected head's spectra, a measure of all heads, what the first k singular values keep,
// and what the model does with no more of them.
class SpectraPage : public QWidget
{
    Q_OBJECT

public:
    SpectraPage(const ViewSources &sources, const ComparisonSession &comparison, QWidget *parent = nullptr);

private:
    Card *createSpectrumCard();
    Card *createShareCard();
    Card *createMapCard();
    core::FigurePanel spectrumPanel(core::PanelKind kind) const;
    core::FigurePanel mapPanel() const;
    QWidget *createMapRow();
    Card *createTruncationCard();
    ChoiceMenu *addMenu(Card *card, const char *objectName, const QString &purpose, const QStringList &choices,
                        const QStringList &briefly = {});
    void bindDraggedRank(CurveView *view);
    void toggleBeside(const core::HeadRef &head);
    void showOptions();
    template <typename Change>
    void changeOptions(Change change);

    ViewSources m_sources;
    const ComparisonSession &m_comparison;
    ChoiceMenu *m_scale = nullptr;
    ChoiceMenu *m_heads = nullptr;
    ChoiceMenu *m_direction = nullptr;
    ChoiceMenu *m_shares = nullptr;
    Card *m_shareCard = nullptr;
    ChoiceMenu *m_measure = nullptr;
    ChoiceMenu *m_matrix = nullptr;
    ChoiceMenu *m_truncated = nullptr;
};

}  // namespace ui
