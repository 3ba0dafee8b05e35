#include "ui/topics/lama/contribution_class_menu.h"

#include "core/figure/lama/contribution_figure.h"

namespace ui {
namespace {

QStringList classesOf(const SnapshotPointer &snapshot)
{
    QStringList classes;
    if (snapshot)
        for (const std::string &name : core::contributionClasses(*snapshot))
            classes << QString::fromStdString(name);
    return classes;
}

}  // namespace

ContributionClassMenu::ContributionClassMenu(AnalysisSession &session, Workbench &workbench, QWidget *parent)
    : ChoiceMenu(tr("Class to explain by words and heads"), parent), m_session(session), m_workbench(workbench)
{
    setObjectName(QStringLiteral("contributionClass"));
    connect(this, &ChoiceMenu::chosen, this, &ContributionClassMenu::choose);
    connect(&m_session, &AnalysisSession::snapshotChanged, this, &ContributionClassMenu::showSnapshot);
    connect(&m_workbench, &Workbench::optionsChanged, this, &ContributionClassMenu::showOptions);
    showSnapshot();
}

void ContributionClassMenu::showSnapshot()
{
    const QStringList classes = classesOf(m_session.snapshot());
    if (classes != m_classes) {
        m_classes = classes;
        setChoices(classes);
    }
    showOptions();
}

void ContributionClassMenu::showOptions()
{
    const core::WorkbenchState &options = m_workbench.state();
    const int choice = options.lama.contributionClass.value_or(-1) + 1;  // the predicted class comes first
    setCurrent(choice < m_classes.size() ? choice : 0);
    setVisible(options.lama.strips == core::StripPicture::Contributions && !m_classes.isEmpty());
}

void ContributionClassMenu::choose(int choice)
{
    m_workbench.change([choice](core::WorkbenchState &state) {
        state.lama.contributionClass = choice == 0 ? std::nullopt : std::optional(choice - 1);
    });
}

}  // namespace ui
