#pragma once

#include "core/recipe/figure_recipe.h"
#include "ui/session/messages.h"
#include "ui/session/open_models.h"
#include "ui/session/word_run.h"
#include "ui/topics/importance/contexts/concordance_model.h"
#include "ui/views/view_sources.h"

#include <QWidget>

#include <optional>

class QLabel;
class QLineEdit;
class QTableView;
class QToolButton;

namespace ui {

class Card;
class ChoiceMenu;
class CurvePlot;
class PictureOrNote;

// The same word in many contexts: a concordance over a file of texts, or over kept sentences, and how its importance is spread by class.
// Enter or a double click puts a line into the sentence bar; two chosen lines are compared word by word.
class ContextsPage : public QWidget
{
    Q_OBJECT

public:
    ContextsPage(const ViewSources &sources, const OpenModels &models, Messages &messages, QWidget *parent = nullptr);

    WordRun &run() { return m_run; }
    const ConcordanceModel &lines() const { return *m_lines; }
    // Every line, in the order of the texts, as the command words writes it.
    void saveTable(const QString &file);

protected:
    void showEvent(QShowEvent *event) override;

private:
    Card *createLinesCard();
    Card *createSpreadCard();
    QWidget *createChoices();
    QTableView *createTable();
    void lookFor(const QString &word);
    void lookForChosen();
    void keepSentence();
    void sortBy(core::ContextOrder order);
    void chooseFile();
    void takeLine(int row);
    std::vector<int> chosenLines() const;
    void compareLines();
    void offerComparison();
    std::optional<core::FigurePanel> spreadPanel() const;
    void refresh();
    void showSpread();
    QString absenceText() const;
    QString countText() const;

    ViewSources m_sources;
    const OpenModels &m_models;
    Messages &m_messages;
    WordRun m_run;
    ConcordanceModel *m_lines = nullptr;
    QLineEdit *m_word = nullptr;
    QTableView *m_table = nullptr;
    QToolButton *m_compare = nullptr;
    QToolButton *m_save = nullptr;
    ChoiceMenu *m_order = nullptr;
    QLabel *m_count = nullptr;
    PictureOrNote *m_pages = nullptr;
    CurvePlot *m_spread = nullptr;
    core::WordReportPointer m_spreadOf;
    QWidget *m_spreadBody = nullptr;
    PictureOrNote *m_spreadPages = nullptr;
    QLabel *m_test = nullptr;  // what the spread is, and the test of the classes
    Card *m_spreadCard = nullptr;
    bool m_isBehind = true;  // a word was chosen while nobody looked
};

}  // namespace ui
