#pragma once

#include "ui/views/view_sources.h"

#include <QWidget>

namespace ui {

class Card;
class CurveView;
class QuietMenuButton;

// The Rank workspace's first page: the selected head's spectra, a measure of all heads, what the first k singular values keep,
// and what the model does with no more of them.
class SpectraPage : public QWidget
{
    Q_OBJECT

public:
    explicit SpectraPage(const ViewSources &sources, QWidget *parent = nullptr);

private:
    Card *createSpectrumCard();
    Card *createShareCard();
    Card *createMapCard();
    QWidget *createMapRow();
    Card *createTruncationCard();
    QuietMenuButton *addMenu(Card *card, const char *objectName, const QString &purpose, const QStringList &choices,
                             const QStringList &briefly = {});
    void bindDraggedRank(CurveView *view);
    void toggleBeside(const core::HeadRef &head);
    void showOptions();
    template <typename Change>
    void changeOptions(Change change);

    ViewSources m_sources;
    QuietMenuButton *m_scale = nullptr;
    QuietMenuButton *m_heads = nullptr;
    QuietMenuButton *m_direction = nullptr;
    QuietMenuButton *m_shares = nullptr;
    Card *m_shareCard = nullptr;
    QuietMenuButton *m_measure = nullptr;
    QuietMenuButton *m_matrix = nullptr;
    QuietMenuButton *m_truncated = nullptr;
};

}  // namespace ui
