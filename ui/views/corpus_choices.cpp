#include "ui/views/corpus_choices.h"

#include "core/importance/importance_run.h"
#include "core/pipeline/importance_of_snapshot.h"
#include "ui/widgets/choice_menu.h"
#include "ui/widgets/description_names.h"

#include <QHBoxLayout>

#include <algorithm>

namespace ui {

CorpusChoices::CorpusChoices(AnalysisSession &session, Workbench &workbench, QWidget *parent)
    : QWidget(parent), m_session(session), m_workbench(workbench), m_measure(new ChoiceMenu(tr("Measure of importance"))),
      m_groups(new ChoiceMenu(tr("What texts are told apart by"))), m_source(new ChoiceMenu(tr("Which texts")))
{
    m_measure->setObjectName(QStringLiteral("corpusMeasure"));
    m_measure->setChoices(namesOf(core::importanceDescriptions()));
    m_groups->setObjectName(QStringLiteral("corpusGroups"));
    m_groups->setChoices({tr("by prediction"), tr("by label")});
    m_groups->setToolTips(
        {tr("Texts are told apart by what the model answers"), tr("Texts are told apart by the file's labels")});
    connect(m_measure, &ChoiceMenu::chosen, this, [this](int choice) {
        m_workbench.change([choice](core::WorkbenchState &state) {
            state.importance.contexts.measure = core::importanceDescriptions()[static_cast<std::size_t>(choice)].measure;
        });
    });
    connect(m_groups, &ChoiceMenu::chosen, this, [this](int choice) {
        m_workbench.change([choice](core::WorkbenchState &state) {
            state.importance.contexts.groups = static_cast<core::ContextGroups>(choice);
        });
    });
    m_source->setObjectName(QStringLiteral("corpusSource"));
    connect(m_source, &ChoiceMenu::chosen, this, [this](int choice) {
        m_workbench.change([choice](core::WorkbenchState &state) {
            state.importance.contexts.source = static_cast<core::ContextSource>(choice);
        });
    });
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    row->addWidget(m_source);
    row->addWidget(m_measure);
    row->addWidget(m_groups);
    connect(&m_workbench, &Workbench::optionsChanged, this, &CorpusChoices::refresh);
    connect(&m_session, &AnalysisSession::snapshotChanged, this, &CorpusChoices::refresh);
    refresh();
}

void CorpusChoices::refresh()
{
    const core::ContextsState &contexts = m_workbench.state().importance.contexts;
    const SnapshotPointer &snapshot = m_session.snapshot();
    const core::ImportanceMeasure shown =
        snapshot ? core::offeredImportance(core::importancePass(*snapshot), contexts.measure) : contexts.measure;
    const auto descriptions = core::importanceDescriptions();
    for (std::size_t choice = 0; choice < descriptions.size(); ++choice) {
        const core::ImportanceMeasure measure = descriptions[choice].measure;
        m_measure->setOffered(static_cast<int>(choice),
                              !snapshot || core::offeredImportance(core::importancePass(*snapshot), measure) == measure);
        if (measure == shown)
            m_measure->setCurrent(static_cast<int>(choice));
    }
    m_groups->setCurrent(static_cast<int>(contexts.groups));
    m_source->setChoices({tr("in the file"), tr("in kept sentences (%1)").arg(contexts.kept.size())});
    m_source->setCurrent(static_cast<int>(contexts.source));
    m_source->setVisible(contexts.hasBoth());
}

}  // namespace ui
