#pragma once

#include <QWidget>

class QLineEdit;
class QToolButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace ui {

class HelpBrowser;

// The help pages beside their table of contents, which a search narrows down. A window of its own that blocks nothing.
class HelpWindow : public QWidget
{
    Q_OBJECT

public:
    explicit HelpWindow(QWidget *parent = nullptr);

    // "measures.md#effective-rank"
    void showAddress(const QString &address);
    HelpBrowser *browser() const { return m_browser; }

private:
    QWidget *createSide();
    QWidget *createPage();
    QToolButton *addStep(const QString &name, const QString &text, const QKeySequence &shortcut);
    void fillContents();
    void search(const QString &text);
    void openFirstFound();
    void selectShown();

    HelpBrowser *m_browser;
    QLineEdit *m_search = nullptr;
    QTreeWidget *m_contents = nullptr;
};

}  // namespace ui
