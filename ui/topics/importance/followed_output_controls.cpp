#include "ui/topics/importance/followed_output_controls.h"

#include "core/importance/importance_target.h"
#include "core/importance/piece_guesses.h"
#include "core/model/model_outputs.h"
#include "core/pipeline/importance_of_snapshot.h"
#include "ui/theme/qt_text.h"
#include "ui/widgets/choice_menu.h"

#include <QHBoxLayout>

#include <algorithm>

namespace ui {
namespace {

// The classes, or the pieces that a masked language model finds most probable where it guesses.
std::vector<FollowedOutputControls::Name> namesOf(const core::AnalysisSnapshot &snapshot, const core::AskedTarget &asked)
{
    std::vector<FollowedOutputControls::Name> names;
    const core::ModelConfig &config = snapshot.model->config;
    if (config.task == core::ModelTask::Classification) {
        for (std::size_t index = 0; index < config.labels.size(); ++index)
            names.push_back({core::className(config, index), core::className(config, index)});
        return names;
    }
    const auto search = core::findTarget(core::importancePass(snapshot), asked);
    if (!search || !search->target)
        return names;
    for (const core::PieceGuess &guess :
         core::pieceGuesses(*snapshot.model, *snapshot.trace, search->target->row, core::mostGuesses))
        names.push_back({guess.piece, guess.shown});
    // A chosen piece is followed however improbable it has become.
    const bool isFollowed = !asked.name.empty() && core::targetName(*snapshot.model, *search->target) == asked.name;
    if (isFollowed && std::ranges::find(names, asked.name, &FollowedOutputControls::Name::asked) == names.end())
        names.push_back({asked.name, core::shownTargetName(*snapshot.model, *search->target)});
    return names;
}

}  // namespace

FollowedOutputControls::FollowedOutputControls(AnalysisSession &session, Workbench &workbench, QWidget *parent)
    : QWidget(parent), m_session(session), m_workbench(workbench)
{
    setObjectName(QStringLiteral("followedOutputControls"));
    createMenus();
    connect(&m_workbench, &Workbench::optionsChanged, this, &FollowedOutputControls::refresh);
    connect(&m_session, &AnalysisSession::snapshotChanged, this, &FollowedOutputControls::refresh);
    refresh();
}

void FollowedOutputControls::createMenus()
{
    m_name = new ChoiceMenu(tr("Output that the measures follow"));
    m_name->setObjectName(QStringLiteral("targetName"));
    connect(m_name, &ChoiceMenu::chosen, this, &FollowedOutputControls::chooseName);
    m_quantity = new ChoiceMenu(tr("Quantity that the measures follow"));
    m_quantity->setObjectName(QStringLiteral("targetQuantity"));
    m_quantity->setChoices({tr("probability"), tr("logit")});
    m_quantity->setToolTips({tr("The output's probability: what the model answers"),
                             tr("The output's logit: what enters the softmax, which does not saturate")});
    m_quantity->keepRoom();
    connect(m_quantity, &ChoiceMenu::chosen, this, [this](int choice) {
        m_workbench.change([choice](core::WorkbenchState &state) {
            state.importance.target.quantity = static_cast<core::TargetQuantity>(choice);
        });
    });
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    row->addWidget(m_name);
    row->addWidget(m_quantity);
}

void FollowedOutputControls::refresh()
{
    const SnapshotPointer &snapshot = m_session.snapshot();
    const core::AskedTarget &asked = m_workbench.state().importance.target;
    m_names = snapshot ? namesOf(*snapshot, asked) : std::vector<Name>();
    const bool guessesPieces = snapshot && core::predictsPieces(snapshot->model->config.task);
    QStringList choices{guessesPieces ? tr("most probable piece") : tr("predicted class")};
    for (const Name &name : m_names)
        choices << qtText(name.shown);
    m_name->setChoices(choices);
    m_name->setToolTips(choices);
    const auto chosen = std::ranges::find(m_names, asked.name, &Name::asked);
    m_name->setCurrent(asked.name.empty() || chosen == m_names.end() ? 0 : 1 + static_cast<int>(chosen - m_names.begin()));
    m_quantity->setCurrent(static_cast<int>(asked.quantity));
    setVisible(!m_names.empty());
}

void FollowedOutputControls::chooseName(int choice)
{
    m_workbench.change([&](core::WorkbenchState &state) {
        state.importance.target.name = choice == 0 ? std::string() : m_names[static_cast<std::size_t>(choice) - 1].asked;
    });
}

}  // namespace ui
