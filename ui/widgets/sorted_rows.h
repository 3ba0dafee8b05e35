#pragma once

#include <QSortFilterProxyModel>

namespace ui {

// Rows in the order of a column, which is marked before its name, where the style's arrow would lie on the name.
class SortedRows : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
};

}  // namespace ui
