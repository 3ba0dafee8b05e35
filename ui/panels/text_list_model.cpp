#include "ui/panels/text_list_model.h"

#include "core/figure/values/figure_text.h"
#include "ui/theme/plain_text.h"
#include "ui/theme/qt_text.h"

#include <algorithm>
#include <limits>

namespace ui {
namespace {

constexpr std::size_t longestShown = 400;     // bytes of a text in its row, which is one line
constexpr std::size_t longestToolTip = 2000;  // bytes

// Cut between two characters.
std::string beginning(const std::string &text, std::size_t longest)
{
    if (text.size() <= longest)
        return text;
    std::size_t end = longest;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
        --end;
    return text.substr(0, end) + "…";
}

double orderOf(const std::optional<double> &number)
{
    return number.value_or(-std::numeric_limits<double>::infinity());
}

QString numberText(const std::optional<double> &number)
{
    return number ? qtText(core::formatNumber(*number, 3)) : QString();
}

bool isText(int column)
{
    return column == TextListModel::Label || column == TextListModel::Answer || column == TextListModel::Text;
}

}  // namespace

void TextListModel::setList(const core::PredictionListPointer &list)
{
    if (list == m_list)
        return;
    const bool hasSameTexts = list && m_list && list->texts == m_list->texts;
    if (!hasSameTexts) {
        beginResetModel();
        m_list = list;
        setTexts();
        endResetModel();
        return;
    }
    const auto first = static_cast<int>(std::min(list->predictions.size(), m_list->predictions.size()));
    m_list = list;
    const auto last = static_cast<int>(m_list->predictions.size()) - 1;
    if (first <= last)
        emit dataChanged(index(first, 0), index(last, ColumnCount - 1));
}

void TextListModel::setTexts()
{
    m_rows.clear();
    const int count = rowCount();
    m_rows.reserve(static_cast<std::size_t>(count));
    for (int row = 0; row < count; ++row)
        m_rows.emplace(textAt(row), row);
}

bool TextListModel::hasColumn(Column column) const
{
    if (!m_list || column == Number || column == Text)
        return true;
    if (column == Label)
        return std::ranges::any_of(m_list->texts->texts, [](const core::ListedText &text) { return !text.label.empty(); });
    return std::ranges::any_of(m_list->predictions, [column](const core::TextPrediction &prediction) {
        switch (column) {
        case Answer: return !prediction.answer.empty();
        case Probability: return prediction.probability.has_value();
        default: return prediction.loss.has_value();
        }
    });
}

bool TextListModel::isWrong(int row) const
{
    const core::TextPrediction *prediction = predictionAt(row);
    return prediction && prediction->isCorrect == false;
}

int TextListModel::rowOf(const std::string &text) const
{
    const auto found = m_rows.find(text);
    return found == m_rows.end() ? -1 : found->second;
}

int TextListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_list ? 0 : static_cast<int>(m_list->texts->texts.size());
}

int TextListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

const core::TextPrediction *TextListModel::predictionAt(int row) const
{
    const auto place = static_cast<std::size_t>(row);
    return place < m_list->predictions.size() ? &m_list->predictions[place] : nullptr;
}

QString TextListModel::shownText(int row, int column) const
{
    const core::ListedText &text = m_list->texts->texts[static_cast<std::size_t>(row)];
    const core::TextPrediction *prediction = predictionAt(row);
    switch (column) {
    case Number: return QString::number(row + 1);
    case Label: return qtText(text.label);
    case Text: return qtText(beginning(text.text, longestShown)).simplified();
    default: break;
    }
    if (!prediction)
        return {};
    switch (column) {
    case Answer: return (isWrong(row) ? QStringLiteral("✗ ") : QString()) + qtText(prediction->answer);
    case Probability: return numberText(prediction->probability);
    default: return numberText(prediction->loss);
    }
}

QVariant TextListModel::orderOf(int row, int column) const
{
    const core::TextPrediction *prediction = predictionAt(row);
    switch (column) {
    case Number: return row;
    case Probability: return ui::orderOf(prediction ? prediction->probability : std::nullopt);
    case Loss: return ui::orderOf(prediction ? prediction->loss : std::nullopt);
    case Answer:
        if (prediction && prediction->number)
            return *prediction->number;
        return prediction ? qtText(prediction->answer) : QString();
    default: return shownText(row, column);
    }
}

QVariant TextListModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    switch (role) {
    case Qt::DisplayRole: return shownText(index.row(), index.column());
    case sortRole: return orderOf(index.row(), index.column());
    case Qt::TextAlignmentRole: return int((isText(index.column()) ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    case Qt::ToolTipRole:
        return index.column() == Text ? plainToolTip(qtText(beginning(textAt(index.row()), longestToolTip))) : QVariant();
    default: return {};
    }
}

QVariant TextListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((isText(section) ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Number: return tr("no.");
    case Label: return tr("label");
    case Answer: return tr("prediction");
    case Probability: return tr("p");
    case Loss: return m_list ? QString::fromUtf8(core::lossName(m_list->request.model->config)) : tr("loss");
    default: return tr("text");
    }
}

}  // namespace ui
