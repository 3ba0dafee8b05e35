#pragma once

#include "core/workbench/visible_choices.h"
#include "ui/session/background_runs.h"
#include "ui/session/workbench.h"

#include <QWidget>

#include <map>
#include <vector>

class QToolButton;

namespace ui {

class Chip;

// The one visible state: a chip for the mask, ablated heads, special tokens, a rank that heads are cut to, the pinned prediction and
// every long run. One line, whose room is kept while there is none. Chips that have no room wait behind a "+2" at its end.
class StateChips : public QWidget
{
    Q_OBJECT

public:
    StateChips(Workbench &workbench, AnalysisSession &session, QWidget *parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    // They are chosen on every page, where the window has them.
    void specialTokensWanted();

protected:
    void resizeEvent(QResizeEvent *event) override;
    bool event(QEvent *event) override;

private:
    void refresh();
    Chip *chipOf(core::ChoiceKind kind);
    Chip *chipOf(QObject &run);
    void goTo(core::ChoiceKind kind);
    void place();
    void showWaiting();

    Workbench &m_workbench;
    AnalysisSession &m_session;
    std::map<core::ChoiceKind, Chip *> m_choices;
    std::map<QObject *, Chip *> m_runs;
    std::vector<Chip *> m_shown;    // those there are, in their order
    std::vector<Chip *> m_waiting;  // of those, the ones without room
    QToolButton *m_more = nullptr;
};

}  // namespace ui
