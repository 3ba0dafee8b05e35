#pragma once

#include "ui/views/view_sources.h"

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
    explicit ComparedModelsView(const ViewSources &sources, QWidget *parent = nullptr);

private:
    void refresh();
    void resizeRows(std::size_t count);

    ViewSources m_sources;
    QScrollArea *m_scroll = nullptr;
    QVBoxLayout *m_list = nullptr;
    std::vector<ComparedModelRow *> m_rows;
};

}  // namespace ui
