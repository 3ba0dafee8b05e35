#pragma once

#include "core/corpus/words/concordance_order.h"
#include "core/corpus/words/context_words.h"
#include "ui/session/background_run.h"

#include <QAbstractTableModel>

#include <unordered_map>

namespace ui {

// Every context of a word, a line each. What a line shows besides its number is worked out when it is asked for: its words at once, how
// important they are a moment later.
class ConcordanceModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Context, Importance, Prediction, Label, ColumnCount };

    // One line as it is drawn.
    struct Line {
        core::ContextWords text;
        std::vector<float> importance;  // of each word; empty while it is still to come
        std::size_t position = 0;       // of the word that is looked for
        float value = 0;                // its importance; NaN where it is not defined
        bool isRightToLeft = false;     // as the script of the text runs
    };

    explicit ConcordanceModel(QObject *parent = nullptr);

    // May be null. Sorts behind it; the lines that are there stay until it is done.
    void setReport(const core::WordReportPointer &report, core::ConcordanceSort sort);
    const core::WordReportPointer &report() const { return m_report; }

    const Line &lineAt(int row) const;
    const std::string &textAt(int row) const;
    // Lines are still being sorted, or words of lines that were drawn measured.
    bool isRunning() const { return m_asksSoon || m_sorting.isRunning() || m_measuring.isRunning(); }
    // The largest size of importance of any line: what is drawn with full strength.
    double largestImportance() const { return m_largest; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct SortRequest {
        core::WordReportPointer report;
        core::ConcordanceSort sort = core::ConcordanceSort::Text;
    };
    struct Sorted {
        SortRequest request;
        std::vector<std::uint32_t> order;
    };
    struct MeasureRequest {
        core::WordReportPointer report;
        std::vector<std::uint32_t> texts;
    };
    struct Measured {
        core::WordReportPointer report;
        std::vector<std::pair<std::uint32_t, std::vector<float>>> texts;
    };

    const core::WordOccurrence &occurrenceAt(int row) const;
    QString classText(const std::vector<int> &classes, const std::vector<std::string> &names, int row) const;
    QString orderMark(int column) const;
    QString measureName() const;
    void clear();
    void showSorted();
    void askForMeasures() const;
    void showMeasured();

    core::WordReportPointer m_report;
    std::vector<std::uint32_t> m_order;  // of the report's occurrences
    double m_largest = 0;
    mutable std::unordered_map<std::uint32_t, Line> m_lines;  // by occurrence
    mutable std::vector<std::uint32_t> m_unmeasured;          // occurrences that were asked for
    mutable bool m_asksSoon = false;
    BackgroundRun<SortRequest, std::shared_ptr<const Sorted>> m_sorting;
    mutable BackgroundRun<MeasureRequest, std::shared_ptr<const Measured>> m_measuring;
};

}  // namespace ui
