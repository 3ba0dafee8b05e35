#pragma once

#include "tests/support/scripted_snapshot.h"
#include "ui/session/comparison_session.h"
#include "ui/session/messages.h"
#include "ui/session/open_models.h"
#include "ui/views/view_sources.h"

#include <QString>

class QWidget;

namespace scripted {

// A session whose answers are handed in, with a selection, view options and whatever else a page is made from.
class Session
{
public:
    Session();
    ~Session() { release(); }

    // Submits a new request and waits until the views have been told this answer.
    void show(SnapshotPointer snapshot);
    // Submits a request that stays unanswered until release().
    void keepWaiting();
    void release();

    ui::ViewSources sources() { return {session, selection, workbench}; }

private:
    struct Script;
    void ask(const std::string &text);

    std::shared_ptr<Script> m_script;
    int m_requests = 0;

public:
    ui::AnalysisSession session;  // its worker is joined before the script goes
    ui::Workbench workbench;
    ui::Selection selection;
    ui::OpenModels models;
    ui::ComparisonSession comparison;
    ui::Messages messages;
};

// Pins what pictures depend on: the font, its size and the theme. Any Qt warning fails the test from here on.
void prepareGuiTest();

// Shows the widget at a fixed size and waits until it has been laid out.
void showAt(QWidget &widget, int width, int height);

}  // namespace scripted
