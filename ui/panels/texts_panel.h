#pragma once

#include "ui/session/open_models.h"
#include "ui/session/text_browser.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QModelIndex;
class QTableView;

namespace ui {

class Card;
class ChoiceMenu;
class PictureOrNote;
class ShownTexts;
class TextListModel;

// The texts of a file in a list: sorted by label, prediction or loss, searched, and put into the sentence bar one after the other.
class TextsPanel : public QWidget
{
    Q_OBJECT

public:
    TextsPanel(Workbench &workbench, AnalysisSession &session, const OpenModels &models, QWidget *parent = nullptr);

    TextBrowser &browser() { return m_browser; }
    // Goes on to the text that is so many rows below the shown one; from the first where none is shown. Stays within the list.
    void step(int rows);

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
    void followText();
    void showRow(const QModelIndex &shown);
    void sortBy(int column);
    void setSearch(const QString &words);
    QString absenceText() const;
    QString countText() const;

    Workbench &m_workbench;
    AnalysisSession &m_session;
    const OpenModels &m_models;
    TextBrowser m_browser;
    TextListModel *m_texts = nullptr;
    ShownTexts *m_rows = nullptr;
    QTableView *m_table = nullptr;
    QLineEdit *m_search = nullptr;
    ChoiceMenu *m_wrongOnly = nullptr;
    QLabel *m_count = nullptr;
    PictureOrNote *m_pages = nullptr;
};

}  // namespace ui
