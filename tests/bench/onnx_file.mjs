// Writes an ONNX model (github.com/onnx/onnx, onnx.proto) as protocol buffers, as far as an encoder needs it.

const VARINT = 0, BYTES = 2, FIXED32 = 5;
const FLOAT = 1, INT64 = 7;  // TensorProto.DataType

function varint(value) {
    const bytes = [];
    for (let rest = BigInt.asUintN(64, BigInt(value)); ; rest >>= 7n) {
        const more = rest > 127n;
        bytes.push(Number(rest & 127n) | (more ? 128 : 0));
        if (!more)
            return Buffer.from(bytes);
    }
}

const field = (number, type, ...parts) => Buffer.concat([varint(number << 3 | type), ...parts]);
const whole = (number, value) => field(number, VARINT, varint(value));
const message = (number, ...parts) => {
    const bytes = Buffer.concat(parts);
    return field(number, BYTES, varint(bytes.length), bytes);
};
const text = (number, value) => message(number, Buffer.from(value));

function attribute([name, value]) {
    if (Array.isArray(value))
        return message(5, text(1, name), ...value.map(each => whole(8, each)), whole(20, 7));
    if (Number.isInteger(value))
        return message(5, text(1, name), whole(3, value), whole(20, 2));
    const bytes = Buffer.alloc(4);
    bytes.writeFloatLE(value);
    return message(5, text(1, name), field(2, FIXED32, bytes), whole(20, 1));
}

// A node of the graph; attributes are numbers or lists of whole numbers.
export const node = (operation, inputs, output, attributes = {}) => message(
    1, ...inputs.map(input => text(1, input)), text(2, output), text(4, operation),
    ...Object.entries(attributes).map(attribute));

const bytesOf = values => Buffer.from(values.buffer, values.byteOffset, values.byteLength);

export const floats = (name, dimensions, values) => message(
    5, ...dimensions.map(size => whole(1, size)), whole(2, FLOAT), text(8, name), message(9, bytesOf(values)));

export const integers = (name, values) => message(
    5, whole(1, values.length), whole(2, INT64), text(8, name), message(9, bytesOf(BigInt64Array.from(values, BigInt))));

const value = (number, name, dimensions) => {
    const shape = message(2, ...dimensions.map(size => message(1, whole(1, size))));
    return message(number, text(1, name), message(2, message(1, whole(1, FLOAT), shape)));
};
export const input = (name, dimensions) => value(11, name, dimensions);
export const output = (name, dimensions) => value(12, name, dimensions);

// Of nodes, initializers, inputs and outputs, in any order.
export const model = parts => Buffer.concat(
    [whole(1, 9), message(7, text(2, 'encoder'), ...parts), message(8, text(1, ''), whole(2, 20))]);
