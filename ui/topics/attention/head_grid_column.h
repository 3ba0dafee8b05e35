#pragma once

#include "ui/views/view_sources.h"

#include <QWidget>

class QLabel;

namespace ui {

class Card;
class HeadCard;
class HeadGridView;

// All heads. Where they leave much of the height free, the foot of the selected head's card stands below them in a card of its own,
// so that its map has the whole height.
class HeadGridColumn : public QWidget
{
    Q_OBJECT

public:
    // The other card, which lives as long as this column.
    HeadGridColumn(const ViewSources &sources, HeadCard &head, QWidget *parent = nullptr);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void createGridCard();
    void offerGrid();
    void place();

    ViewSources m_sources;
    HeadCard &m_head;
    Card *m_gridCard = nullptr;
    HeadGridView *m_grid = nullptr;
    QLabel *m_note = nullptr;
    Card *m_footCard = nullptr;
};

}  // namespace ui
