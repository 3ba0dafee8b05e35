#pragma once

#include "app/main_window.h"

#include <filesystem>
#include <vector>

namespace bench {

// 31 tokens with [CLS] and [SEP] for the bundled vocabularies, one more while a letter is typed.
inline constexpr const char *sentence =
    "the acting is superb and the story moves with a quiet grace that never feels forced , "
    "though the ending is just a little too neat for its own ";

// Which page is open while somebody types, and the plot on it whose paint ends a key press.
struct OpenPage {
    const char *name;
    const char *workspace;
    const char *tab;  // in the workspace
    const char *plot;
};

inline constexpr OpenPage attentionPage{"Attention", "attention", nullptr, "heatMapPlot"};

// The real window with a model open and the caret at the end of a text, and how long it takes to paint what was asked of it.
class TypedWindow
{
public:
    explicit TypedWindow(const std::filesystem::path &model, const OpenPage &page = attentionPage,
                         const char *text = sentence);

    // From the request to open the model to the end of the paint that shows its first answer, in milliseconds.
    double openingTime() const { return m_openingTime; }

    const ui::SnapshotPointer &snapshot() { return m_window.session().snapshot(); }
    ui::AnalysisSession &session() { return m_window.session(); }
    QWidget *input() { return m_input; }

    void waitForAnswer();

    // From the key event to the end of the paint that shows its answer, in milliseconds.
    double press(Qt::Key key);

    // The same of a click on a cell of the painter, which removes the pair or, with the right button, keeps it again.
    double paint(int query, int key, Qt::MouseButton button);

private:
    void waitForPaint(const std::vector<const QWidget *> &plots);  // of one of them

    app::MainWindow m_window;
    const QWidget *m_plot = nullptr;
    QWidget *m_input = nullptr;
    double m_openingTime = 0.0;
};

}  // namespace bench
