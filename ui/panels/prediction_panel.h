#pragma once

#include "core/importance/piece_guesses.h"
#include "ui/session/workbench.h"

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
// earlier; of a masked language model what it guesses in place of the first [MASK], or of the one that is chosen.
class PredictionPanel : public QWidget
{
    Q_OBJECT

public:
    // Models are named as beside the open ones.
    PredictionPanel(Workbench &workbench, AnalysisSession &session, const OpenModels &models, QWidget *parent = nullptr);

    // Pins what is predicted now, in place of what was pinned before.
    void pin();

private:
    using Output = core::PinnedPrediction::Output;

    QWidget *createReference();
    void showSnapshot(const SnapshotPointer &snapshot);
    void showPrediction();
    void showGuesses();
    void showReference();
    std::vector<Output> outputsToShow() const;
    std::optional<double> referenceFor(const std::string &label) const;
    bool isComparable() const;

    const std::optional<core::PinnedPrediction> &reference() const { return m_workbench.state().pinned; }

    Workbench &m_workbench;
    const AnalysisSession &m_session;
    bool m_pinsNext = false;  // an answer to what is chosen now is still to come
    const OpenModels &m_models;
    core::PinnedPrediction m_prediction;
    std::vector<core::PieceGuess> m_guesses;  // of a masked language model, where the text has a [MASK]
    QString m_guessed;                        // which of them: "[MASK] at 3"
    QLabel *m_quantity = nullptr;             // what the numbers are, where they are no shares of a softmax
    std::vector<ProbabilityBar *> m_bars;
    QToolButton *m_pin = nullptr;
    QLabel *m_change = nullptr;
};

}  // namespace ui
