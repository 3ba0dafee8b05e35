#pragma once

namespace core {

// What the texts of a file are told apart by.
enum class WordGrouping {
    Prediction,  // the model's answer
    Label        // the file's
};

}  // namespace core
