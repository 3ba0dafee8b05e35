#include "core/format/torch/pickle_reader.h"

#include "core/base/byte_cursor.h"
#include "core/base/message_text.h"
#include "core/base/number_in.h"
#include "core/format/torch/pickle_text.h"
#include "core/format/torch/torch_calls.h"

#include <fmt/core.h>

#include <algorithm>
#include <bit>
#include <cassert>
#include <string>
#include <unordered_map>
#include <utility>

namespace core {
namespace {

constexpr std::size_t mostPickled = std::size_t(1) << 21;
constexpr std::size_t mostOnStack = std::size_t(1) << 22;

// A stack machine, as a pickle expects it. The first thing wrong is kept and ends the run.
class PickleMachine
{
public:
    explicit PickleMachine(std::string_view bytes) : m_cursor(bytes) {}

    Result<Pickle> run() &&
    {
        while (!m_hasStopped && !m_error) {
            const auto opcode = m_cursor.number<std::uint8_t>();
            if (!m_cursor.hasEnded())
                step(opcode);
            if (m_cursor.hasEnded())
                refuse("the pickle ends in its middle, so the file is cut short or damaged");
        }
        if (m_error)
            return *std::move(m_error);
        m_pickle.bytes = m_cursor.place();
        return std::move(m_pickle);
    }

private:
    void refuse(std::string reason)
    {
        if (!m_error)
            m_error = badInput(std::move(reason));
    }
    void refuseDamaged() { refuse("the pickle is damaged: an instruction finds something else than it needs"); }

    void push(PickledId id)
    {
        if (m_stack.size() >= mostOnStack)
            refuse("the pickle holds more values than any model has");
        else
            m_stack.push_back(id);
    }

    void add(PickledValue value)
    {
        if (m_pickle.values.size() >= mostPickled) {
            refuse("the pickle holds more values than any model has");
            return;
        }
        m_pickle.values.push_back(std::move(value));
        push(static_cast<PickledId>(m_pickle.values.size() - 1));
    }

    // Below a mark nothing can be taken before the mark is.
    bool has(std::size_t count)
    {
        const std::size_t lowest = m_marks.empty() ? 0 : m_marks.back();
        if (m_stack.size() < lowest + count)
            refuseDamaged();
        return !m_error;
    }

    PickledId pop()
    {
        const PickledId id = m_stack.back();
        m_stack.pop_back();
        return id;
    }

    // All above the topmost mark, and the mark.
    std::vector<PickledId> popToMark()
    {
        if (m_marks.empty()) {
            refuseDamaged();
            return {};
        }
        const auto first = m_stack.begin() + static_cast<std::ptrdiff_t>(m_marks.back());
        std::vector<PickledId> items(first, m_stack.end());
        m_stack.erase(first, m_stack.end());
        m_marks.pop_back();
        return items;
    }

    template <typename Value>
    Value *top()
    {
        Value *value = has(1) ? std::get_if<Value>(&m_pickle.values[m_stack.back()]) : nullptr;
        if (!value)
            refuseDamaged();
        return value;
    }

    void step(std::uint8_t opcode);
    bool stepStack(std::uint8_t opcode);
    bool stepNumber(std::uint8_t opcode);
    bool stepText(std::uint8_t opcode);
    bool stepContainer(std::uint8_t opcode);
    bool stepMemo(std::uint8_t opcode);
    bool stepName(std::uint8_t opcode);
    void refuseOpcode(std::uint8_t opcode);

    void addLong(std::uint64_t bytes);
    void addText(std::uint64_t bytes) { add(std::string(m_cursor.take(bytes))); }
    void skipBytes(std::uint64_t bytes)
    {
        m_cursor.take(bytes);
        add(PickledOther());
    }
    void addTuple(std::size_t count);
    void addDictionary(const std::vector<PickledId> &items);
    void append(const std::vector<PickledId> &items);
    void setItems(const std::vector<PickledId> &items);
    void remember(std::uint64_t place);
    void recall(std::uint64_t place);
    void name(std::string_view module, std::string_view identifier);
    void nameFromStack();
    void call();
    void build();
    void addStorage();

