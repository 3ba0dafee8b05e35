#pragma once

#include "ui/session/messages.h"
#include "ui/session/open_models.h"
#include "ui/session/word_run.h"
#include "ui/topics/importance/vocabulary/word_table_model.h"
#include "ui/views/view_sources.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QSortFilterProxyModel;
class QTableView;

namespace ui {

class Card;
class PictureOrNote;

// The words of a file of texts by how important they are: searched, sorted by any column by a click on its
// name or by its number on the keyboard, saved as a table. Enter or a double click on a
// word shows its contexts.
class VocabularyPage : public QWidget
{
    Q_OBJECT

public:
    VocabularyPage(const ViewSources &sources, const OpenModels &models, Messages &messages, QWidget *parent = nullptr);

    WordRun &run() { return m_run; }
    // As the commands write it; a sentence where that fails.
    void saveTable(const QString &file);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    Card *createCard();
    QWidget *createChoices();
    QTableView *createTable();
    void chooseFile();
    void showContexts(int row);
    void sortBy(int column);
    void refresh();
    QString absenceText() const;
    QString shareText() const;

    ViewSources m_sources;
    const OpenModels &m_models;
    Messages &m_messages;
    WordRun m_run;
    WordTableModel *m_words = nullptr;
    QSortFilterProxyModel *m_shown = nullptr;
    QLineEdit *m_search = nullptr;
    QTableView *m_table = nullptr;
    QLabel *m_share = nullptr;
    core::WordReportPointer m_shareOf;
    PictureOrNote *m_pages = nullptr;
};

}  // namespace ui
