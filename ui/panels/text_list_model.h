#pragma once

#include "core/corpus/listing/prediction_list.h"

#include <QAbstractTableModel>
#include <QString>

#include <vector>

namespace ui {

// The texts of a file, a row each, with their label and what the model says of them: those that are searched for, in the order of a column.
class TextListModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Number, Label, Answer, Probability, Loss, Text, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    // May be null. Of the same texts as before only what the model said meanwhile is new.
    void setList(const core::PredictionListPointer &list);
    const core::PredictionListPointer &list() const { return m_list; }
    // Those with the words in them, in any case, and of those that can be right or wrong the wrong ones alone.
    void setWanted(const QString &words, bool wrongOnly);
    // What is missing comes last either way.
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

    // Whether any text has something in the column.
    bool hasColumn(Column column) const;
    // Whether any prediction can be right or wrong.
    bool hasVerdicts() const { return m_list && m_list->judgedTexts() > 0; }

    const std::string &textAt(int row) const { return m_list->texts->texts[textOf(row)].text; }
    // The first row of the text, or -1.
    int rowOf(const std::string &text) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    std::size_t textOf(int row) const { return m_rows[static_cast<std::size_t>(row)]; }
    const core::TextPrediction *predictionOf(std::size_t text) const;
    bool isWanted(std::size_t text) const;
    bool comesBefore(std::size_t one, std::size_t other) const;
    QString shownText(std::size_t text, int column) const;
    QString toolTip(std::size_t text, int column) const;
    void arrange();

    core::PredictionListPointer m_list;
    std::vector<std::size_t> m_rows;  // the texts in their order, by their index in the file
    QString m_words;
    bool m_wrongOnly = false;
    int m_sorted = Number;
    Qt::SortOrder m_order = Qt::AscendingOrder;
};

}  // namespace ui
