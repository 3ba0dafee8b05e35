// Writes components.json: what Hugging Face's tokenizers make of small definitions, part by part.
//
//     npm install tokenizers && node make_components.js > components.json
//
// Parts before the model are seen through two models: one of bytes, whose ids are the bytes of the normalized text, and one that
// knows no word, whose ranges are the parts that the text was divided into.
const {Tokenizer} = require('tokenizers');

const texts = [
  'Hello, World!  12²ab', ' leading and trailing ', 'a\tb\nc\r\nd', "don't we'll 's", 'Café E\u0301 ÅNGSTRÖM İstanbul ΣΑΣ', 'ﬁne ① ½ Ⅷ ｆｕｌｌ',
  '日本語カタカナ漢字ー x', '  two  spaces   three', 'x\u200by\u00a0z\u3000w\u2028v', '``quoted\'\'', 'a_b-c.d…e', '\u00ad\u0001\ufffdq', '1,000.50€ #tag @you', '',
  '가각 각', 'ab xyxy $1 \\w', 'CAMEL Case 7up', 'e\u0323\u0301e\u0301\u0323', '👍🏽 ok 🇩🇪', '___', 'a\u000bb\u0085c'];

const normalizers = {
  NFC: {type: 'NFC'}, NFD: {type: 'NFD'}, NFKC: {type: 'NFKC'}, NFKD: {type: 'NFKD'}, Lowercase: {type: 'Lowercase'},
  StripAccents: {type: 'Sequence', normalizers: [{type: 'NFD'}, {type: 'StripAccents'}]}, Nmt: {type: 'Nmt'}, ByteLevel: {type: 'ByteLevel'},
  Bert: {type: 'BertNormalizer', clean_text: true, handle_chinese_chars: true, strip_accents: null, lowercase: true},
  BertCased: {type: 'BertNormalizer', clean_text: false, handle_chinese_chars: false, strip_accents: false, lowercase: false},
  BertAccents: {type: 'BertNormalizer', clean_text: true, handle_chinese_chars: true, strip_accents: false, lowercase: true},
  Strip: {type: 'Strip', strip_left: true, strip_right: true}, StripRight: {type: 'Strip', strip_left: false, strip_right: true},
  Prepend: {type: 'Prepend', prepend: '▁'}, ReplaceText: {type: 'Replace', pattern: {String: '.'}, content: '<dot>'},
  ReplaceExpression: {type: 'Replace', pattern: {Regex: ' {2,}'}, content: '▁'},
  ReplaceGroups: {type: 'Replace', pattern: {Regex: '(x)(y)'}, content: '$2-'},
  ReplaceLetters: {type: 'Replace', pattern: {Regex: '[^\\w\\s]'}, content: ''},
  Llama: {type: 'Sequence', normalizers: [{type: 'Prepend', prepend: '▁'}, {type: 'Replace', pattern: {String: ' '}, content: '▁'}]}};

