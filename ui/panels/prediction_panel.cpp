#include "ui/panels/prediction_panel.h"

#include "core/pipeline/model_outputs.h"
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

PredictionPanel::PredictionPanel(AnalysisSession &session, const OpenModels &models, QWidget *parent)
    : QWidget(parent), m_models(models)
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
    connect(&models, &OpenModels::changed, this, &PredictionPanel::showReference);
    showPrediction();
}

void PredictionPanel::setPinned(bool isPinned)
{
    m_reference.reset();
    if (isPinned && !m_prediction.outputs.empty())
        m_reference = m_prediction;
    m_pin->setChecked(m_reference.has_value());
    showPrediction();
}

QWidget *PredictionPanel::createReference()
{
    m_pin = new QToolButton;
    m_pin->setObjectName(QStringLiteral("pinPrediction"));
    m_pin->setCheckable(true);
    m_pin->setFocusPolicy(Qt::TabFocus);
    connect(m_pin, &QToolButton::clicked, this, &PredictionPanel::setPinned);
    m_change = plainLabel();
    m_change->setObjectName(QStringLiteral("predictionChange"));
    setRole(*m_change, Role::Strong);
    m_change->setContentsMargins(7, 0, 0, 0);

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
    const core::ModelConfig &config = snapshot->model->config;
    m_prediction = {
        .model = namedFolder(*snapshot->model), .text = snapshot->request.text, .quantity = config.outputs, .outputs = {}};
    for (std::size_t index = 0; index < snapshot->outputs.size(); ++index)
        m_prediction.outputs.push_back({core::className(config, index), snapshot->outputs[index]});
    m_prediction.followed = core::followedOutput(config, snapshot->outputs).value_or(0);
    showPrediction();
}

void PredictionPanel::showPrediction()
{
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
    m_pin->setVisible(!m_prediction.outputs.empty() || m_reference);
    m_pin->setText(m_reference ? tr("pinned reference ✕") : tr("pin as reference"));
    m_pin->setAccessibleName(m_reference ? tr("Unpin the reference prediction") : tr("Pin this prediction as reference"));
    m_pin->setToolTip(plainToolTip(
        m_reference ? tr("Pinned: %1, “%2”\nClick to unpin")
                          .arg(openName(m_models, m_reference->model), QString::fromStdString(m_reference->text).left(200))
                    : tr("Keep this prediction and show how later ones differ from it")));
    m_change->clear();
    m_change->setVisible(m_reference && !m_prediction.outputs.empty());
    if (!m_reference || m_prediction.outputs.empty())
        return;
    const Output &pinned = m_reference->outputs[m_reference->followed];
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
    return m_reference && core::areComparable(m_reference->quantity, m_prediction.quantity);
}

std::optional<double> PredictionPanel::referenceFor(const std::string &label) const
{
    if (!isComparable())
        return std::nullopt;
    const auto pinned = std::ranges::find(m_reference->outputs, label, &Output::label);
    return pinned == m_reference->outputs.end() ? std::nullopt : std::optional(pinned->number);
}

}  // namespace ui
