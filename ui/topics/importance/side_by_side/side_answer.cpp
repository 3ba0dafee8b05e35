#include "ui/topics/importance/side_by_side/side_answer.h"

#include "ui/theme/qt_text.h"
#include "ui/theme/roles.h"
#include "ui/theme/wrapped_label.h"
#include "ui/widgets/probability_bar.h"

#include <QHBoxLayout>
#include <QLabel>

#include <algorithm>

namespace ui {
namespace {

constexpr std::size_t barsOfASide = 2;

}  // namespace

SideAnswer::SideAnswer(const QString &name, QWidget *parent) : QWidget(parent)
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    m_answerer = wrappedLabel();
    m_answerer->setObjectName(name + QStringLiteral("ModelName"));
    setRole(*m_answerer, Role::Note);
    layout->addWidget(m_answerer, 1);
    for (std::size_t bar = 0; bar < barsOfASide; ++bar) {
        m_bars.push_back(new ProbabilityBar);
        m_bars.back()->setObjectName(name + QStringLiteral("Output%1").arg(bar));
        m_bars.back()->hide();
        layout->addWidget(m_bars.back(), 1);
    }
}

void SideAnswer::setAnswerer(const QString &name)
{
    m_answerer->setText(name);
}

QString SideAnswer::answerer() const
{
    return m_answerer->text();
}

void SideAnswer::setPrediction(const core::PinnedPrediction &prediction, const core::PinnedPrediction *reference)
{
    const bool areProbabilities = core::areProbabilities(prediction.quantity);
    std::vector<core::PinnedPrediction::Output> outputs = prediction.outputs;
    if (outputs.size() > barsOfASide && areProbabilities)
        std::ranges::stable_sort(outputs, std::ranges::greater(), &core::PinnedPrediction::Output::number);
    for (std::size_t bar = 0; bar < m_bars.size(); ++bar) {
        m_bars[bar]->setVisible(bar < outputs.size());
        if (bar >= outputs.size())
            continue;
        std::optional<double> before;
        if (reference && reference->quantity == prediction.quantity) {
            const auto known =
                std::ranges::find(reference->outputs, outputs[bar].label, &core::PinnedPrediction::Output::label);
            if (known != reference->outputs.end())
                before = known->number;
        }
        m_bars[bar]->setOutput({.label = qtText(outputs[bar].label),
                                .quantity = areProbabilities ? tr("probability") : tr("value"),
                                .number = outputs[bar].number,
                                .isProbability = areProbabilities,
                                .referenceName = tr("first side")},
                               before);
    }
}

}  // namespace ui
