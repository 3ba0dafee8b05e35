#pragma once

#include "ui/session/analysis_session.h"

#include <QWidget>

#include <optional>
#include <string>
#include <vector>

class QHBoxLayout;
class QLabel;
class QToolButton;

namespace ui {

class ProbabilityBar;

// The predicted classes with their probabilities, and how they differ from a prediction pinned earlier.
class PredictionPanel : public QWidget
{
    Q_OBJECT

public:
    explicit PredictionPanel(AnalysisSession &session, QWidget *parent = nullptr);

    // Pins what is predicted now, or takes the pin away.
    void setPinned(bool isPinned);

private:
    struct ClassProbability {
        std::string label;
        double probability = 0;
    };
    struct Prediction {
        std::string model;
        std::string text;
        std::vector<ClassProbability> classes;
    };

    QWidget *createReference();
    void showSnapshot(const SnapshotPointer &snapshot);
    void showPrediction();
    void showReference();
    std::vector<ClassProbability> classesToShow() const;
    std::optional<double> referenceFor(const std::string &label) const;

    Prediction m_prediction;
    std::optional<Prediction> m_reference;
    std::vector<ProbabilityBar *> m_bars;
    QToolButton *m_pin = nullptr;
    QLabel *m_change = nullptr;
};

}  // namespace ui
