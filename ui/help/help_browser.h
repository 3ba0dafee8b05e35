#pragma once

#include <QTextBrowser>

namespace ui {

// Shows the help pages, one at a time, and goes to their headings.
class HelpBrowser : public QTextBrowser
{
    Q_OBJECT

public:
    explicit HelpBrowser(QWidget *parent = nullptr);

    // A page or one of its headings: "measures.md#effective-rank".
    void showAddress(const QString &address);
    // The shown page and heading, as above.
    QString address() const { return m_address; }
    // Marks every place of the page that has one of the words, whatever its case.
    void markWords(const QStringList &words);

protected:
    void changeEvent(QEvent *event) override;

private:
    void showSource(const QUrl &url);
    void scrollToHeading(const QString &anchor);
    void applyMarks();

    QString m_address;  // QTextBrowser::source() still names the page before while it tells of a new one
    QStringList m_words;
};

}  // namespace ui