const split = (pattern, behavior, invert = false) => ({type: 'Split', pattern, behavior, invert});
const preTokenizers = {
  BertPreTokenizer: {type: 'BertPreTokenizer'}, Whitespace: {type: 'Whitespace'}, WhitespaceSplit: {type: 'WhitespaceSplit'},
  UnicodeScripts: {type: 'UnicodeScripts'}, Punctuation: {type: 'Punctuation', behavior: 'Isolated'},
  PunctuationContiguous: {type: 'Punctuation', behavior: 'Contiguous'}, PunctuationRemoved: {type: 'Punctuation', behavior: 'Removed'},
  PunctuationPrevious: {type: 'Punctuation', behavior: 'MergedWithPrevious'}, PunctuationNext: {type: 'Punctuation', behavior: 'MergedWithNext'},
  Digits: {type: 'Digits', individual_digits: false}, DigitsAlone: {type: 'Digits', individual_digits: true},
  Delimiter: {type: 'CharDelimiterSplit', delimiter: '-'}, FixedLength: {type: 'FixedLength', length: 3},
  ByteLevel: {type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: true},
  ByteLevelPrefix: {type: 'ByteLevel', add_prefix_space: true, trim_offsets: true, use_regex: true},
  ByteLevelPlain: {type: 'ByteLevel', add_prefix_space: true, trim_offsets: true, use_regex: false},
  Metaspace: {type: 'Metaspace', replacement: '▁', add_prefix_space: true}, MetaspaceFirst: {type: 'Metaspace', replacement: '▁', prepend_scheme: 'first', split: true},
  MetaspaceNever: {type: 'Metaspace', replacement: '▁', prepend_scheme: 'never', split: true}, MetaspaceWhole: {type: 'Metaspace', replacement: '▁', prepend_scheme: 'always', split: false},
  SplitText: split({String: ' '}, 'Removed'), SplitInverted: split({Regex: '\\w+'}, 'Removed', true), SplitIsolated: split({Regex: '\\s+'}, 'Isolated'),
  SplitNext: split({Regex: '\\s'}, 'MergedWithNext'), SplitPrevious: split({Regex: '[ \\t]+'}, 'MergedWithPrevious'), SplitContiguous: split({Regex: '\\d'}, 'Contiguous'),
  SplitLines: split({Regex: '^.'}, 'Isolated'), SplitDot: split({Regex: 'c.+'}, 'Isolated'),
  Gpt4: {type: 'Sequence', pretokenizers: [split({Regex: "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+"}, 'Isolated'),
    {type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: false}]},
  Sequence: {type: 'Sequence', pretokenizers: [{type: 'WhitespaceSplit'}, {type: 'Metaspace', replacement: '▁', add_prefix_space: true}]}};

const added = (content, flags = {}) => Object.assign({content, single_word: false, lstrip: false, rstrip: false, normalized: true, special: false}, flags);
const addedTokens = {
  plain: [[added('xy')], null], longest: [[added('ab'), added('abc'), added('b c')], null], single: [[added('xy', {single_word: true})], null],
  left: [[added('xy', {lstrip: true})], null], right: [[added('xy', {rstrip: true})], null], both: [[added('xy', {lstrip: true, rstrip: true}), added('z', {lstrip: true})], null],
  normalized: [[added('Café'), added('CAFE', {normalized: false})], normalizers.Bert], lower: [[added('XY'), added('z', {special: true})], normalizers.Lowercase],
  typedFirst: [[added('YX', {normalized: false}), added('xyx')], normalizers.Lowercase]};
const addedTexts = ['xy', 'axyb xy xy. _xy', '  xy  xy z xy ', 'abc ab b c abcd', 'Café CAFE cafe CAFÉ', 'xYX XYx yx YX', 'é xy\u0301 xy\u200d xy1', 'z z xyz'];

