#pragma once

#include "ui/session/comparison_session.h"

#include <QWidget>

class QLabel;
class QProgressBar;
class QToolButton;

namespace ui {

class ChoiceMenu;
class LimitMenu;

// On which texts models are compared, how far that is, and how texts of different lengths are brought together. A file of texts
// may be dropped here.
class ComparisonTextsView : public QWidget
{
    Q_OBJECT

public:
    ComparisonTextsView(Workbench &workbench, ComparisonSession &comparison, QWidget *parent = nullptr);

private:
    QWidget *createTextsRow();
    QWidget *createProgressRow();
    QWidget *createLengthsRow();
    void chooseTexts(int choice);
    void chooseLengths(int choice);
    void stopOrGoOn();
    void refresh();
    void refreshTexts();
    void refreshProgress();
    void refreshLengths();

    Workbench &m_workbench;
    ComparisonSession &m_comparison;
    std::vector<int> m_lengths;  // of the lengths menu
    ChoiceMenu *m_texts = nullptr;
    LimitMenu *m_limit = nullptr;
    ChoiceMenu *m_unit = nullptr;
    ChoiceMenu *m_lengthsMenu = nullptr;
    QProgressBar *m_bar = nullptr;
    QToolButton *m_stop = nullptr;
    QLabel *m_status = nullptr;
};

// "312 of 4500 texts · about 12 s left", or what went wrong, or what was done.
QString comparisonStatus(const ComparisonSession &comparison);

}  // namespace ui
