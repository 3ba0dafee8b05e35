#pragma once

#include "ui/render/token_strip_painter.h"
#include "ui/views/view_sources.h"
#include "ui/widgets/item_area.h"

#include <functional>

namespace ui {

// The sentence as chips, colored and underlined by importance; wraps into rows and scrolls where there are many. Hovering a chip
// hovers it as a query everywhere (in LAMA, as a word), a click locks it; arrow keys move the lock, Esc lets go.
class TokenStripView : public ItemArea
{
    Q_OBJECT

public:
    using FigureBuilder =
        std::function<core::TokenStripFigure(const core::AnalysisSnapshot &, core::HeadRef, const core::DisplayUnits &)>;

    // Colored by the chosen importance measure.
    explicit TokenStripView(const ViewSources &sources, QWidget *parent = nullptr);
    // Colored by what the builder makes of the selected head.
    TokenStripView(const ViewSources &sources, FigureBuilder builder, QWidget *parent = nullptr);

    const core::TokenStripFigure &figure() const { return m_figure; }
    QRect rectOf(int unit) const override;

    // More of them are scrolled to.
    void setMostRows(int rows);
    // The nearest one where there are not so many; it scrolls into sight.
    void lockChip(int unit);
    // What the builder looks at besides has changed.
    void refresh();

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void connectSources();
    void layOut();
    void showSelection();
    bool showsKeys() const;
    std::optional<int> itemAt(QPointF picturePosition) const override;
    QString toolTipOf(int unit) const override;
    void hover(std::optional<int> unit) override;
    void press(int unit) override;
    void restyle() override;
    void lock(std::optional<int> unit);

    ViewSources m_sources;
    FigureBuilder m_builder;
    core::HeadRef m_head;
    int m_mostRows = 2;
    bool m_showsFocus = false;  // which came by a key
    bool m_isStale = false;     // while nobody sees it, nothing is worked out
    core::DisplayUnits m_units;
    core::TokenStripFigure m_figure;
    TokenStripLayout m_layout;
    TokenStripHighlights m_highlights;
};

}  // namespace ui
