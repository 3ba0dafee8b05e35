#include "ui/topics/importance/what_if/edited_words_view.h"

#include "core/base/undefined.h"
#include "core/text/word_alignment.h"
#include "ui/plot/escape_key.h"
#include "ui/theme/plain_text.h"
#include "ui/theme/qt_text.h"
#include "ui/theme/spoken_picture.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace ui {
namespace {

constexpr int mostRowsOfWords = 3;
constexpr int leastEditor = 120;
constexpr double tintOfNew = 0.32;  // of the color of importance, behind what the last edit brought

std::vector<std::string> spellings(const std::string &text, const std::vector<core::TypedWord> &words)
{
    std::vector<std::string> spelled;
    for (const core::TypedWord &word : words)
        spelled.emplace_back(core::spelling(text, word));
    return spelled;
}

bool isTyped(const QKeyEvent &event)
{
    constexpr Qt::KeyboardModifiers commands = Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier;
    return !event.text().isEmpty() && event.text().front().isPrint() && !(event.modifiers() & commands);
}

}  // namespace

EditedWordsView::EditedWordsView(const ViewSources &sources, QWidget *parent) : ItemArea(parent), m_sources(sources)
{
    setObjectName(QStringLiteral("editedWords"));
    setAccessibleName(tr("Words of the sentence, to be edited"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&m_sources.workbench, &Workbench::changed, this, &EditedWordsView::refresh);
    connect(&m_sources.session, &AnalysisSession::snapshotChanged, this, &EditedWordsView::refresh);
}

std::vector<core::TypedWord> EditedWordsView::wordsOf(const std::string &text) const
{
    return core::typedWords(m_shown.model->tokenizer->tokenize(text, m_shown.model->tokenLimit()));
}

// The words are those of the text that is chosen, whether its answer has come or not: the next edit is one of them.
void EditedWordsView::refresh()
{
    const SnapshotPointer &snapshot = m_sources.session.snapshot();
    if (!isVisible() || !snapshot)
        return;
    const core::WorkbenchState &state = m_sources.workbench.state();
    const core::WhatIfState tree = core::shownTree(state.importance.whatIf, state.text);
    const auto parent = tree.nodes[static_cast<std::size_t>(tree.current)].parent;
    Shown shown{.model = snapshot->model,
                .text = state.text,
                .before = parent ? tree.nodes[static_cast<std::size_t>(*parent)].text.text() : state.text};
    if (shown == m_shown)
        return;
    closeEditor(false);
    m_shown = std::move(shown);
    m_words = wordsOf(m_shown.text);
    m_highlights = {};
    m_dragged = m_gap = std::nullopt;
    m_figure.chips.clear();
    m_figure.isRightToLeft = qtText(m_shown.text).isRightToLeft();
    for (const core::AlignedWords &row :
         core::alignWords(spellings(m_shown.before, wordsOf(m_shown.before)), spellings(m_shown.text, m_words))) {
        if (row.second)
            m_figure.chips.push_back({.label = std::string(core::spelling(m_shown.text, m_words[m_figure.chips.size()])),
                                      .value = core::undefined,
                                      .share = row.first ? 0 : tintOfNew,
                                      .number = {}});
    }
    layOut();
    viewport()->update();
}

void EditedWordsView::layOut()
{
    const double before = m_layout.height;
    m_layout = layOutTokens(m_figure, figureStyle(), maximumViewportSize().width());
    const TokenStripSizes &sizes = figureStyle().tokens;
    if (m_layout.height > mostRowsOfWords * sizes.row + sizes.edge)
        m_layout =
            layOutTokens(m_figure, figureStyle(), maximumViewportSize().width() - verticalScrollBar()->sizeHint().width());
    setScrolledHeight(static_cast<int>(m_layout.height) - sizeHint().height(), sizes.row);
    if (m_layout.height != before)
        updateGeometry();
}

QSize EditedWordsView::sizeHint() const
{
    const TokenStripSizes &sizes = figureStyle().tokens;
    const double height = std::clamp(m_layout.height, sizes.row + sizes.edge, mostRowsOfWords * sizes.row + sizes.edge);
    return {400, static_cast<int>(height)};
}

void EditedWordsView::select(std::optional<int> word)
{
    closeEditor(false);
    m_highlights.selected = word && m_words.empty() ? std::nullopt : word;
    if (m_highlights.selected) {
        m_highlights.selected = std::clamp(*word, 0, static_cast<int>(m_words.size()) - 1);
        const QRect chip = rectOf(*m_highlights.selected);
        if (chip.top() < 0 || chip.bottom() > viewport()->height())
            verticalScrollBar()->setValue(verticalScrollBar()->value() + chip.top());
    }
    speakValue(*this, m_highlights.selected
                          ? tr("%1, word %2 of %3")
                                .arg(qtText(m_figure.chips[static_cast<std::size_t>(*m_highlights.selected)].label))
                                .arg(*m_highlights.selected + 1)
                                .arg(m_words.size())
                          : QString());
    viewport()->update();
}

void EditedWordsView::apply(const std::string &changed, const QString &edit, int selected)
{
    m_sources.workbench.change([&](core::WorkbenchState &state) {
        core::addEdit(state.importance.whatIf, state.text, changed, edit.toStdString());
    });
    select(selected);
}

// By [MASK], or the unknown token where the vocabulary has no [MASK]; by a blank in letters where it has neither.
void EditedWordsView::mask(int word)
{
    const core::Tokenizer &tokenizer = *m_shown.model->tokenizer;
    const core::TypedWord &place = m_words[static_cast<std::size_t>(word)];
    const std::optional<core::TokenId> mask = tokenizer.maskToken();
    const std::optional<core::TokenId> stand = mask ? mask : tokenizer.unknownToken();
    const std::string hidden = stand ? tokenizer.piece(*stand) : "_";
    apply(core::withReplacedWord(m_shown.text, place, hidden),
          tr("masked %1").arg(qtText(std::string(core::spelling(m_shown.text, place)))), word);
}

void EditedWordsView::replace(int word, const std::string &replacement)
{
    const core::TypedWord &place = m_words[static_cast<std::size_t>(word)];
    apply(core::withReplacedWord(m_shown.text, place, replacement),
          tr("%1 → %2").arg(qtText(std::string(core::spelling(m_shown.text, place))), qtText(replacement)), word);
}

void EditedWordsView::remove(int word)
{
    const core::TypedWord &place = m_words[static_cast<std::size_t>(word)];
    apply(core::withoutWord(m_shown.text, place),
          tr("removed %1").arg(qtText(std::string(core::spelling(m_shown.text, place)))), word);
}

void EditedWordsView::move(int from, int to)
{
    const core::TypedWord &place = m_words[static_cast<std::size_t>(from)];
    apply(core::withMovedWord(m_shown.text, m_words, static_cast<std::size_t>(from), static_cast<std::size_t>(to)),
          tr("moved %1").arg(qtText(std::string(core::spelling(m_shown.text, place)))), to);
}

void EditedWordsView::negate(int word)
{
    const core::NegatedText negated = core::withToggledNegation(m_shown.text, m_words, static_cast<std::size_t>(word));
    const QString name = qtText(std::string(core::spelling(m_shown.text, m_words[static_cast<std::size_t>(word)])));
    apply(negated.text, negated.isNegated ? tr("not %1").arg(name) : tr("removed not"), static_cast<int>(negated.word));
}

void EditedWordsView::openEditor(const QString &text)
{
    const int word = *m_highlights.selected;
    QRect place = rectOf(word);
    const int wide = std::max(place.width(), leastEditor);
    place.setLeft(m_figure.isRightToLeft ? place.right() - wide : place.left());
    place.setWidth(wide);
    place.moveRight(std::min(place.right(), viewport()->width() - 1));
    place.moveLeft(std::max(place.left(), 0));
    m_editor = new QLineEdit(viewport());
    m_editor->setObjectName(QStringLiteral("wordEditor"));
    m_editor->setAccessibleName(tr("In place of %1").arg(qtText(m_figure.chips[static_cast<std::size_t>(word)].label)));
    m_editor->setText(text);
    m_editor->setGeometry(place);
    m_editor->installEventFilter(this);
    connect(m_editor, &QLineEdit::editingFinished, this, [this] { closeEditor(true); });
    m_editor->show();
    m_editor->setFocus();
}

// Nothing typed is no edit; to take the word away there is Delete.
void EditedWordsView::closeEditor(bool isKept)
{
    QLineEdit *editor = std::exchange(m_editor, nullptr);
    if (!editor)
        return;
    const bool hadFocus = editor->hasFocus();
    editor->removeEventFilter(this);
    editor->hide();
    editor->deleteLater();
    if (hadFocus)
        setFocus();
    const std::string typed = editor->text().trimmed().toStdString();
    if (isKept && !typed.empty())
        replace(*m_highlights.selected, typed);
}

bool EditedWordsView::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_editor && takesEscape(*event))
        return true;
    if (watched == m_editor && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        const bool isKept = key == Qt::Key_Return || key == Qt::Key_Enter;  // which the strip would take for another edit
        if (isKept || key == Qt::Key_Escape) {
            closeEditor(isKept);
            return true;
        }
    }
    return ItemArea::eventFilter(watched, event);
}

