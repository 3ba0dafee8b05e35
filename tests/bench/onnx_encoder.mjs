// BERT's encoder with random weights as an ONNX model whose outputs are the last hidden states and the attention of every layer.

import {floats, input, integers, model, node, output} from './onnx_file.mjs';

function randomNumbers(count, spread) {
    const numbers = new Float32Array(count);
    let state = 1;
    for (let index = 0; index < count; ++index) {
        state = Math.imul(state, 1664525) + 1013904223 | 0;
        numbers[index] = spread * state / 2 ** 31;
    }
    return numbers;
}

class Graph {
    parts = [];

    weights(name, dimensions, spread) {
        const count = dimensions.reduce((product, size) => product * size, 1);
        this.parts.push(floats(name, dimensions, randomNumbers(count, spread)));
        return name;
    }

    apply(operation, inputs, name, attributes) {
        this.parts.push(node(operation, inputs, name, attributes));
        return name;
    }

    linear(from, name, inputs, outputs) {
        const weight = this.weights(`${name}.weight`, [inputs, outputs], 1 / Math.sqrt(inputs));
        const product = this.apply('MatMul', [from, weight], `${name}.product`);
        return this.apply('Add', [product, this.weights(`${name}.bias`, [outputs], 0.1)], name);
    }

    normalize(from, added, name, width) {
        const sum = this.apply('Add', [from, added], `${name}.sum`);
        const scale = this.weights(`${name}.scale`, [width], 1);
        return this.apply('LayerNormalization', [sum, scale, this.weights(`${name}.shift`, [width], 0.1)], name,
                          {axis: -1, epsilon: 1e-12});
    }
}

// Shapes: states n x width; attention heads x n x n.
function addLayer(graph, states, name, {width, heads, intermediate}) {
    const perHead = (what, order) => {
        const split = graph.apply('Reshape', [graph.linear(states, `${name}.${what}`, width, width), 'split'],
                                  `${name}.${what}.split`);
        return graph.apply('Transpose', [split], `${name}.${what}.heads`, {perm: order});
    };
    const scores = graph.apply('MatMul', [perHead('query', [1, 0, 2]), perHead('key', [1, 2, 0])], `${name}.product`);
    const scaled = graph.apply('Mul', [scores, 'scale'], `${name}.scores`);
    const attention = graph.apply('Softmax', [scaled], `${name}.attention`, {axis: -1});
    const mixed = graph.apply('MatMul', [attention, perHead('value', [1, 0, 2])], `${name}.mixed`);
    const together = graph.apply('Reshape', [graph.apply('Transpose', [mixed], `${name}.order`, {perm: [1, 0, 2]}), 'join'],
                                 `${name}.together`);
    const attended = graph.normalize(graph.linear(together, `${name}.dense`, width, width), states, `${name}.attended`, width);
    const active = graph.apply('Gelu', [graph.linear(attended, `${name}.up`, width, intermediate)], `${name}.gelu`);
    return graph.normalize(graph.linear(active, `${name}.down`, intermediate, width), attended, `${name}.hidden`, width);
}

export function encoder(tokens, shape) {
    const {layers, width, heads} = shape;
    const graph = new Graph();
    graph.parts.push(input('embeddings', [tokens, width]), integers('split', [tokens, heads, width / heads]),
                     integers('join', [tokens, width]),
                     floats('scale', [1], Float32Array.of(Math.sqrt(heads / width))));
    let states = 'embeddings';
    for (let layer = 0; layer < layers; ++layer) {
        states = addLayer(graph, states, `layer${layer}`, shape);
        graph.parts.push(output(`layer${layer}.attention`, [heads, tokens, tokens]));
    }
    graph.parts.push(output(states, [tokens, width]));
    return model(graph.parts);
}
