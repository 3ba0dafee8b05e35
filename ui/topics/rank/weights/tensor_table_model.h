#pragma once

#include "core/corpus/diagnosis/checkpoint_diagnosis.h"

#include <QAbstractTableModel>

namespace ui {

// Every tensor of a checkpoint with its numbers and what becomes of it, in the network's order.
class TensorTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Name, Use, Type, Shape, Minimum, Maximum, Norm, Zeros, ColumnCount };
    static constexpr int sortRole = Qt::UserRole;

    using QAbstractTableModel::QAbstractTableModel;

    void setDiagnosis(const core::DiagnosisPointer &diagnosis);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    core::DiagnosisPointer m_diagnosis;
};

}  // namespace ui