bool EditedWordsView::event(QEvent *event)
{
    const bool holdsSomething = m_highlights.selected || m_dragged;
    return (holdsSomething && takesEscape(*event)) || ItemArea::event(event);
}

bool EditedWordsView::editByKey(const QKeyEvent &event, int word)
{
    const bool isCommand = event.modifiers() & Qt::ControlModifier;
    const int last = static_cast<int>(m_words.size()) - 1;
    switch (event.key()) {
    case Qt::Key_Escape:
        m_dragged = m_gap = std::nullopt;
        select(std::nullopt);
        return true;
    case Qt::Key_Delete:
    case Qt::Key_Backspace: remove(word); return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_F2:
        openEditor(qtText(m_figure.chips[static_cast<std::size_t>(word)].label));
        m_editor->selectAll();
        return true;
    case Qt::Key_Left:
    case Qt::Key_Right: {
        const bool isForward = (event.key() == Qt::Key_Right) != m_figure.isRightToLeft;
        const int beside = std::clamp(word + (isForward ? 1 : -1), 0, last);
        isCommand ? move(word, beside) : select(beside);
        return true;
    }
    default: break;
    }
    if (!isTyped(event))
        return false;
    if (event.key() == Qt::Key_Space)
        mask(word);
    else if (event.key() == Qt::Key_N)
        negate(word);
    else
        openEditor(event.text());
    return true;
}