const models = {
  WordPiece: {type: 'WordPiece', unk_token: '[UNK]', continuing_subword_prefix: '##', max_input_chars_per_word: 6, vocab: {'[UNK]': 0, un: 1, '##aff': 2, '##able': 3, a: 4, '##b': 5, 'é': 6, '##é': 7}},
  WordLevel: {type: 'WordLevel', unk_token: '?', vocab: {'?': 0, a: 1, ab: 2, 'é': 3}},
  BytePairs: {type: 'BPE', dropout: null, unk_token: null, vocab: {a: 0, b: 1, c: 2, ab: 3, abc: 4, bc: 5}, merges: ['b c', 'a b', 'ab c']},
  BytePairsUnknown: {type: 'BPE', unk_token: '?', vocab: {'?': 0, a: 1, b: 2, ab: 3}, merges: [['a', 'b']]},
  BytePairsFused: {type: 'BPE', unk_token: '?', fuse_unk: true, vocab: {'?': 0, a: 1, b: 2, ab: 3}, merges: [['a', 'b']]},
  BytePairsSuffix: {type: 'BPE', unk_token: '?', end_of_word_suffix: '</w>', vocab: {'?': 0, a: 1, b: 2, 'a</w>': 3, 'b</w>': 4, 'ab</w>': 5}, merges: ['a b</w>']},
  BytePairsPrefix: {type: 'BPE', unk_token: '?', continuing_subword_prefix: '##', vocab: {'?': 0, a: 1, b: 2, '##a': 3, '##b': 4, ab: 5, '##ab': 6, aab: 7}, merges: ['##a ##b', 'a ##b', 'a ##ab']},
  BytePairsWhole: {type: 'BPE', ignore_merges: true, vocab: {a: 0, b: 1, abab: 2, ba: 3}, merges: ['b a']},
  BytePairsTwice: {type: 'BPE', vocab: {a: 0, b: 1, c: 2, ab: 3, bc: 4}, merges: ['a b', 'b c', 'a b']},
  BytePairsBytes: {type: 'BPE', unk_token: '?', byte_fallback: true, vocab: {'?': 0, a: 1, '<0xC3>': 2, '<0xA9>': 3}, merges: []},
  Unigram: {type: 'Unigram', unk_id: 0, vocab: [['?', 0], ['a', -1], ['b', -2], ['ab', -2.5], ['aa', -2], ['bab', -3], ['é', -4]]},
  UnigramBytes: {type: 'Unigram', unk_id: 0, byte_fallback: true, vocab: [['?', 0], ['a', -1], ['<0xC3>', -9], ['<0xA9>', -9]]},
  UnigramTies: {type: 'Unigram', unk_id: 0, vocab: [['?', -3], ['a', -1], ['aa', -2], ['aaa', -3], ['b', -1], ['ab', -2], ['ba', -2]]},
  UnigramUnknown: {type: 'Unigram', unk_id: 0, vocab: [['xy', -5], ['a', -1], ['b', -1]]}};
const modelTexts = ['unaffable', 'a ab aab abab ababab', 'é aé éa éé', 'abc bca cab', 'xyz axb', 'aaaa aaaaa babab', 'unaffableab', 'b', 'xy', 'a\u{1f600}b'];

const file = (parts) => Object.assign({version: '1.0', truncation: null, padding: null, added_tokens: [], normalizer: null, pre_tokenizer: null, post_processor: null, decoder: null}, parts);
const byteModel = {type: 'BPE', byte_fallback: true, vocab: Object.fromEntries([...Array(256).keys()].map((b) => ['<0x' + b.toString(16).toUpperCase().padStart(2, '0') + '>', b])), merges: []};
const wordModel = {type: 'WordLevel', unk_token: '?', vocab: {'?': 0}};
const encode = async (parts, text) => Tokenizer.fromString(JSON.stringify(file(parts))).encode(text);

(async () => {
  const parts = [], wholes = [];
  const addPart = async (name, part, texts) => {
    const cases = [];
    for (const text of texts) {
      const withIds = (first) => Object.assign({}, part, part.added_tokens ? {added_tokens: part.added_tokens.map((t, i) => Object.assign({id: first + i}, t))} : {});
      const bytes = await encode(Object.assign(withIds(256), {model: byteModel}), text);
      const words = await encode(Object.assign(withIds(1), {model: wordModel}), text);
      cases.push({text, bytes: bytes.getIds(), words: words.getIds(), ranges: words.getOffsets()});
    }
    parts.push(Object.assign({name, cases}, part));
  };
  for (const [name, normalizer] of Object.entries(normalizers)) await addPart(name, {normalizer}, texts);
  for (const [name, pre_tokenizer] of Object.entries(preTokenizers)) await addPart(name, {pre_tokenizer}, texts);
  for (const [name, [tokens, normalizer]] of Object.entries(addedTokens)) await addPart('added ' + name, {added_tokens: tokens, normalizer, pre_tokenizer: {type: 'WhitespaceSplit'}}, addedTexts);
  for (const [name, model] of Object.entries(models)) {
    const cases = [];
    for (const text of modelTexts) cases.push({text, ids: (await encode({model, pre_tokenizer: {type: 'WhitespaceSplit'}}, text)).getIds()});
    wholes.push({name, model, cases});
  }
  const line = (value) => '  ' + JSON.stringify(value);
  console.log('{"parts": [\n' + parts.map(line).join(',\n') + '],\n"models": [\n' + wholes.map(line).join(',\n') + ']}');
})();
