#pragma once

#include "core/corpus/listing/prediction_list.h"

#include <QAbstractTableModel>

#include <unordered_map>

namespace ui {

// The texts of a file, a row each, with their label and what the model says of them.
class TextListModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Number, Label, Answer, Probability, Loss, Text, ColumnCount };
    static constexpr int sortRole = Qt::UserRole;

    using QAbstractTableModel::QAbstractTableModel;

    // May be null. Of the same texts as before only what the model said meanwhile is new.
    void setList(const core::PredictionListPointer &list);
    const core::PredictionListPointer &list() const { return m_list; }
    // Whether any text has something in the column.
    bool hasColumn(Column column) const;

    const std::string &textAt(int row) const { return m_list->texts->texts[static_cast<std::size_t>(row)].text; }
    // Whether the text is told to be wrong; not of one that is still to come.
    bool isWrong(int row) const;
    // The first row of the text, or -1.
    int rowOf(const std::string &text) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    const core::TextPrediction *predictionAt(int row) const;
    QString shownText(int row, int column) const;
    QVariant orderOf(int row, int column) const;
    void setTexts();

    core::PredictionListPointer m_list;
    std::unordered_map<std::string_view, int> m_rows;  // of the list's texts
};

}  // namespace ui