void EditedWordsView::keyPressEvent(QKeyEvent *event)
{
    if (m_words.empty())
        return ItemArea::keyPressEvent(event);
    if (event->key() == Qt::Key_Home || event->key() == Qt::Key_End)
        return select(event->key() == Qt::Key_Home ? 0 : static_cast<int>(m_words.size()) - 1);
    if (!m_highlights.selected && (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right))
        return select(0);
    if (!m_highlights.selected || !editByKey(*event, *m_highlights.selected))
        ItemArea::keyPressEvent(event);
}

std::optional<int> EditedWordsView::itemAt(QPointF picturePosition) const
{
    return m_layout.chipAt(picturePosition);
}

QRect EditedWordsView::rectOf(int word) const
{
    return m_layout.chips[static_cast<std::size_t>(word)].translated(-scrolled()).toRect();
}

QString EditedWordsView::toolTipOf(int word) const
{
    return plainToolTip(tr("%1\nDouble-click to mask it; N: not; Delete: remove it; Enter or any letter: type over it")
                            .arg(qtText(m_figure.chips[static_cast<std::size_t>(word)].label)));
}

void EditedWordsView::hover(std::optional<int> word)
{
    if (word == m_highlights.hovered)
        return;
    m_highlights.hovered = word;
    viewport()->update();
}

