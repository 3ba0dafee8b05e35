#include "ui/panels/text_list_model.h"

#include "core/figure/values/figure_text.h"
#include "ui/theme/plain_text.h"
#include "ui/theme/qt_text.h"

#include <algorithm>

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

QString numberText(const std::optional<double> &number)
{
    return number ? qtText(core::formatNumber(*number, 3)) : QString();
}

bool isText(int column)
{
    return column == TextListModel::Label || column == TextListModel::Answer || column == TextListModel::Text;
}

// Of two numbers or two names; what is missing comes last.
template <typename Value>
bool isBefore(const std::optional<Value> &one, const std::optional<Value> &other, Qt::SortOrder order)
{
    if (!one || !other)
        return one.has_value();
    return order == Qt::AscendingOrder ? *one < *other : *other < *one;
}

std::optional<std::string_view> nameOrNone(const std::string &name)
{
    return name.empty() ? std::nullopt : std::optional<std::string_view>(name);
}

}  // namespace

void TextListModel::setList(const core::PredictionListPointer &list)
{
    if (list == m_list)
        return;
    const bool hasSameTexts = list && m_list && list->texts == m_list->texts;
    m_list = list;
    const bool dependsOnAnswers = m_wrongOnly || (m_sorted >= Answer && m_sorted <= Loss);
    if (!hasSameTexts || dependsOnAnswers)
        arrange();
    else if (!m_rows.empty())
        emit dataChanged(index(0, Answer), index(rowCount() - 1, Loss));
}

void TextListModel::setWanted(const QString &words, bool wrongOnly)
{
    if (words == m_words && wrongOnly == m_wrongOnly)
        return;
    m_words = words;
    m_wrongOnly = wrongOnly;
    arrange();
}

void TextListModel::sort(int column, Qt::SortOrder order)
{
    m_sorted = column;
    m_order = order;
    arrange();
    emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
}

void TextListModel::arrange()
{
    beginResetModel();
    m_rows.clear();
    const std::size_t count = m_list ? m_list->texts->texts.size() : 0;
    for (std::size_t text = 0; text < count; ++text) {
        if (isWanted(text))
            m_rows.push_back(text);
    }
    std::ranges::stable_sort(m_rows, [this](std::size_t one, std::size_t other) { return comesBefore(one, other); });
    endResetModel();
}

bool TextListModel::isWanted(std::size_t text) const
{
    if (m_wrongOnly && hasVerdicts()) {
        const core::TextPrediction *prediction = predictionOf(text);
        if (!prediction || prediction->isCorrect != false)
            return false;
    }
    return m_words.isEmpty() || qtText(m_list->texts->texts[text].text).contains(m_words, Qt::CaseInsensitive);
}

bool TextListModel::comesBefore(std::size_t one, std::size_t other) const
{
    const core::ListedText &text = m_list->texts->texts[one];
    const core::ListedText &otherText = m_list->texts->texts[other];
    const core::TextPrediction none;
    const core::TextPrediction &prediction = predictionOf(one) ? *predictionOf(one) : none;
    const core::TextPrediction &otherPrediction = predictionOf(other) ? *predictionOf(other) : none;
    switch (m_sorted) {
    case Label:
        return text.value || otherText.value ? isBefore(text.value, otherText.value, m_order)
                                             : isBefore(nameOrNone(text.label), nameOrNone(otherText.label), m_order);
    case Answer:
        return prediction.number || otherPrediction.number
                   ? isBefore(prediction.number, otherPrediction.number, m_order)
                   : isBefore(nameOrNone(prediction.answer), nameOrNone(otherPrediction.answer), m_order);
    case Probability: return isBefore(prediction.probability, otherPrediction.probability, m_order);
    case Loss: return isBefore(prediction.loss, otherPrediction.loss, m_order);
    case Text: return isBefore(nameOrNone(text.text), nameOrNone(otherText.text), m_order);
    default: return m_order == Qt::AscendingOrder ? one < other : other < one;
    }
}

bool TextListModel::hasColumn(Column column) const
{
    if (!m_list || column == Number || column == Text)
        return true;
    if (column == Label)
        return std::ranges::any_of(m_list->texts->texts, [](const core::ListedText &text) { return !text.label.empty(); });
    return std::ranges::any_of(m_list->predictions, [column](const core::TextPrediction &prediction) {
        switch (column) {
        case Answer: return !prediction.answer.empty() || !prediction.problem.empty();
        case Probability: return prediction.probability.has_value();
        default: return prediction.loss.has_value();
        }
    });
}

int TextListModel::rowOf(const std::string &text) const
{
    const auto isIt = [&](std::size_t index) { return m_list->texts->texts[index].text == text; };
    const auto found = std::ranges::find_if(m_rows, isIt);
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

int TextListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int TextListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

const core::TextPrediction *TextListModel::predictionOf(std::size_t text) const
{
    return text < m_list->predictions.size() ? &m_list->predictions[text] : nullptr;
}

QString TextListModel::shownText(std::size_t text, int column) const
{
    const core::ListedText &listed = m_list->texts->texts[text];
    const core::TextPrediction *prediction = predictionOf(text);
    switch (column) {
    case Number: return QString::number(text + 1);
    case Label: return qtText(listed.label);
    case Text: return qtText(beginning(listed.text, longestShown)).simplified();
    default: break;
    }
    if (!prediction)
        return {};
    switch (column) {
    case Answer:
        if (!prediction->problem.empty())
            return tr("not read");
        return (prediction->isCorrect == false ? QStringLiteral("✗ ") : QString()) + qtText(prediction->answer);
    case Probability: return numberText(prediction->probability);
    default: return numberText(prediction->loss);
    }
}

QString TextListModel::toolTip(std::size_t text, int column) const
{
    const core::TextPrediction *prediction = predictionOf(text);
    if (column == Text)
        return plainToolTip(qtText(beginning(m_list->texts->texts[text].text, longestToolTip)));
    if (column == Answer && prediction)
        return plainToolTip(qtText(prediction->problem));
    return {};
}

QVariant TextListModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    switch (role) {
    case Qt::DisplayRole: return shownText(textOf(index.row()), index.column());
    case Qt::TextAlignmentRole: return int((isText(index.column()) ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    case Qt::ToolTipRole: return toolTip(textOf(index.row()), index.column());
    default: return {};
    }
}

// The column that they are sorted by is marked before its name, where the style's arrow would lie on it.
QVariant TextListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    const QString lossName = m_list ? QString::fromUtf8(core::lossName(m_list->request.model->config)) : tr("loss");
    const QString names[] = {tr("no."), tr("label"), tr("prediction"), tr("p"), lossName, tr("text")};
    const QString meanings[] = {
        tr("Number of the text in the file"),
        tr("As the file has it"),
        tr("The model's prediction; ✗: it is not the label"),
        tr("Probability of the predicted class"),
        tr("−ln p of the right class; mean over labels or guessed pieces; squared error of a regression"),
        tr("Click a text to show it in the sentence bar")};
    if (orientation != Qt::Horizontal)
        return {};
    switch (role) {
    case Qt::TextAlignmentRole: return int((isText(section) ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    case Qt::ToolTipRole: return plainToolTip(meanings[section]);
    case Qt::DisplayRole: {
        const QString mark = m_order == Qt::DescendingOrder ? QStringLiteral("▾ ") : QStringLiteral("▴ ");
        return section == m_sorted ? mark + names[section] : names[section];
    }
    default: return {};
    }
}

}  // namespace ui
