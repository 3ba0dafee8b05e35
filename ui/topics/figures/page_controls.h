#pragma once

#include "ui/session/workbench.h"

#include <QWidget>

class QDoubleSpinBox;

namespace ui {

class ChoiceMenu;

// The venue, the width and how panels stand on the page.
class PageControls : public QWidget
{
    Q_OBJECT

public:
    explicit PageControls(Workbench &workbench, QWidget *parent = nullptr);

private:
    void createVenue();
    void createWidth();
    void createColumns();
    void createLimits();
    void createTextForm();
    void showPage();
    void chooseWidth(int choice);

    Workbench &m_workbench;
    ChoiceMenu *m_venue = nullptr;
    ChoiceMenu *m_width = nullptr;
    QDoubleSpinBox *m_millimeters = nullptr;
    ChoiceMenu *m_columns = nullptr;
    ChoiceMenu *m_limits = nullptr;
    ChoiceMenu *m_textForm = nullptr;
};

}  // namespace ui
