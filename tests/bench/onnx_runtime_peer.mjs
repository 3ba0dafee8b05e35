// ONNX Runtime as a peer of the benchmarks: one question a line on standard input, one answer a line on standard output.
//
// load TOKENS LAYERS WIDTH HEADS INTERMEDIATE    makes an encoder of this shape; answers with the version of ONNX Runtime
// forward                                        answers with the milliseconds of one pass, all attention maps returned
//
// THREADS is the number of threads, ATTNSCOPE_BENCH_PEERS the folder that onnxruntime-node is installed in.

import {createRequire} from 'node:module';
import {createInterface} from 'node:readline';

import {encoder} from './onnx_encoder.mjs';

const require = createRequire(process.env.ATTNSCOPE_BENCH_PEERS + '/');
const runtime = require('onnxruntime-node');
const version = require('onnxruntime-node/package.json').version;

let session, inputs;

async function load([tokens, layers, width, heads, intermediate]) {
    await session?.release();
    session = await runtime.InferenceSession.create(encoder(tokens, {layers, width, heads, intermediate}), {
        intraOpNumThreads: Number(process.env.THREADS),
        interOpNumThreads: 1,
        graphOptimizationLevel: 'all',
    });
    const embeddings = Float32Array.from({length: tokens * width}, (_, index) => Math.sin(index));
    inputs = {embeddings: new runtime.Tensor('float32', embeddings, [tokens, width])};
    return version;
}

async function forward() {
    const start = process.hrtime.bigint();
    await session.run(inputs);
    return Number(process.hrtime.bigint() - start) / 1e6;
}

for await (const line of createInterface({input: process.stdin})) {
    const [question, ...numbers] = line.split(' ');
    console.log(question === 'load' ? await load(numbers.map(Number)) : await forward());
}
