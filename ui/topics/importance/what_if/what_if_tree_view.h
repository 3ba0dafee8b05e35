#pragma once

#include "ui/session/what_if_desk.h"
#include "ui/topics/importance/what_if/what_if_tree_painter.h"
#include "ui/views/view_sources.h"
#include "ui/widgets/item_area.h"

namespace ui {

// The edits of the sentence as a tree, each with what the model answers to it. A click shows a node's sentence in the whole window. Up and
// Down go from row to row, Left to the parent, Right to the first child; Enter shows the row, Delete takes it away with all that came of
// it.
class WhatIfTreeView : public ItemArea
{
    Q_OBJECT

public:
    WhatIfTreeView(const ViewSources &sources, WhatIfDesk &desk, QWidget *parent = nullptr);

    const core::WhatIfRows &tree() const { return m_tree; }
    std::optional<int> cursor() const { return m_highlights.cursor; }
    QRect rectOf(int row) const override;

    QSize minimumSizeHint() const override { return {320, 120}; }

protected:
    bool event(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void refresh();
    void layOut();
    int currentRow() const;
    int rowOfNode(int node) const;
    void setCursorRow(std::optional<int> row);
    void goTo(int row);
    void scrollTo(int row);
    void choose(int row);
    void removeAt(int row);
    std::optional<int> itemAt(QPointF picturePosition) const override;
    QString toolTipOf(int row) const override;
    QString spokenRow(int row) const;
    void hover(std::optional<int> row) override;
    void press(int row) override;
    void restyle() override;

    ViewSources m_sources;
    WhatIfDesk &m_desk;
    core::WhatIfState m_nodes;
    core::WhatIfRows m_tree;
    WhatIfTreeLayout m_layout;
    WhatIfTreeHighlights m_highlights;
};

}  // namespace ui
