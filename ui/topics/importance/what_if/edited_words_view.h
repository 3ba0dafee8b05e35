#pragma once

#include "core/text/word_edits.h"
#include "ui/render/token_strip_painter.h"
#include "ui/views/view_sources.h"
#include "ui/widgets/item_area.h"

class QLineEdit;

namespace ui {

// The words of the sentence, to be edited: a click selects one, a double click masks it, typing replaces it, a drag moves it, N puts "not"
// before it or takes it away, Delete removes it; Esc lets go. Each edit is a node of the tree. What the last one brought is tinted.
class EditedWordsView : public ItemArea
{
    Q_OBJECT

public:
    explicit EditedWordsView(const ViewSources &sources, QWidget *parent = nullptr);

    std::optional<int> selectedWord() const { return m_highlights.selected; }
    QRect rectOf(int word) const override;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {120, sizeHint().height()}; }

protected:
    bool event(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    // What the words are made of.
    struct Shown {
        std::shared_ptr<const core::LoadedModel> model;
        std::string text;
        std::string before;  // of the parent in the tree

        bool operator==(const Shown &) const = default;
    };

    void refresh();
    void layOut();
    std::vector<core::TypedWord> wordsOf(const std::string &text) const;
    void select(std::optional<int> word);

    void mask(int word);
    void replace(int word, const std::string &replacement);
    void remove(int word);
    void move(int from, int to);
    void negate(int word);
    // The word numbered `selected` is selected in the changed sentence.
    void apply(const std::string &changed, const QString &edit, int selected);

    void openEditor(const QString &text);
    void closeEditor(bool isKept);
    std::optional<int> gapAt(QPointF viewportPosition) const;
    QLineF gapLine(int gap) const;
    bool editByKey(const QKeyEvent &event, int word);

    std::optional<int> itemAt(QPointF picturePosition) const override;
    QString toolTipOf(int word) const override;
    void hover(std::optional<int> word) override;
    void press(int word) override;
    void restyle() override;

    ViewSources m_sources;
    Shown m_shown;
    std::vector<core::TypedWord> m_words;
    core::TokenStripFigure m_figure;
    TokenStripLayout m_layout;
    TokenStripHighlights m_highlights;
    QLineEdit *m_editor = nullptr;  // over the selected word, while it is typed over
    QPointF m_pressed;
    std::optional<int> m_dragged;
    std::optional<int> m_gap;  // before which word the dragged one would go
};

}  // namespace ui
