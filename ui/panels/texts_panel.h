#pragma once

#include "ui/session/messages.h"
#include "ui/session/open_models.h"
#include "ui/session/text_browser.h"

#include <QWidget>

class QKeyEvent;
class QLabel;
class QLineEdit;
class QModelIndex;
class QTableView;
class QToolButton;

namespace ui {

class Card;
class ChoiceMenu;
class PictureOrNote;
class TextListModel;

// The texts of a file in a list: sorted by label, prediction or loss, searched, saved as a table, and put into the sentence bar one after
// the other.
class TextsPanel : public QWidget
{
    Q_OBJECT

public:
    TextsPanel(Workbench &workbench, AnalysisSession &session, const OpenModels &models, Messages &messages,
               QWidget *parent = nullptr);

    TextBrowser &browser() { return m_browser; }
    // Goes on to the text that is so many rows below the shown one; to the first where none is shown. Stays within the list.
    void step(int rows);
    // To the list, or to where its file is chosen.
    void takeFocus();
    // As CSV; a sentence where that fails.
    void saveTable(const QString &file);

protected:
    void showEvent(QShowEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    Card *createCard();
    QWidget *createChoices();
    QTableView *createTable();
    void refresh();
    void startWhereAsked();
    void showColumns();
    void showOrder();
    void followText();
    void goToRow(int row);
    void showRow(const QModelIndex &shown);
    bool takesKey(const QKeyEvent &key);
    void sortBy(int column);
    void copyRow() const;
    void setSearch(const QString &words);
    void chooseTable();
    QString absenceText() const;
    QString countText() const;

    Workbench &m_workbench;
    AnalysisSession &m_session;
    const OpenModels &m_models;
    Messages &m_messages;
    TextBrowser m_browser;
    TextListModel *m_texts = nullptr;
    QTableView *m_table = nullptr;
    QLineEdit *m_search = nullptr;
    ChoiceMenu *m_wrongOnly = nullptr;
    QToolButton *m_save = nullptr;
    QLabel *m_count = nullptr;
    PictureOrNote *m_pages = nullptr;
    core::PredictionListPointer m_fittedTo;  // the list whose columns have their widths
};

}  // namespace ui
