#include "ui/topics/importance/vocabulary/word_table_model.h"

#include "core/figure/values/figure_text.h"
#include "ui/theme/plain_text.h"
#include "ui/theme/qt_text.h"

#include <cmath>
#include <limits>

namespace ui {

void WordTableModel::setReport(const core::WordReportPointer &report)
{
    if (report == m_report)
        return;
    beginResetModel();
    m_report = report;
    m_rows = report ? core::wordTable(report->found, report->classes()) : std::vector<core::WordRow>();
    endResetModel();
}

int WordTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int WordTableModel::columnCount(const QModelIndex &parent) const
{
    if (parent.isValid())
        return 0;
    return FirstClass + (m_report ? static_cast<int>(m_report->groupNames().size()) : 0);
}

double WordTableModel::numberAt(const core::WordRow &row, int column) const
{
    switch (column) {
    case Count: return static_cast<double>(row.all.count);
    case Mean: return row.all.mean;
    case Deviation: return row.all.deviation;
    case Median: return row.all.median;
    default: return row.classes[static_cast<std::size_t>(column - FirstClass)].mean;
    }
}

QVariant WordTableModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const core::WordRow &row = m_rows[static_cast<std::size_t>(index.row())];
    const int column = index.column();
    if (role == Qt::TextAlignmentRole)
        return column == Word ? int(Qt::AlignLeft | Qt::AlignVCenter) : int(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole && role != sortRole && role != Qt::ToolTipRole)
        return {};
    if (column == Word)
        return role == Qt::ToolTipRole ? plainToolTip(qtText(row.word)) : qtText(row.word);
    const double number = numberAt(row, column);
    if (role == sortRole)
        return std::isnan(number) ? -std::numeric_limits<double>::infinity() : number;
    if (role == Qt::ToolTipRole) {
        if (column < FirstClass)
            return {};
        return tr("%1 of its occurrences").arg(row.classes[static_cast<std::size_t>(column - FirstClass)].count);
    }
    return column == Count ? QString::number(row.all.count) : qtText(core::formatBriefly(number));
}

QVariant WordTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return section == Word ? int(Qt::AlignLeft | Qt::AlignVCenter) : int(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Word: return tr("word");
    case Count: return tr("count");
    case Mean: return tr("mean");
    case Deviation: return tr("sd");
    case Median: return tr("median");
    default: return tr("mean, %1").arg(qtText(m_report->groupNames()[static_cast<std::size_t>(section - FirstClass)]));
    }
}

}  // namespace ui
