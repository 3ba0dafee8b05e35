#pragma once

#include "ui/session/diagnosis_run.h"
#include "ui/views/view_sources.h"

#include <QWidget>

#include <filesystem>

class QLabel;
class QLineEdit;
class QProgressBar;
class QSortFilterProxyModel;
class QTableView;
class QToolButton;

namespace ui {

class ChoiceMenu;
class TensorTableModel;

// What was found in a checkpoint, as sentences, and every tensor of it in a table: of the shown model, or of another folder, which need
// not open as a model.
class CheckpointView : public QWidget
{
    Q_OBJECT

public:
    // `shown` is of the shown model; `other` of whatever else is chosen here.
    CheckpointView(const ViewSources &sources, DiagnosisRun &shown, DiagnosisRun &other, QWidget *parent = nullptr);

    // For the header of a card: whose tensors are shown, and what is searched for among them.
    ChoiceMenu *sourceMenu() const { return m_source; }
    QLineEdit *searchField() const { return m_search; }
    // As if it had been chosen in the menu.
    void showOther(const std::filesystem::path &path);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void createMenu();
    QWidget *createProgressRow();
    void createTable();
    void chooseSource(int choice);
    void chooseFolder();
    void refresh();
    void refreshSource();
    void refreshProgress();
    void fitColumns();
    DiagnosisRun &run() const { return m_showsOther ? m_other : m_shown; }

    ViewSources m_sources;
    DiagnosisRun &m_shown;
    DiagnosisRun &m_other;
    std::filesystem::path m_otherPath;
    bool m_showsOther = false;
    ChoiceMenu *m_source = nullptr;
    QLineEdit *m_search = nullptr;
    QLabel *m_findings = nullptr;
    QWidget *m_progressRow = nullptr;
    QProgressBar *m_bar = nullptr;
    QToolButton *m_stop = nullptr;
    TensorTableModel *m_tensors = nullptr;
    QSortFilterProxyModel *m_sorted = nullptr;
    QTableView *m_table = nullptr;
};

}  // namespace ui
