#pragma once

#include "ui/views/view_sources.h"

#include <QWidget>

#include <string>

namespace ui {

class PictureOrNote;

// One picture that is made of the answer, the selected head and what is chosen, or the sentence that says why there is none. What
// nobody sees is made when it is shown.
class BuiltPicture : public QWidget
{
    Q_OBJECT

public:
    // What it is made of besides has changed.
    void refresh();

signals:
    void figureChanged();

protected:
    BuiltPicture(const ViewSources &sources, QWidget *parent) : QWidget(parent), m_sources(sources) {}

    // Called once. `name` is what the picture shows, for readers of the screen; objects inside are called `objectName`Plot and
    // `objectName`Absence.
    void showIn(QWidget *plot, const QString &objectName, const QString &name);
    const ViewSources &sources() const { return m_sources; }

    void showEvent(QShowEvent *event) override;

private:
    // Gives the sentence; empty where there is a picture.
    virtual std::string draw(const core::AnalysisSnapshot &snapshot, core::HeadRef head) = 0;
    // Of another cell of the same head.
    virtual void showSelection() {}

    ViewSources m_sources;
    core::HeadRef m_head;
    PictureOrNote *m_pages = nullptr;
};

}  // namespace ui
