#pragma once

#include "ui/session/comparison_session.h"
#include "ui/views/view_sources.h"

#include <QWidget>

namespace ui {

class ChoiceMenu;

// What numerical ranks count above, "counts σ above 10⁻³ σ₁ ▾"; there while the map of all heads is of such a
// rank of the sentence. A corpus is counted by the default.
class ToleranceMenu : public QWidget
{
    Q_OBJECT

public:
    ToleranceMenu(const ViewSources &sources, const ComparisonSession &comparison, QWidget *parent = nullptr);

private:
    void refresh();
    void choose(int choice);

    ViewSources m_sources;
    const ComparisonSession &m_comparison;
    ChoiceMenu *m_menu = nullptr;
};

}  // namespace ui
