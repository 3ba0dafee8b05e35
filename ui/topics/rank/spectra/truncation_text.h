#pragma once

#include "ui/session/analysis_session.h"
#include "ui/theme/wrapped_label.h"

namespace ui {

// What cutting heads to rank k does to the prediction, in words; says what to do where nothing is cut.
class TruncationText : public WrappedLabel
{
    Q_OBJECT

public:
    explicit TruncationText(AnalysisSession &session, QWidget *parent = nullptr);

private:
    void refresh();

    AnalysisSession &m_session;
};

}  // namespace ui
