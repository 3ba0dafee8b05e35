#pragma once

#include "ui/plot/curve_plot.h"
#include "ui/session/playground.h"

#include <QWidget>

namespace ui {

// The playground's errors over head size, or the singular values that a head size cuts; the tooltip says which. A click on a
// curve takes its head size.
class PlaygroundCurveView : public QWidget
{
    Q_OBJECT

public:
    enum class Picture { Errors, Spectrum };

    PlaygroundCurveView(Playground &playground, Picture picture, QWidget *parent = nullptr);

    CurvePlot *plot() const { return m_plot; }

private:
    void refresh();

    Playground &m_playground;
    Picture m_picture;
    CurvePlot *m_plot = nullptr;
};

}  // namespace ui
