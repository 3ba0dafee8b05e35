#include "ui/widgets/sorted_rows.h"

namespace ui {

void SortedRows::sort(int column, Qt::SortOrder order)
{
    QSortFilterProxyModel::sort(column, order);
    emit headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
}

QVariant SortedRows::headerData(int section, Qt::Orientation orientation, int role) const
{
    const QVariant name = QSortFilterProxyModel::headerData(section, orientation, role);
    if (role != Qt::DisplayRole || orientation != Qt::Horizontal || section != sortColumn())
        return name;
    const QString mark = sortOrder() == Qt::DescendingOrder ? QStringLiteral("▾ ") : QStringLiteral("▴ ");
    return mark + name.toString();
}

}  // namespace ui
