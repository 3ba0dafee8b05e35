#include "ui/topics/importance/contexts/concordance_model.h"

#include "core/figure/values/figure_text.h"
#include "ui/theme/plain_text.h"
#include "ui/theme/qt_text.h"

#include <QTimer>

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr std::size_t mostLines = 4096;  // that are remembered
constexpr int longestToolTip = 600;
constexpr std::ptrdiff_t mostMeasured = 200;  // lines at once

template <typename Answer>
core::Result<std::shared_ptr<const Answer>> frozen(Answer answer)
{
    return std::make_shared<const Answer>(std::move(answer));
}

double largestOf(const core::WordReport &report)
{
    double largest = 0;
    for (const core::WordOccurrence &occurrence : report.found.occurrences) {
        if (!std::isnan(occurrence.importance))
            largest = std::max(largest, std::abs(static_cast<double>(occurrence.importance)));
    }
    return largest;
}

}  // namespace

ConcordanceModel::ConcordanceModel(QObject *parent)
    : QAbstractTableModel(parent),
      m_sorting(
          *this,
          [](const SortRequest &request, const auto &, const core::StopToken &stop) {
              return frozen(Sorted{request, core::concordanceOrder(*request.report, request.sort, stop)});
          },
          [this] { showSorted(); }),
      m_measuring(
          *this,
          [](const MeasureRequest &request, const auto &, const core::StopToken &stop) {
              Measured measured{.report = request.report, .texts = {}};
              for (const std::uint32_t text : request.texts) {
                  const auto words = core::measuredWords(*request.report->request.model, (*request.report->texts)[text],
                                                         request.report->request.measure, stop);
                  measured.texts.emplace_back(text, words ? words->importance : std::vector<float>());
              }
              return frozen(std::move(measured));
          },
          [this] { showMeasured(); })
{
}

void ConcordanceModel::setReport(const core::WordReportPointer &report, core::ConcordanceSort sort)
{
    if (!report)
        return clear();
    const bool isKnown = m_sorting.request() && m_sorting.request()->report == report && m_sorting.request()->sort == sort;
    if (!isKnown)
        m_sorting.start({report, sort});
}

void ConcordanceModel::clear()
{
    m_sorting.drop();
    m_measuring.drop();
    if (!m_report)
        return;
    beginResetModel();
    m_report = nullptr;
    m_order.clear();
    m_lines.clear();
    m_unmeasured.clear();
    endResetModel();
}

void ConcordanceModel::showSorted()
{
    if (m_sorting.isRunning() || !m_sorting.answer())
        return;
    const std::shared_ptr<const Sorted> sorted = *m_sorting.answer();
    beginResetModel();
    m_measuring.drop();
    m_unmeasured.clear();
    m_lines.clear();
    m_report = sorted->request.report;
    m_order = sorted->order;
    m_largest = largestOf(*m_report);
    endResetModel();
}

const core::WordOccurrence &ConcordanceModel::occurrenceAt(int row) const
{
    return m_report->found.occurrences[m_order[static_cast<std::size_t>(row)]];
}

const std::string &ConcordanceModel::textAt(int row) const
{
    return (*m_report->texts)[occurrenceAt(row).text];
}

const ConcordanceModel::Line &ConcordanceModel::lineAt(int row) const
{
    const std::uint32_t number = m_order[static_cast<std::size_t>(row)];
    if (const auto known = m_lines.find(number); known != m_lines.end())
        return known->second;
    if (m_lines.size() >= mostLines)
        m_lines.clear();
    const core::WordOccurrence &occurrence = occurrenceAt(row);
    Line line{.text = core::contextWords(*m_report->request.model, textAt(row)),
              .importance = {},
              .position = occurrence.position,
              .value = occurrence.importance,
              .isRightToLeft = qtText(textAt(row)).isRightToLeft()};
    m_unmeasured.push_back(number);
    if (!std::exchange(m_asksSoon, true))
        QTimer::singleShot(0, this, [this] { askForMeasures(); });
    return m_lines.emplace(number, std::move(line)).first->second;
}