    ByteCursor m_cursor;
    Pickle m_pickle;
    std::vector<PickledId> m_stack;
    std::vector<std::size_t> m_marks;  // how much of the stack lies below each
    std::unordered_map<std::uint64_t, PickledId> m_memo;
    std::size_t m_budget = mostOnStack;  // of items that calls may copy
    bool m_hasStopped = false;
    std::optional<Error> m_error;
};

void PickleMachine::step(std::uint8_t opcode)
{
    if (!stepStack(opcode) && !stepNumber(opcode) && !stepText(opcode) && !stepContainer(opcode) && !stepMemo(opcode) &&
        !stepName(opcode))
        refuseOpcode(opcode);
}

bool PickleMachine::stepStack(std::uint8_t opcode)
{
    switch (opcode) {
    case '(': m_marks.push_back(m_stack.size()); return true;
    case '0':
        if (has(1))
            pop();
        return true;
    case '1': popToMark(); return true;
    case '2':
        if (has(1))
            push(m_stack.back());
        return true;
    case '.':
        m_hasStopped = true;
        if (has(1))
            m_pickle.root = pop();
        return true;
    case 0x80:  // PROTO
        if (m_cursor.number<std::uint8_t>() > 5)
            refuse("the pickle is of a protocol later than 5");
        return true;
    case 0x95: m_cursor.number<std::uint64_t>(); return true;  // FRAME
    default: return false;
    }
}

bool PickleMachine::stepNumber(std::uint8_t opcode)
{
    switch (opcode) {
    case 'N': add(PickledNone()); return true;
    case 0x88: add(true); return true;
    case 0x89: add(false); return true;
    case 'J': add(std::int64_t{m_cursor.number<std::int32_t>()}); return true;
    case 'K': add(std::int64_t{m_cursor.number<std::uint8_t>()}); return true;
    case 'M': add(std::int64_t{m_cursor.number<std::uint16_t>()}); return true;
    case 'G': add(std::bit_cast<double>(__builtin_bswap64(m_cursor.number<std::uint64_t>()))); return true;
    case 'I':
    case 'L': add(pickledWholeNumber(m_cursor.line())); return true;
    case 'F': add(pickledDecimal(m_cursor.line())); return true;
    case 0x8a: addLong(m_cursor.number<std::uint8_t>()); return true;
    case 0x8b: addLong(m_cursor.number<std::uint32_t>()); return true;
    default: return false;
    }
}

// Two's complement, from the lowest byte on.
void PickleMachine::addLong(std::uint64_t bytes)
{
    const std::string_view digits = m_cursor.take(bytes);
    if (digits.size() > sizeof(std::int64_t)) {
        add(PickledBigNumber{.digits = {}, .bytes = std::string(digits)});
        return;
    }
    std::uint64_t value = !digits.empty() && (digits.back() & 0x80) ? ~std::uint64_t(0) : 0;
    if (!digits.empty())
        std::memcpy(&value, digits.data(), digits.size());
    add(std::bit_cast<std::int64_t>(value));
}

bool PickleMachine::stepText(std::uint8_t opcode)
{
    switch (opcode) {
    case 'X': addText(m_cursor.number<std::uint32_t>()); return true;
    case 0x8c: addText(m_cursor.number<std::uint8_t>()); return true;
    case 0x8d: addText(m_cursor.number<std::uint64_t>()); return true;
    case 'T': addText(m_cursor.number<std::uint32_t>()); return true;  // of Python 2, as the next
    case 'U': addText(m_cursor.number<std::uint8_t>()); return true;
    case 'V': add(pickledUnicode(m_cursor.line())); return true;
    case 'S': add(pickledString(m_cursor.line())); return true;
    case 'B': skipBytes(m_cursor.number<std::uint32_t>()); return true;
    case 'C': skipBytes(m_cursor.number<std::uint8_t>()); return true;
    case 0x8e:
    case 0x96: skipBytes(m_cursor.number<std::uint64_t>()); return true;
    default: return false;
    }
}

bool PickleMachine::stepContainer(std::uint8_t opcode)
{
    switch (opcode) {
    case ')': add(PickledSequence{.items = {}, .isTuple = true}); return true;
    case ']': add(PickledSequence()); return true;
    case '}': add(PickledDictionary()); return true;
    case 0x8f: add(PickledOther()); return true;  // a set, of no use here
    case 't': add(PickledSequence{.items = popToMark(), .isTuple = true}); return true;
    case 'l': add(PickledSequence{.items = popToMark(), .isTuple = false}); return true;
    case 'd': addDictionary(popToMark()); return true;
    case 0x91:
        popToMark();
        add(PickledOther());
        return true;  // a frozen set
    case 0x90:
        popToMark();
        top<PickledOther>();
        return true;  // into a set
    case 0x85:
    case 0x86:
    case 0x87: addTuple(opcode - std::size_t{0x84}); return true;
    case 'a':
        if (has(2))
            append({pop()});
        return true;
    case 'e': append(popToMark()); return true;
    case 's':
        if (has(3)) {
            const PickledId value = pop();
            const PickledId key = pop();
            setItems({key, value});
        }
        return true;
    case 'u': setItems(popToMark()); return true;
    default: return false;
    }
}

void PickleMachine::addTuple(std::size_t count)
{
    if (!has(count))
        return;
    PickledSequence tuple{.items = {m_stack.end() - static_cast<std::ptrdiff_t>(count), m_stack.end()}, .isTuple = true};
    m_stack.resize(m_stack.size() - count);
    add(std::move(tuple));
}

void PickleMachine::addDictionary(const std::vector<PickledId> &items)
{
    add(PickledDictionary());
    if (!m_error)
        setItems(items);
}

void PickleMachine::append(const std::vector<PickledId> &items)
{
    if (auto *list = top<PickledSequence>(); list && !list->isTuple)
        list->items.insert(list->items.end(), items.begin(), items.end());
    else
        refuseDamaged();
}

void PickleMachine::setItems(const std::vector<PickledId> &items)
{
    auto *dictionary = top<PickledDictionary>();
    if (!dictionary || items.size() % 2 != 0) {
        refuseDamaged();
        return;
    }
    for (std::size_t index = 0; index < items.size(); index += 2)
        dictionary->items.emplace_back(items[index], items[index + 1]);
}

bool PickleMachine::stepMemo(std::uint8_t opcode)
{
    switch (opcode) {
    case 'q': remember(m_cursor.number<std::uint8_t>()); return true;
    case 'r': remember(m_cursor.number<std::uint32_t>()); return true;
    case 0x94: remember(m_memo.size()); return true;
    case 'p': remember(memoPlace(m_cursor.line())); return true;
    case 'h': recall(m_cursor.number<std::uint8_t>()); return true;
    case 'j': recall(m_cursor.number<std::uint32_t>()); return true;
    case 'g': recall(memoPlace(m_cursor.line())); return true;
    default: return false;
    }
}

void PickleMachine::remember(std::uint64_t place)
{
    if (m_memo.size() >= mostPickled)
        refuse("the pickle holds more values than any model has");
    else if (has(1))
        m_memo[place] = m_stack.back();
}

void PickleMachine::recall(std::uint64_t place)
{
    const auto known = m_memo.find(place);
    if (known == m_memo.end())
        refuseDamaged();
    else
        push(known->second);
}

bool PickleMachine::stepName(std::uint8_t opcode)
{
    switch (opcode) {
    case 'c':    // GLOBAL
    case 'i': {  // INST, which also makes an object
        const std::string_view module = m_cursor.line();
        const std::string_view identifier = m_cursor.line();
        name(module, identifier);
        if (opcode == 'i')
            refuse("the pickle makes an object of a class, expected a dictionary of tensors");
        return true;
    }
    case 0x93: nameFromStack(); return true;
    case 'R': call(); return true;
    case 'b': build(); return true;
    case 'Q': addStorage(); return true;
    default: return false;
    }
}

// The one gate: whatever a pickle wants to call has to come through here.
void PickleMachine::name(std::string_view module, std::string_view identifier)
{
    if (m_cursor.hasEnded())
        return;
    if (const auto known = torchNamed(module, identifier)) {
        add(*known);
        return;
    }
    constexpr std::size_t longest = 100;
    refuse(fmt::format("the file names {}.{}, which is no part of weights, and was not run; save the weights alone with "
                       "torch.save(model.state_dict(), PATH) or as safetensors",
                       elided(module, longest), elided(identifier, longest)));
}

void PickleMachine::nameFromStack()
{
    if (!has(2))
        return;
    const auto *identifier = std::get_if<std::string>(&m_pickle.values[pop()]);
    const auto *module = std::get_if<std::string>(&m_pickle.values[pop()]);
    if (identifier && module)
        name(std::string(*module), std::string(*identifier));
    else
        refuseDamaged();
}

void PickleMachine::call()
{
    if (!has(2))
        return;
    const auto *arguments = m_pickle.get<PickledSequence>(pop());
    const auto *function = m_pickle.get<TorchName>(pop());
    if (!arguments || !arguments->isTuple || !function) {
        refuseDamaged();
        return;
    }
    auto value = torchCall(m_pickle, *function, *arguments, m_budget);
    if (value)
        add(*std::move(value));
    else
        refuse(value.error().message);
}

// The attributes of a dictionary, such as the _metadata of a state_dict, or of a tensor: of no use here.
void PickleMachine::build()
{
    if (!has(2))
        return;
    pop();
    const PickledId target = m_stack.back();
    if (!m_pickle.get<PickledDictionary>(target) && !m_pickle.get<PickledTensor>(target))
        refuseDamaged();
}

void PickleMachine::addStorage()
{
    const auto *id = has(1) ? m_pickle.get<PickledSequence>(pop()) : nullptr;
    if (!id) {
        refuseDamaged();
        return;
    }
    auto storage = torchStorage(m_pickle, *id);
    if (storage)
        add(*std::move(storage));
    else
        refuse(storage.error().message);
}

void PickleMachine::refuseOpcode(std::uint8_t opcode)
{
    switch (opcode) {
    case 'o':
    case 0x81:
    case 0x92: refuse("the pickle makes an object of a class, expected a dictionary of tensors"); break;
    case 0x82:
    case 0x83:
    case 0x84: refuse("the pickle uses extension codes, which may name anything, expected a dictionary of tensors"); break;
    default: refuse(fmt::format("the pickle has the instruction 0x{:02x}, which torch.save() does not write", opcode));
    }
}

}  // namespace

Result<Pickle> readPickle(std::string_view bytes)
{
    return PickleMachine(bytes).run();
}

}  // namespace core
