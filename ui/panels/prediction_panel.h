#pragma once

#include "core/model/model_names.h"
#include "ui/session/analysis_session.h"

#include <QWidget>

#include <optional>
#include <string>
#include <vector>

class QHBoxLayout;
class QLabel;
class QToolButton;

namespace ui {

class OpenModels;
class ProbabilityBar;

// What the model answers, probabilities of its classes or labels or the values of a regression, and how it differs from an answer pinned
// earlier.
class PredictionPanel : public QWidget
{
    Q_OBJECT

public:
    // Models are named as beside the open ones.
    PredictionPanel(AnalysisSession &session, const OpenModels &models, QWidget *parent = nullptr);

    // Pins what is predicted now, or takes the pin away.
    void setPinned(bool isPinned);

private:
    struct Output {
        std::string label;
        double number = 0;
    };
    struct Prediction {
        core::NamedFolder model;
        std::string text;
        core::OutputQuantity quantity = core::OutputQuantity::Softmax;
        std::vector<Output> outputs;
        std::size_t followed = 0;  // what a later change is told of
    };

    QWidget *createReference();
    void showSnapshot(const SnapshotPointer &snapshot);
    void showPrediction();
    void showReference();
    std::vector<Output> outputsToShow() const;
    std::optional<double> referenceFor(const std::string &label) const;
    bool isComparable() const;

    const OpenModels &m_models;
    Prediction m_prediction;
    std::optional<Prediction> m_reference;
    QLabel *m_quantity = nullptr;  // what the numbers are, where they are no shares of a softmax
    std::vector<ProbabilityBar *> m_bars;
    QToolButton *m_pin = nullptr;
    QLabel *m_change = nullptr;
};

}  // namespace ui
