#pragma once

#include "core/figure/attention/offset_profile_figure.h"
#include "ui/views/view_sources.h"

#include <QWidget>

namespace ui {

// How far before or after its query the selected head looks, as one bar per offset; the selected cell's offset stands out. Left and Right
// go from bar to bar and read them out, as the pointer does.
class OffsetProfileView : public QWidget
{
    Q_OBJECT

public:
    explicit OffsetProfileView(const ViewSources &sources, QWidget *parent = nullptr);

    QSize sizeHint() const override { return {240, 108}; }
    QSize minimumSizeHint() const override { return {160, 84}; }

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void refresh();
    void showSelection();
    int reach() const;  // the largest offset: bars run from -reach to reach
    std::optional<int> selectedBar() const;
    std::optional<int> barAt(QPointF position) const;
    QString textOf(int bar) const;
    void pick(std::optional<int> bar);

    ViewSources m_sources;
    core::DisplayUnits m_units;
    core::HeadRef m_head;
    core::BarFigure m_bars;
    std::optional<int> m_picked;  // by the keyboard
};

}  // namespace ui
