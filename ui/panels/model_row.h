#pragma once

#include <QAbstractButton>

class QToolButton;

namespace ui {

// One open model in the list: a dot that marks the primary one, the name, a line for each detail, and a cross that closes it.
class ModelRow : public QAbstractButton
{
    Q_OBJECT

public:
    ModelRow(const QString &name, const QStringList &details, QWidget *parent = nullptr);

    void setClosable(bool isClosable);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    void closeRequested();

protected:
    void nextCheckState() override { setChecked(true); }  // also where it is the only one
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;

private:
    void updateCloseButton();
    // Details one below the other, their parts too where a line of them is wider than the row.
    QStringList lines() const;

    QStringList m_details;
    QToolButton *m_close;
    bool m_isClosable = true;
};

}  // namespace ui
