#include "ui/topics/rank/weights/tensor_table_model.h"

#include "core/base/message_text.h"
#include "core/figure/values/figure_text.h"
#include "ui/theme/plain_text.h"
#include "ui/theme/qt_text.h"
#include "ui/theme/theme.h"

#include <QGuiApplication>

#include <cmath>
#include <limits>

namespace ui {
namespace {

using core::CheckedTensor;

QString dimensions(const std::optional<std::vector<std::int64_t>> &shape)
{
    if (!shape)
        return QStringLiteral("–");
    return shape->empty() ? QStringLiteral("1")
                          : qtText(core::dimensionsText(*shape)).replace(QStringLiteral(" x "), QStringLiteral(" × "));
}

QString typeText(const CheckedTensor &tensor)
{
    return tensor.dtype ? QString::fromLatin1(core::describe(*tensor.dtype).name.data()) : QStringLiteral("–");
}

QString useText(const CheckedTensor &tensor)
{
    return QString::fromLatin1(core::nameOf(tensor.use).data());
}

double numberOf(const CheckedTensor &tensor, int column)
{
    const core::TensorStatistics numbers = tensor.statistics.value_or(core::TensorStatistics());
    switch (column) {
    case TensorTableModel::Minimum: return numbers.minimum;
    case TensorTableModel::Maximum: return numbers.maximum;
    case TensorTableModel::Norm: return numbers.norm;
    default: return numbers.zeroShare;
    }
}

double elements(const CheckedTensor &tensor)
{
    double count = tensor.shape ? 1 : -1;
    for (const std::int64_t dimension : tensor.shape.value_or(std::vector<std::int64_t>()))
        count *= static_cast<double>(dimension);
    return count;
}

QString sharePercent(double share)
{
    if (share == 0)
        return QStringLiteral("0");
    return share < 0.001 ? QStringLiteral("< 0.1 %") : qtText(core::formatNumber(100 * share, 1)) + QStringLiteral(" %");
}

QString numberCell(const CheckedTensor &tensor, int column)
{
    const double number = numberOf(tensor, column);
    if (std::isnan(number))
        return QStringLiteral("–");
    if (column == TensorTableModel::Zeros)
        return sharePercent(number);
    if (number == 0)
        return QStringLiteral("0");
    const bool isSmall = std::abs(number) < 0.001;
    return isSmall ? (number < 0 ? QStringLiteral("−") : QString()) + qtText(core::formatError(std::abs(number)))
                   : qtText(core::formatBriefly(number));
}

// What cannot be told from the cells.
QString detail(const CheckedTensor &tensor)
{
    QStringList lines{qtText(core::onOneLine(tensor.name))};
    QStringList used;
    for (const std::string &name : tensor.usedAs)
        used << qtText(name);
    if (!used.isEmpty())
        lines << TensorTableModel::tr("the model's %1").arg(used.join(QStringLiteral(", ")));
    if (tensor.expected)
        lines << TensorTableModel::tr("expected %1").arg(dimensions(tensor.expected));
    if (tensor.statistics && tensor.statistics->nonFinite > 0)
        lines << TensorTableModel::tr("%1 numbers are not finite").arg(tensor.statistics->nonFinite);
    return lines.join(QLatin1Char('\n'));
}

bool isText(int column)
{
    return column == TensorTableModel::Name || column == TensorTableModel::Use || column == TensorTableModel::Type;
}

}  // namespace

void TensorTableModel::setDiagnosis(const core::DiagnosisPointer &diagnosis)
{
    if (diagnosis == m_diagnosis)
        return;
    beginResetModel();
    m_diagnosis = diagnosis;
    endResetModel();
}

int TensorTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_diagnosis ? 0 : static_cast<int>(m_diagnosis->tensors.size());
}

int TensorTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant TensorTableModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const CheckedTensor &tensor = m_diagnosis->tensors[static_cast<std::size_t>(index.row())];
    const int column = index.column();
    switch (role) {
    case Qt::TextAlignmentRole: return int((isText(column) ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    case Qt::ToolTipRole: return plainToolTip(detail(tensor));
    case Qt::ForegroundRole:
        return tensor.use == core::TensorUse::Used ? QVariant()
                                                   : QVariant(themeFor(QGuiApplication::palette()).secondAccent);
    case Qt::DisplayRole:
    case sortRole: break;
    default: return {};
    }
    if (column == Name)
        return qtText(core::onOneLine(tensor.name));
    if (column == Use)
        return useText(tensor);
    if (column == Type)
        return typeText(tensor);
    if (column == Shape)
        return role == sortRole ? QVariant(elements(tensor)) : dimensions(tensor.shape);
    if (role == Qt::DisplayRole)
        return numberCell(tensor, column);
    const double number = numberOf(tensor, column);
    return std::isnan(number) ? -std::numeric_limits<double>::infinity() : number;
}

QVariant TensorTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((isText(section) ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name: return tr("tensor");
    case Use: return tr("use");
    case Type: return tr("type");
    case Shape: return tr("shape");
    case Minimum: return tr("minimum");
    case Maximum: return tr("maximum");
    case Norm: return tr("norm");
    default: return tr("zeros");
    }
}

}  // namespace ui