void EditedWordsView::press(int word)
{
    select(word);
    m_dragged = word;
}

void EditedWordsView::restyle()
{
    layOut();
}

void EditedWordsView::mousePressEvent(QMouseEvent *event)
{
    m_pressed = event->position();
    m_dragged = m_gap = std::nullopt;
    if (event->button() == Qt::LeftButton)
        closeEditor(true);
    ItemArea::mousePressEvent(event);
    if (event->button() == Qt::LeftButton && !m_dragged)
        select(std::nullopt);
}

// Before the first word of its row whose middle is behind the pointer, else behind the row's last.
std::optional<int> EditedWordsView::gapAt(QPointF viewportPosition) const
{
    const QPointF position = viewportPosition + scrolled();
    std::optional<int> gap;
    for (int word = 0; word < static_cast<int>(m_layout.chips.size()); ++word) {
        const QRectF &chip = m_layout.chips[static_cast<std::size_t>(word)];
        if (position.y() < chip.top() - m_layout.gap || position.y() > chip.top() + m_layout.rowHeight)
            continue;
        if (m_figure.isRightToLeft ? position.x() > chip.center().x() : position.x() < chip.center().x())
            return gap ? std::max(*gap, word) : word;
        gap = word + 1;
    }
    return gap;
}

QLineF EditedWordsView::gapLine(int gap) const
{
    const bool isBehindLast = gap == static_cast<int>(m_layout.chips.size());
    const QRectF &chip = m_layout.chips[static_cast<std::size_t>(isBehindLast ? gap - 1 : gap)];
    const bool isAtRight = isBehindLast != m_figure.isRightToLeft;
    const double x = isAtRight ? chip.right() + m_layout.gap / 2 : chip.left() - m_layout.gap / 2;
    return {x, chip.top(), x, chip.bottom()};
}

void EditedWordsView::mouseMoveEvent(QMouseEvent *event)
{
    const bool isDragging = m_dragged && (event->buttons() & Qt::LeftButton);
    if (!isDragging)
        return ItemArea::mouseMoveEvent(event);
    if (!m_gap && (event->position() - m_pressed).manhattanLength() < QApplication::startDragDistance())
        return;
    m_gap = gapAt(event->position());
    viewport()->update();
}

void EditedWordsView::mouseReleaseEvent(QMouseEvent *event)
{
    const auto dragged = std::exchange(m_dragged, std::nullopt);
    const auto gap = std::exchange(m_gap, std::nullopt);
    if (dragged && gap) {
        const int to = *gap > *dragged ? *gap - 1 : *gap;
        if (to != *dragged)
            move(*dragged, to);
        viewport()->update();
    }
    ItemArea::mouseReleaseEvent(event);
}

void EditedWordsView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const auto word = itemAt(event->position() + scrolled());
    if (event->button() == Qt::LeftButton && word)
        mask(*word);
}

void EditedWordsView::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    painter.translate(-scrolled());
    drawTokens(painter, m_figure, m_layout, m_highlights, figureStyle());
    if (!m_gap)
        return;
    painter.setPen(QPen(figureStyle().theme.accent, figureStyle().selectionWidth));
    painter.drawLine(gapLine(*m_gap));
}

void EditedWordsView::resizeEvent(QResizeEvent *event)
{
    ItemArea::resizeEvent(event);
    layOut();
}

void EditedWordsView::showEvent(QShowEvent *event)
{
    ItemArea::showEvent(event);
    refresh();
}

}  // namespace ui
