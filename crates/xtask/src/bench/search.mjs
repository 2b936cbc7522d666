// Measures a search from npm: node search.mjs <rows.json> minisearch|flexsearch
// Each is set up as its own documentation advises for search as you type with misspellings.
import { readFileSync } from "node:fs";

const [file, name] = process.argv.slice(2);
const { trials, builds, few } = JSON.parse(readFileSync(file, "utf8"));
const weights = {
  title: 12, number: 12, object_name: 9, maker: 8, place: 6, theme: 6, brief: 4, story: 2,
};
const fields = Object.keys(weights);
const plain = (word) => word.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

const engines = {
  async minisearch() {
    const { default: MiniSearch } = await import("minisearch");
    const searchOptions = { prefix: true, fuzzy: 0.2, boost: weights };
    return {
      build(items) {
        const index = new MiniSearch({ fields, processTerm: plain, searchOptions });
        index.addAll(items);
        return index;
      },
      find: (index, typed) => index.search(typed).map((hit) => hit.id),
    };
  },
  async flexsearch() {
    const { Document, Charset } = await import("flexsearch");
    return {
      build(items) {
        const index = new Document({
          document: { id: "id", index: fields },
          tokenize: "forward",
          encoder: Charset.LatinAdvanced,
        });
        for (const item of items) index.add(item);
        return index;
      },
      find: (index, typed) =>
        index.search(typed, { limit: 1000, suggest: true, merge: true }).map((hit) => hit.id),
    };
  },
};

const engine = await engines[name]();
const time = (work) => {
  const start = performance.now();
  work();
  return (performance.now() - start) * 1000;
};
const report = {};
for (const { name, items, strokes, queries } of trials) {
  const build = Array.from({ length: builds }, () => time(() => engine.build(items)));
  const index = engine.build(items);
  for (const typed of strokes) engine.find(index, typed);
  report[name] = {
    build,
    strokes: strokes.map((typed) => time(() => engine.find(index, typed))),
    found: queries.map((query) => engine.find(index, query).slice(0, few)),
  };
}
console.log(JSON.stringify(report));
