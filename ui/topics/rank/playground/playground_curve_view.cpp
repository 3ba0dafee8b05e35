#include "ui/topics/rank/playground/playground_curve_view.h"

#include "core/figure/playground/playground_curves.h"
#include "ui/theme/plain_text.h"

#include <QVBoxLayout>

namespace ui {

PlaygroundCurveView::PlaygroundCurveView(Playground &playground, Picture picture, QWidget *parent)
    : QWidget(parent), m_playground(playground), m_picture(picture), m_plot(new CurvePlot(this))
{
    m_plot->setObjectName(picture == Picture::Errors ? QStringLiteral("errorPlot") : QStringLiteral("logSpectrumPlot"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_plot);
    connect(&m_playground, &Playground::changed, this, &PlaygroundCurveView::refresh);
    // A curve has a point for each head size from 1.
    connect(m_plot, &CurvePlot::pointClicked, this,
            [this](const CurvePoint &point) { m_playground.setHeadSize(point.point + 1); });
    refresh();
}

void PlaygroundCurveView::refresh()
{
    m_plot->setFigure(m_picture == Picture::Errors
                          ? core::headSizeErrorFigure(m_playground.target(), m_playground.found(), m_playground.realized(),
                                                      m_playground.tolerance(), m_playground.offer().modelHeadSize)
                          : core::logSpectrumFigure(m_playground.target(), m_playground.headSize()));
    m_plot->setToolTip(plainToolTip(QString::fromStdString(m_plot->figure().explanation)));
}

}  // namespace ui
