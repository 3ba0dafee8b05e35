#pragma once

#include "core/figure/masks/mask_figures.h"
#include "ui/views/view_sources.h"

#include <QWidget>

#include <vector>

namespace ui {

// What the mask does to the text in numbers: two bars for each, without the mask and under it.
class MaskEffectsView : public QWidget
{
    Q_OBJECT

public:
    explicit MaskEffectsView(const ViewSources &sources, QWidget *parent = nullptr);

    const core::MaskEffects &effects() const { return m_effects; }
    // Scrolls where there is less room.
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {180, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void refresh();
    std::vector<core::BarFigure> sections() const;  // that have something to say
    QString describe() const;
    QString absenceText() const;

    ViewSources m_sources;
    core::HeadRef m_head;
    core::MaskEffects m_effects;
    std::vector<core::BarFigure> m_sections;
};

}  // namespace ui
