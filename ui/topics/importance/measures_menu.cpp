#include "ui/topics/importance/measures_menu.h"

#include "core/base/counted.h"
#include "core/importance/importance_run.h"
#include "core/pipeline/importance_of_snapshot.h"
#include "ui/theme/plain_text.h"
#include "ui/theme/qt_text.h"

#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>

#include <algorithm>

namespace ui {
namespace {

QString utf8(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

// Ticking several needs no opening it again, by the mouse or by Space and Enter.
class StayingMenu : public QMenu
{
public:
    using QMenu::QMenu;

protected:
    void keyPressEvent(QKeyEvent *event) override
    {
        const bool isTick = event->key() == Qt::Key_Space || event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
        if (isTick && canBeTicked(activeAction()))
            activeAction()->trigger();
        else
            QMenu::keyPressEvent(event);
    }
    void mouseReleaseEvent(QMouseEvent *event) override
    {
        QAction *action = actionAt(event->position().toPoint());
        if (canBeTicked(action))
            action->trigger();
        else
            QMenu::mouseReleaseEvent(event);
    }

private:
    static bool canBeTicked(const QAction *action) { return action && action->isCheckable() && action->isEnabled(); }
};

}  // namespace

MeasuresMenu::MeasuresMenu(AnalysisSession &session, Workbench &workbench, QWidget *parent)
    : MenuButton(new StayingMenu, parent), m_session(session), m_workbench(workbench)
{
    setObjectName(QStringLiteral("measuresMenu"));
    setAccessibleName(tr("Measures beside each other"));
    menu()->setToolTipsVisible(true);
    createActions();
    connect(&m_workbench, &Workbench::optionsChanged, this, &MeasuresMenu::refresh);
    connect(&m_session, &AnalysisSession::snapshotChanged, this, &MeasuresMenu::refresh);
    refresh();
}

void MeasuresMenu::createActions()
{
    for (const core::ImportanceDescription &description : core::importanceDescriptions()) {
        QAction *action = menu()->addAction(utf8(description.name));
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
    int lacking = 0;
    for (std::size_t index = 0; index < descriptions.size(); ++index) {
        QAction *action = menu()->actions().at(static_cast<qsizetype>(index));
        const core::ImportanceDescription &description = descriptions[index];
        const bool isChosen = std::ranges::find(chosen, description.measure) != chosen.end();
        const std::string absence =
            snapshot ? core::importanceAbsence(core::importancePass(*snapshot), description.measure) : std::string();
        lacking += isChosen && !absence.empty() ? 1 : 0;
        action->setChecked(isChosen);
        action->setEnabled(isChosen || absence.empty());
        action->setToolTip(plainToolTip(utf8(description.formula) +
                                        (absence.empty() ? QString() : tr("\nNot here: %1").arg(qtText(absence)))));
    }
    showCount(static_cast<int>(chosen.size()), lacking);
}

// Of those that the model has.
void MeasuresMenu::showCount(int chosen, int lacking)
{
    setQuietText(qtText(core::counted(chosen - lacking, "measure")));
    setToolTip(lacking == 0
                   ? tr("Which measures stand beside each other")
                   : tr("Which measures stand beside each other; %1 more that this model does not have").arg(lacking));
}

void MeasuresMenu::setMeasured(core::ImportanceMeasure measure, bool isMeasured)
{
    m_workbench.change([&](core::WorkbenchState &state) { core::setMeasured(state.importance, measure, isMeasured); });
    refresh();
}

}  // namespace ui
