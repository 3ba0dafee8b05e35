#pragma once

#include "core/figure/values/bar_figure.h"
#include "ui/views/view_sources.h"
#include "ui/widgets/item_area.h"

#include <string>
#include <vector>

namespace ui {

// What a masked language model would put in place of a [MASK], the most probable piece first. A click on a piece makes it the one that
// the measures follow; a second click goes back to the most probable one.
class GuessesView : public ItemArea
{
    Q_OBJECT

public:
    explicit GuessesView(const ViewSources &sources, QWidget *parent = nullptr);

    const core::BarFigure &figure() const { return m_figure; }
    // Whether the shown text has something to guess.
    bool hasGuesses() const { return !m_figure.isEmpty(); }
    QRect rectOf(int guess) const override;

    QSize minimumSizeHint() const override { return {160, 80}; }

signals:
    void figureChanged();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void refresh();
    void layOut();
    void follow(int guess);
    std::optional<int> followed() const;
    std::optional<int> itemAt(QPointF picturePosition) const override;
    QString toolTipOf(int guess) const override;
    void hover(std::optional<int> guess) override;
    void press(int guess) override;
    void restyle() override { layOut(); }

    ViewSources m_sources;
    core::BarFigure m_figure;
    std::vector<std::string> m_pieces;
};

}  // namespace ui