// All lines that were drawn at once; those of before that are still to come are asked for again.
void ConcordanceModel::askForMeasures() const
{
    m_asksSoon = false;
    if (!m_report)
        return;
    // Lines that were scrolled past long ago wait until they are seen again.
    if (std::ssize(m_unmeasured) > mostMeasured)
        m_unmeasured.erase(m_unmeasured.begin(), m_unmeasured.end() - mostMeasured);
    std::vector<std::uint32_t> texts;
    for (auto number = m_unmeasured.rbegin(); number != m_unmeasured.rend(); ++number) {
        const std::uint32_t text = m_report->found.occurrences[*number].text;
        if (std::ranges::find(texts, text) == texts.end())
            texts.push_back(text);
    }
    m_measuring.start({m_report, std::move(texts)});
}

void ConcordanceModel::showMeasured()
{
    if (m_measuring.isRunning() || !m_measuring.answer() || (*m_measuring.answer())->report != m_report)
        return;
    const Measured &measured = **m_measuring.answer();
    std::unordered_map<std::uint32_t, const std::vector<float> *> ofTexts;
    for (const auto &[text, importance] : measured.texts)
        ofTexts[text] = &importance;
    for (const std::uint32_t number : std::exchange(m_unmeasured, {})) {
        const auto found = ofTexts.find(m_report->found.occurrences[number].text);
        const auto line = m_lines.find(number);
        if (found == ofTexts.end())
            m_unmeasured.push_back(number);
        else if (line != m_lines.end())
            line->second.importance = *found->second;
    }
    if (rowCount() > 0)
        emit dataChanged(index(0, Context), index(rowCount() - 1, Context));
}

int ConcordanceModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_order.size());
}

int ConcordanceModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString ConcordanceModel::classText(const std::vector<int> &classes, const std::vector<std::string> &names, int row) const
{
    const std::uint32_t text = occurrenceAt(row).text;
    if (text >= classes.size() || classes[text] < 0 || static_cast<std::size_t>(classes[text]) >= names.size())
        return QStringLiteral("–");
    return qtText(names[static_cast<std::size_t>(classes[text])]);
}

QVariant ConcordanceModel::data(const QModelIndex &index, int role) const
{
    if (!m_report || !index.isValid())
        return {};
    const int row = index.row();
    if (role == Qt::TextAlignmentRole)
        return index.column() == Importance ? int(Qt::AlignRight | Qt::AlignVCenter) : int(Qt::AlignLeft | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole && index.column() == Context)
        return plainToolTip(qtText(textAt(row)).left(longestToolTip));
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Context: return qtText(textAt(row));
    case Importance: return qtText(core::formatBriefly(occurrenceAt(row).importance));
    case Prediction: return classText(m_report->found.predictions, m_report->classNames, row);
    case Label: return classText(m_report->labels, m_report->labelNames, row);
    default: return {};
    }
}

// Before the name of the column that the lines are sorted by; there is none for their order in the texts.
QString ConcordanceModel::orderMark(int column) const
{
    const core::ConcordanceSort sort = m_sorting.request() ? m_sorting.request()->sort : core::ConcordanceSort::Text;
    switch (sort) {
    case core::ConcordanceSort::Importance: return column == Importance ? QStringLiteral("▾ ") : QString();
    case core::ConcordanceSort::Group: {
        const bool isByLabel = m_report && m_report->request.grouping == core::WordGrouping::Label;
        return column == (isByLabel ? Label : Prediction) ? QStringLiteral("▴ ") : QString();
    }
    case core::ConcordanceSort::Left:
    case core::ConcordanceSort::Right: return column == Context ? QStringLiteral("▴ ") : QString();
    case core::ConcordanceSort::Text: break;
    }
    return {};
}

// Of the numbers in the column.
QString ConcordanceModel::measureName() const
{
    return m_report ? qtText(std::string(core::describe(m_report->request.measure.measure).name)) : tr("importance");
}

QVariant ConcordanceModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole)
        return section == Importance ? int(Qt::AlignRight | Qt::AlignVCenter) : int(Qt::AlignLeft | Qt::AlignVCenter);
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const QStringList names{tr("context"), measureName(), tr("prediction"), tr("label")};
    return orderMark(section) + names.value(section);
}

}  // namespace ui
