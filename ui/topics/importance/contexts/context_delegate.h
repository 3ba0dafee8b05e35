#pragma once

#include "ui/topics/importance/contexts/concordance_model.h"

#include <QStyledItemDelegate>

namespace ui {

// Draws a line of a concordance: the word in the middle, its neighbors to both sides as far as there is room, every word on the color
// of its importance.
class ContextDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    ContextDelegate(const ConcordanceModel &model, QObject *parent = nullptr) : QStyledItemDelegate(parent), m_model(model)
    {
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    const ConcordanceModel &m_model;
};

}  // namespace ui
