#pragma once

#include "ui/plot/curve_plot.h"
#include "ui/views/view_sources.h"

#include <QWidget>

class QLabel;
class QStackedLayout;

namespace ui {

// The singular values of LAMA's attention and sentence matrix; without words, one sentence.
class LamaSpectraView : public QWidget
{
    Q_OBJECT

public:
    explicit LamaSpectraView(const ViewSources &sources, QWidget *parent = nullptr);

    CurvePlot *plot() const { return m_plot; }

signals:
    void figureChanged();

private:
    void refresh();

    ViewSources m_sources;
    CurvePlot *m_plot = nullptr;
    QLabel *m_absence = nullptr;
    QStackedLayout *m_pages = nullptr;
};

}  // namespace ui
