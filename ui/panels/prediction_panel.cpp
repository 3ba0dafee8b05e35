#include "ui/panels/prediction_panel.h"

#include "core/model/model_outputs.h"
#include "core/workbench/second_side.h"
#include "ui/session/open_names.h"
#include "ui/theme/plain_text.h"
#include "ui/theme/roles.h"
#include "ui/widgets/number_text.h"
#include "ui/widgets/probability_bar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

#include <algorithm>

namespace ui {

namespace {

constexpr std::size_t barCount = 3;

QString quantityText(core::OutputQuantity quantity)
{
    switch (quantity) {
    case core::OutputQuantity::Softmax: return PredictionPanel::tr("probability");
    case core::OutputQuantity::Sigmoids:
    case core::OutputQuantity::BinarySigmoid: return PredictionPanel::tr("probability (sigmoid)");
    case core::OutputQuantity::Values: break;
    }
    return PredictionPanel::tr("value");
}

QString changeToolTip(core::OutputQuantity quantity)
{
    switch (quantity) {
    case core::OutputQuantity::Softmax:
        return PredictionPanel::tr("Change of the probability of “%1”, the class predicted then");
    case core::OutputQuantity::Sigmoids:
    case core::OutputQuantity::BinarySigmoid:
        return PredictionPanel::tr("Change of the probability (sigmoid) of “%1”, the most probable label then");
    case core::OutputQuantity::Values: break;
    }
    return PredictionPanel::tr("Change of the value of “%1”");
}

}  // namespace

PredictionPanel::PredictionPanel(Workbench &workbench, AnalysisSession &session, const OpenModels &models, QWidget *parent)
    : QWidget(parent), m_workbench(workbench), m_session(session), m_models(models)
{
    setObjectName(QStringLiteral("predictionPanel"));
    setAccessibleName(tr("Prediction"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(16);
    m_quantity = plainLabel();
    m_quantity->setObjectName(QStringLiteral("outputQuantity"));
    setRole(*m_quantity, Role::Note);
    layout->addWidget(m_quantity, 0, Qt::AlignVCenter);
    for (std::size_t index = 0; index < barCount; ++index) {
        m_bars.push_back(new ProbabilityBar);
        m_bars.back()->setObjectName(QStringLiteral("probability%1").arg(index));
        layout->addWidget(m_bars.back(), 1);
    }
    layout->addWidget(createReference(), 0, Qt::AlignVCenter);
    connect(&session, &AnalysisSession::snapshotChanged, this, &PredictionPanel::showSnapshot);
    connect(&workbench, &Workbench::optionsChanged, this, [this](const core::WorkbenchState &before) {
        if (before.pinned != reference())
            showPrediction();
    });
    connect(&models, &OpenModels::changed, this, &PredictionPanel::showReference);
    showPrediction();
}

void PredictionPanel::pin()
{
    m_pinsNext = !m_session.isUpToDate();
    if (m_prediction.outputs.empty() || m_pinsNext)
        return;
    m_workbench.change([this](core::WorkbenchState &state) {
        state.pinned = core::pinOf(m_prediction, state, m_session.snapshot().get());
    });
}

QWidget *PredictionPanel::createReference()
{
    m_pin = new QToolButton;
    m_pin->setObjectName(QStringLiteral("pinPrediction"));
    m_pin->setFocusPolicy(Qt::TabFocus);
    connect(m_pin, &QToolButton::clicked, this, &PredictionPanel::pin);
    m_change = plainLabel();
    m_change->setObjectName(QStringLiteral("predictionChange"));
    setRole(*m_change, Role::Strong);
    m_change->setContentsMargins(7, 0, 0, 0);
    QSizePolicy keepsRoom = m_change->sizePolicy();
    keepsRoom.setRetainSizeWhenHidden(true);
    m_change->setSizePolicy(keepsRoom);

    auto *reference = new QWidget;
    reference->setMinimumWidth(112);
    auto *layout = new QVBoxLayout(reference);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_pin, 0, Qt::AlignLeft);
    layout->addWidget(m_change);
    return reference;
}

void PredictionPanel::showSnapshot(const SnapshotPointer &snapshot)
{
    m_prediction = core::predictionOf(core::shownPass(*snapshot));
    m_guesses.clear();
    const std::vector<int> positions = core::guessedPositions(*snapshot->model, *snapshot->text);
    if (!positions.empty()) {
        const auto chosen = std::ranges::find(positions, m_workbench.state().importance.target.position.value_or(-1));
        const int position = chosen == positions.end() ? positions.front() : *chosen;
        m_guesses = core::pieceGuesses(*snapshot->model, *core::shownPass(*snapshot).trace, position, barCount);
        m_guessed = snapshot->model->config.task == core::ModelTask::CausalLanguageModel ? tr("next piece")
                                                                                         : tr("[MASK] at %1").arg(position);
    }
    showPrediction();
    if (m_pinsNext)
        pin();
}

void PredictionPanel::showGuesses()
{
    m_quantity->setText(m_guessed);
    m_quantity->show();
    for (std::size_t index = 0; index < m_bars.size(); ++index) {
        m_bars[index]->setVisible(index < m_guesses.size());
        if (index < m_guesses.size())
            m_bars[index]->setOutput({.label = QString::fromStdString(m_guesses[index].shown),
                                      .quantity = tr("probability: %1").arg(m_guessed),
                                      .number = m_guesses[index].probability,
                                      .isProbability = true},
                                     std::nullopt);
    }
    showReference();
}

void PredictionPanel::showPrediction()
{
    if (!m_guesses.empty())
        return showGuesses();
    const std::vector<Output> outputs = outputsToShow();
    m_quantity->setText(core::areProbabilities(m_prediction.quantity) ? tr("sigmoid") : tr("value"));
    m_quantity->setVisible(!outputs.empty() && m_prediction.quantity != core::OutputQuantity::Softmax);
    for (std::size_t index = 0; index < m_bars.size(); ++index) {
        m_bars[index]->setVisible(index < outputs.size());
        if (index < outputs.size())
            m_bars[index]->setOutput({.label = QString::fromStdString(outputs[index].label),
                                      .quantity = quantityText(m_prediction.quantity),
                                      .number = outputs[index].number,
                                      .isProbability = core::areProbabilities(m_prediction.quantity)},
                                     referenceFor(outputs[index].label));
    }
    showReference();
}

void PredictionPanel::showReference()
{
    m_pin->setVisible(!m_prediction.outputs.empty());
    m_pin->setText(reference() ? tr("pin this instead") : tr("pin as reference"));
    m_pin->setAccessibleName(tr("Pin this prediction as reference"));
    m_pin->setToolTip(plainToolTip(
        reference() ? tr("Pinned: %1, “%2”\nClick to pin the shown prediction in its place")
                          .arg(openName(m_models, reference()->model), QString::fromStdString(reference()->text).left(200))
                    : tr("Keep this prediction and show how later ones differ from it")));
    m_change->clear();
    m_change->setVisible(reference() && !m_prediction.outputs.empty());
    if (!reference() || m_prediction.outputs.empty())
        return;
    const Output &pinned = reference()->outputs[reference()->followed];
    const auto now = std::ranges::find(m_prediction.outputs, pinned.label, &Output::label);
    if (!isComparable() || now == m_prediction.outputs.end()) {
        m_change->setText(tr("other outputs"));
        m_change->setToolTip(tr("This model's outputs are not those of the pinned reference"));
        return;
    }
    m_change->setText(QStringLiteral("Δ ") + changeText(now->number - pinned.number, 2));
    m_change->setToolTip(plainToolTip(changeToolTip(m_prediction.quantity).arg(QString::fromStdString(pinned.label))));
}

// All outputs in the model's order where they fit; otherwise the most probable ones, the most probable first, or the first values.
std::vector<PredictionPanel::Output> PredictionPanel::outputsToShow() const
{
    std::vector<Output> outputs = m_prediction.outputs;
    if (outputs.size() <= barCount)
        return outputs;
    if (core::areProbabilities(m_prediction.quantity))
        std::ranges::stable_sort(outputs, std::ranges::greater(), &Output::number);
    outputs.resize(barCount);
    return outputs;
}

bool PredictionPanel::isComparable() const
{
    return reference() && core::areComparable(reference()->quantity, m_prediction.quantity);
}

std::optional<double> PredictionPanel::referenceFor(const std::string &label) const
{
    if (!isComparable())
        return std::nullopt;
    const auto pinned = std::ranges::find(reference()->outputs, label, &Output::label);
    return pinned == reference()->outputs.end() ? std::nullopt : std::optional(pinned->number);
}

}  // namespace ui
