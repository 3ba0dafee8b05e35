#pragma once

namespace core {

// What the columns of an encoder's attention stand for. Slots: Linformer's k projected positions, which n x k attention looks at.
// Features: the dh x dh map over key and value features of linear attention, context first, whose rows are no tokens either.
enum class AttentionColumns { Tokens, Slots, Features };

}  // namespace core
