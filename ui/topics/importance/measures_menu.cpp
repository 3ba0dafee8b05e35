#include "ui/topics/importance/measures_menu.h"

#include "core/importance/importance_run.h"
#include "core/pipeline/importance_of_snapshot.h"
#include "ui/theme/plain_text.h"
#include "ui/theme/qt_text.h"

#include <QMenu>
#include <QMouseEvent>

#include <algorithm>

namespace ui {
namespace {

QString utf8(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

// Ticking several needs no opening it again.
class StayingMenu : public QMenu
{
public:
    using QMenu::QMenu;

protected:
    void mouseReleaseEvent(QMouseEvent *event) override
    {
        QAction *action = actionAt(event->position().toPoint());
        if (action && action->isCheckable() && action->isEnabled())
            action->trigger();
        else
            QMenu::mouseReleaseEvent(event);
    }
};

}  // namespace

MeasuresMenu::MeasuresMenu(AnalysisSession &session, Workbench &workbench, QWidget *parent)
    : QToolButton(parent), m_session(session), m_workbench(workbench), m_menu(new StayingMenu(this))
{
    setObjectName(QStringLiteral("measuresMenu"));
    setAccessibleName(tr("Measures beside each other"));
    setPopupMode(QToolButton::InstantPopup);
    setFocusPolicy(Qt::TabFocus);
    m_menu->setToolTipsVisible(true);
    setMenu(m_menu);
    createActions();
    connect(&m_workbench, &Workbench::optionsChanged, this, &MeasuresMenu::refresh);
    connect(&m_session, &AnalysisSession::snapshotChanged, this, &MeasuresMenu::refresh);
    refresh();
}

void MeasuresMenu::createActions()
{
    for (const core::ImportanceDescription &description : core::importanceDescriptions()) {
        QAction *action = m_menu->addAction(utf8(description.name));
        action->setCheckable(true);
        action->setToolTip(plainToolTip(utf8(description.formula)));
        connect(action, &QAction::triggered, this,
                [this, measure = description.measure](bool isChecked) { setMeasured(measure, isChecked); });
    }
}

void MeasuresMenu::refresh()
{
    const std::vector<core::ImportanceMeasure> &chosen = m_workbench.state().importance.measures;
    const SnapshotPointer &snapshot = m_session.snapshot();
    const auto descriptions = core::importanceDescriptions();
    for (std::size_t index = 0; index < descriptions.size(); ++index) {
        QAction *action = m_menu->actions().at(static_cast<qsizetype>(index));
        const core::ImportanceDescription &description = descriptions[index];
        const bool isChosen = std::ranges::find(chosen, description.measure) != chosen.end();
        const std::string absence =
            snapshot ? core::importanceAbsence(core::importancePass(*snapshot), description.measure) : std::string();
        action->setChecked(isChosen);
        action->setEnabled(isChosen || absence.empty());
        action->setToolTip(plainToolTip(utf8(description.formula) +
                                        (absence.empty() ? QString() : tr("\nNot here: %1").arg(qtText(absence)))));
    }
    setText(tr("%n measure(s)", nullptr, static_cast<int>(chosen.size()))
                .replace(QStringLiteral("(s)"), chosen.size() == 1 ? QString() : QStringLiteral("s")));
}

// In the order in which they are offered, whatever the order in which they are ticked.
void MeasuresMenu::setMeasured(core::ImportanceMeasure measure, bool isMeasured)
{
    m_workbench.change([&](core::WorkbenchState &state) {
        std::vector<core::ImportanceMeasure> measures;
        for (const core::ImportanceDescription &description : core::importanceDescriptions()) {
            const auto &before = state.importance.measures;
            const bool isThere = std::ranges::find(before, description.measure) != before.end();
            if (description.measure == measure ? isMeasured : isThere)
                measures.push_back(description.measure);
        }
        state.importance.measures = std::move(measures);
    });
    refresh();
}

}  // namespace ui
