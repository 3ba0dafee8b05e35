#pragma once

#include "ui/session/comparison_session.h"

#include <QWidget>

#include <vector>

class QScrollArea;
class QVBoxLayout;

namespace ui {

class ComparedModelRow;

// The open models, with a tick at those that are compared; scrolls where there are many.
class ComparedModelsView : public QWidget
{
    Q_OBJECT

public:
    ComparedModelsView(Workbench &workbench, const OpenModels &models, ComparisonSession &comparison,
                       QWidget *parent = nullptr);

private:
    void refresh();
    void resizeRows(std::size_t count);

    Workbench &m_workbench;
    const OpenModels &m_models;
    ComparisonSession &m_comparison;
    QScrollArea *m_scroll = nullptr;
    QVBoxLayout *m_list = nullptr;
    std::vector<ComparedModelRow *> m_rows;
};

}  // namespace ui
