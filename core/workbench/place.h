#pragma once

#include <string>

namespace core {

enum class RankPage { Spectra, HeadSizes, Playground, Weights };
enum class MasksPage { Mask, Positions, Evaluation };
enum class ImportancePage { Words, Reading, Contexts, Vocabulary, WhatIf, SideBySide };
enum class SideBySidePicture { Words, Maps };

// Where in the window the user is: going elsewhere changes nothing that is shown there.
struct Place {
    std::string workspace = "attention";  // by its id
    RankPage rank = RankPage::Spectra;
    MasksPage masks = MasksPage::Mask;
    ImportancePage importance = ImportancePage::Words;
    SideBySidePicture sideBySide = SideBySidePicture::Words;
    bool showsTexts = false;  // the list of a file's texts, below whichever page it is

    bool operator==(const Place &) const = default;
};

}  // namespace core
