#pragma once

namespace core {

// What a model's files leave unsaid, as Hugging Face's classes of tokenizers have it: which files spell the vocabulary where there is no
// tokenizer.json, what stands around a text then, and how the special tokens are called.
enum class TokenizerFamily {
    Bert,        // also DistilBERT and ELECTRA: vocab.txt, [CLS] text [SEP]
    Roberta,     // vocab.json and merges.txt, <s> text </s>
    Gpt2,        // vocab.json and merges.txt, the text alone
    XlmRoberta,  // sentencepiece.bpe.model, whose ids move by one, <s> text </s>
    Camembert,   // sentencepiece.bpe.model, whose ids move by four, <s> text </s>
    Albert,      // spiece.model, [CLS] text [SEP]
    T5           // spiece.model, text </s>
};

}  // namespace core
