// A checkpoint of every family at the size of BERT-base: how long it takes to open, from files that are not in memory and from files
// that are, and from a key press to the painted answer. Arguments are the families to measure; without any, all are.

#include "tests/bench/timing.h"
#include "tests/bench/typed_window.h"
#include "tests/support/random_model.h"

#include <QApplication>
#include <QTemporaryDir>

#include <fcntl.h>
#include <unistd.h>

#include <cstdio>
#include <fstream>
#include <string>

namespace {

struct FamilyConfig {
    const char *name;
    const char *config;
};

// Vocabularies of 30,522 pieces for all, so that their sizes are alike.
constexpr FamilyConfig families[]{
    {"BERT", R"({"model_type": "bert", "architectures": ["BertForSequenceClassification"],
        "id2label": {"0": "negative", "1": "positive"}})"},
    {"DistilBERT, 12 layers", R"({"model_type": "distilbert", "architectures": ["DistilBertForSequenceClassification"],
        "n_layers": 12, "id2label": {"0": "negative", "1": "positive"}})"},
    {"RoBERTa", R"({"model_type": "roberta", "architectures": ["RobertaForSequenceClassification"], "vocab_size": 30522,
        "max_position_embeddings": 514, "pad_token_id": 1, "id2label": {"0": "negative", "1": "positive"}})"},
    {"ALBERT", R"({"model_type": "albert", "architectures": ["AlbertForSequenceClassification"], "vocab_size": 30522,
        "hidden_size": 768, "num_attention_heads": 12, "intermediate_size": 3072, "embedding_size": 128,
        "id2label": {"0": "negative", "1": "positive"}})"},
    {"ELECTRA", R"({"model_type": "electra", "architectures": ["ElectraForSequenceClassification"], "hidden_size": 768,
        "num_attention_heads": 12, "intermediate_size": 3072, "embedding_size": 768,
        "id2label": {"0": "negative", "1": "positive"}})"},
    {"GPT-2", R"({"model_type": "gpt2", "architectures": ["GPT2LMHeadModel"], "vocab_size": 30522})"},
};

// Letters are words, whatever the family's own tokenizer does: its ways are not what is measured.
void writeLetterTokenizer(const std::filesystem::path &model)
{
    std::string vocabulary = R"("[UNK]": 0)";
    for (char letter = 'a'; letter <= 'z'; ++letter)
        vocabulary += std::string(", \"") + letter + "\": " + std::to_string(letter - 'a' + 1);
    std::ofstream(model / "tokenizer.json")
        << R"({"version": "1.0", "pre_tokenizer": {"type": "Whitespace"}, "model": {"type": "WordLevel", "unk_token": "[UNK]", )"
        << R"("vocab": {)" << vocabulary << "}}}";
}

// 31 tokens, one more while a letter is typed.
constexpr const char *letters = "a b c d e f g h i j k l m n o p q r s t u v w x y z a b c d e ";

// Takes the file's pages out of memory, as after a start of the machine.
void forgetPages(const std::filesystem::path &file)
{
    const int descriptor = open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        qFatal("%s cannot be opened", file.c_str());
    fsync(descriptor);
    posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED);
    close(descriptor);
}

double openingTime(const std::filesystem::path &model)
{
    return bench::TypedWindow(model, bench::attentionPage, letters).openingTime();
}

void printKeyPresses(const std::filesystem::path &model)
{
    constexpr int presses = 100;
    bench::TypedWindow window(model, bench::attentionPage, letters);
    std::vector<double> times;
    std::vector<double> engineTimes;
    for (int press = 0; press < presses; ++press) {
        times.push_back(window.press(press % 2 == 0 ? Qt::Key_G : Qt::Key_Backspace));
        engineTimes.push_back(window.snapshot()->milliseconds.total());
    }
    std::printf(" %6zu %9.1f %9.1f %12.2f\n", window.snapshot()->text->tokens.size(), bench::quantile(times, 0.5),
                bench::quantile(times, 0.95), bench::quantile(engineTimes, 0.5));
}

void printFamily(const FamilyConfig &family)
{
    const QTemporaryDir folder;
    const std::filesystem::path model = folder.path().toStdString();
    const std::string problem = support::writeRandomModel(model, family.config, /*seed=*/1);
    if (!problem.empty())
        qFatal("%s: %s", family.name, problem.c_str());
    writeLetterTokenizer(model);
    const std::filesystem::path weights = model / "model.safetensors";
    forgetPages(weights);
    const double cold = openingTime(model);
    const double warm = openingTime(model);
    std::printf("  %-22s %6.0f %9.0f %9.0f", family.name, static_cast<double>(file_size(weights)) / 1e6, cold, warm);
    std::fflush(stdout);
    printKeyPresses(model);
}

}  // namespace

int main(int argc, char **argv)
{
    const QApplication application(argc, argv);
    std::printf("\nOpening a model and pressing a key, window of 1280 x 800 (%s), 12 layers of width 768, 12 heads\n"
                "  family                     MB   cold ms   warm ms tokens    p50 ms    p95 ms   engine p50\n",
                qPrintable(QGuiApplication::platformName()));
    const QStringList named = QApplication::arguments().mid(1);
    for (const FamilyConfig &family : families) {
        if (named.isEmpty() || named.contains(QLatin1String(family.name)))
            printFamily(family);
    }
    return 0;
}
