#include "ui/panels/prediction_panel.h"

#include "core/pipeline/class_probabilities.h"
#include "ui/panels/number_text.h"
#include "ui/panels/probability_bar.h"
#include "ui/theme/plain_text.h"
#include "ui/theme/roles.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

#include <algorithm>

namespace ui {

namespace {

constexpr std::size_t barCount = 3;

}  // namespace

PredictionPanel::PredictionPanel(AnalysisSession &session, QWidget *parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("predictionPanel"));
    setAccessibleName(tr("Prediction"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(16);
    for (std::size_t index = 0; index < barCount; ++index) {
        m_bars.push_back(new ProbabilityBar);
        m_bars.back()->setObjectName(QStringLiteral("probability%1").arg(index));
        layout->addWidget(m_bars.back(), 1);
    }
    layout->addWidget(createReference(), 0, Qt::AlignVCenter);
    connect(&session, &AnalysisSession::snapshotChanged, this, &PredictionPanel::showSnapshot);
    showPrediction();
}

void PredictionPanel::setPinned(bool isPinned)
{
    m_reference.reset();
    if (isPinned && !m_prediction.classes.empty())
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
    m_prediction = {snapshot->model->name, snapshot->request.text, {}};
    for (std::size_t index = 0; index < snapshot->probabilities.size(); ++index)
        m_prediction.classes.push_back({core::className(snapshot->model->config, index), snapshot->probabilities[index]});
    showPrediction();
}

void PredictionPanel::showPrediction()
{
    const std::vector<ClassProbability> classes = classesToShow();
    for (std::size_t index = 0; index < m_bars.size(); ++index) {
        m_bars[index]->setVisible(index < classes.size());
        if (index < classes.size())
            m_bars[index]->setProbability(QString::fromStdString(classes[index].label), classes[index].probability,
                                          referenceFor(classes[index].label));
    }
    showReference();
}

void PredictionPanel::showReference()
{
    m_pin->setVisible(!m_prediction.classes.empty() || m_reference);
    m_pin->setText(m_reference ? tr("pinned reference ✕") : tr("pin as reference"));
    m_pin->setAccessibleName(m_reference ? tr("Unpin the reference prediction") : tr("Pin this prediction as reference"));
    m_pin->setToolTip(plainToolTip(m_reference ? tr("Pinned: %1, “%2”\nClick to unpin")
                                                     .arg(QString::fromStdString(m_reference->model),
                                                          QString::fromStdString(m_reference->text).left(200))
                                               : tr("Keep this prediction and show how later ones differ from it")));
    m_change->clear();
    m_change->setVisible(m_reference && !m_prediction.classes.empty());
    if (!m_reference || m_prediction.classes.empty())
        return;
    const auto pinned = std::ranges::max_element(m_reference->classes, {}, &ClassProbability::probability);
    const auto now = std::ranges::find(m_prediction.classes, pinned->label, &ClassProbability::label);
    if (now == m_prediction.classes.end()) {
        m_change->setText(tr("other classes"));
        return;
    }
    m_change->setText(QStringLiteral("Δ ") + changeText(now->probability - pinned->probability, 2));
    m_change->setToolTip(plainToolTip(
        tr("Change of the probability of “%1”, the class predicted then").arg(QString::fromStdString(pinned->label))));
}

// All classes in the model's order where they fit; otherwise the most probable ones, the most probable first.
std::vector<PredictionPanel::ClassProbability> PredictionPanel::classesToShow() const
{
    std::vector<ClassProbability> classes = m_prediction.classes;
    if (classes.size() <= barCount)
        return classes;
    std::ranges::stable_sort(classes, std::ranges::greater(), &ClassProbability::probability);
    classes.resize(barCount);
    return classes;
}

std::optional<double> PredictionPanel::referenceFor(const std::string &label) const
{
    if (!m_reference)
        return std::nullopt;
    const auto pinned = std::ranges::find(m_reference->classes, label, &ClassProbability::label);
    return pinned == m_reference->classes.end() ? std::nullopt : std::optional(pinned->probability);
}

}  // namespace ui
