#pragma once

#include "core/corpus/words/word_report.h"

#include <QAbstractTableModel>

namespace ui {

// Every word of a file with how often it comes, how important it is and how that is spread, by class as well.
class WordTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Word, Count, Mean, Deviation, Median, FirstClass };
    static constexpr int sortRole = Qt::UserRole;

    using QAbstractTableModel::QAbstractTableModel;

    void setReport(const core::WordReportPointer &report);
    const std::vector<core::WordRow> &rows() const { return m_rows; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    double numberAt(const core::WordRow &row, int column) const;

    core::WordReportPointer m_report;
    std::vector<core::WordRow> m_rows;
};

}  // namespace ui
