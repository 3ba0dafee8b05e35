#pragma once

#include "core/figure/masks/mask_study_lines.h"
#include "core/figure/values/curve_figure.h"
#include "ui/session/mask_evaluation.h"
#include "ui/session/messages.h"
#include "ui/session/open_models.h"
#include "ui/views/view_sources.h"

#include <QWidget>

class QLabel;
class QTableWidget;

namespace ui {

class Card;
class CurvePlot;
class EvaluationControls;
class TabbedCard;

// The Masks workspace's page that judges a labeled file: what the mask, or every mask of a sweep, costs beside random controls of
// equal sparsity, and which predictions it changes.
class EvaluationPage : public QWidget
{
    Q_OBJECT

public:
    EvaluationPage(const ViewSources &sources, const OpenModels &models, Messages &messages, QWidget *parent = nullptr);

    MaskEvaluation &evaluation() { return m_evaluation; }

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    struct CurveCard {
        Card *card = nullptr;
        CurvePlot *plot = nullptr;
    };

    static Card *createFileCard(EvaluationControls *controls);
    QWidget *createCurves();
    // Of one mask or of all heads the first kind, of other sweeps the second.
    std::optional<core::FigurePanel> curvePanel(core::PanelKind difference, core::PanelKind sweep) const;
    static CurveCard createCurve(const char *objectName);
    TabbedCard *createTablesCard();
    static QString linesText(const core::MaskStudy &study);
    Card *createAbsence();
    QString absenceText() const;
    QTableWidget *createLines();
    QTableWidget *createChanged();
    QTableWidget *createTable(const char *objectName, const QString &name, const QStringList &columns);
    void refresh();
    static void show(const CurveCard &curve, core::CurveFigure figure);
    void showCurves();
    void showLines();
    void showHeadings(const std::vector<core::StudyColumn> &columns);
    void fitNames();
    void showChanged();
    void showText(int row);

    Workbench &m_workbench;
    MaskEvaluation m_evaluation;
    QTableWidget *m_lines = nullptr;
    std::optional<int> m_fittedWidth;  // of the names, as the page last set it; another one was dragged by the reader
    QTableWidget *m_changed = nullptr;
    TabbedCard *m_tables = nullptr;
    Card *m_absenceCard = nullptr;  // in place of the tables
    QLabel *m_absence = nullptr;
    QWidget *m_curves = nullptr;
    CurveCard m_left;  // the report's core::studyFigures(), empty where it has fewer
    CurveCard m_right;
};

}  // namespace ui
