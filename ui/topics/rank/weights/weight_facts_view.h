#pragma once

#include "ui/session/diagnosis_run.h"
#include "ui/views/view_sources.h"

#include <QWidget>

class QGridLayout;

namespace ui {

// Stable ranks and symmetric shares of the selected head's weights and attention, as a small table; hidden without any.
class WeightFactsView : public QWidget
{
    Q_OBJECT

public:
    WeightFactsView(const ViewSources &sources, const DiagnosisRun &shown, QWidget *parent = nullptr);

private:
    void refresh();
    void setRow(int row, const QStringList &cells);

    ViewSources m_sources;
    const DiagnosisRun &m_shown;
    QGridLayout *m_grid = nullptr;
};

}  // namespace ui
